import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { convertCommand, judgeKeystoreImport, storeArguments } from '@cert-health/core';
import { at, keyEntry, storeOf } from './keystore-facts.ts';

const formatCommand = (file: string, other: Parameters<typeof storeOf>[1] = {}, alias = 'edi'): string =>
  judgeKeystoreImport(storeOf([keyEntry({ alias })], { kind: 'pkcs12', file, ...other }), at).steps[0]?.commands?.[0] ??
  '';

test('a keystore is copied beside itself, and never onto itself', () => {
  assert.match(formatCommand('certs/partner.p12'), /-destkeystore certs\/partner\.jks /);
  assert.match(formatCommand('partner.jks'), /-destkeystore partner-salesforce\.jks /);
  assert.match(formatCommand('PARTNER.JKS'), /-destkeystore PARTNER-salesforce\.jks /);
  assert.match(formatCommand('folder.d/partner'), /-destkeystore folder\.d\/partner\.jks /);
});

test('formats of Bouncy Castle need its provider, the others do not', () => {
  for (const kind of ['bks', 'uber', 'bcfks'] as const) {
    assert.match(storeArguments('x', kind), /-providerclass org\.bouncycastle\S+ -providerpath bcprov\.jar$/);
  }
  for (const kind of ['jks', 'jceks', 'pkcs12'] as const) assert.doesNotMatch(storeArguments('x', kind), /provider/);
});

test('no command carries a password', () => {
  for (const kind of ['jks', 'jceks', 'pkcs12', 'bks', 'uber', 'bcfks'] as const) {
    assert.doesNotMatch(convertCommand({ file: 'a', kind, newFile: 'b' }), /pass/);
  }
});

test('a single key gets a better name on the way', () => {
  assert.match(formatCommand('p.p12', {}, '1'), /-srcalias 1 -destalias imported_certificate /);
  assert.match(formatCommand('p.p12', {}, 'EDI 2026 – Größe'), /-srcalias ALIAS -destalias EDI_2026_Gro_e /);
  assert.doesNotMatch(formatCommand('p.p12'), /alias/);
});

describe('what a shell could take for more than a name is left to the reader:', () => {
  for (const name of ['$(reboot).p12', 'a;b.p12', '`id`.p12', "it's.p12", '-rf', 'a\nb', 'a"b', 'a&b', 'a|b', '']) {
    test(JSON.stringify(name), () => {
      const command = storeArguments(name, 'jks');
      assert.match(command, /^-keystore FILE /);
    });
  }

  test('a space is put into quotes', () => {
    assert.match(storeArguments('C:\\my certs\\partner 1.jks', 'jks'), /^-keystore "C:\\my certs\\partner 1\.jks" /);
  });
});
