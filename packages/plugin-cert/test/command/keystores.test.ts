import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import type { CertInspectResult } from '../../src/commands/cert/inspect.ts';
import type { CertVerifyResult } from '../../src/commands/cert/verify.ts';
import { folderWith } from '../fixtures/folder.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, encryptedPart, keyBag, openPart, pkcs12 } from '../keystore/pkcs12-writer.ts';
import { jsonOf, runCommand } from './run-command.ts';

const secret = 'pump seven';

describe('keystores are opened with --password-file or CERT_STORE_PASSWORD', () => {
  let partner: Partner;
  let java: Buffer;
  let encrypted: Buffer;
  before(async () => {
    partner = await issuePartner();
    const key = await pkcs8Of(partner.client);
    const chain = [partner.client.der, partner.authority.der];
    java = javaStore({ password: secret, entries: [{ alias: 'edi', key, chain }] });
    const marked = { localKeyId: '1', name: 'edi' };
    const certificates = [certificateBag(chain[0]!, marked), certificateBag(chain[1]!)];
    encrypted = pkcs12([openPart(keyBag(key, secret, marked)), encryptedPart(secret, ...certificates)], {
      kind: 'pbmac1',
      password: secret,
    });
  });

  test('by inspect, whose verdict is in JSON too, and whose output keeps the password', async (t) => {
    const cwd = folderWith(t, { 'partner.store': java, secret: `${secret}\r\n` });
    const outcome = await runCommand(['inspect', 'partner.store', '--password-file', 'secret', '--json'], { cwd });
    const { result, status } = jsonOf<CertInspectResult>(outcome);
    assert.equal(status, 0);
    assert.equal(result.keystore?.integrity, 'verified');
    assert.deepEqual(
      result.keystore.import.steps.filter(({ outcome: one }) => one !== 'pass').map(({ id }) => id),
      [],
    );
    assert.ok(!outcome.stdout.includes(secret));
  });

  test('by inspect, where a wrong one is one sentence and exit 1', async (t) => {
    const cwd = folderWith(t, { 'partner.jks': java });
    const env = { CERT_STORE_PASSWORD: 'pump eight' };
    const { exitCode, stderr, stdout } = await runCommand(['inspect', 'partner.jks'], { cwd, env });
    assert.equal(exitCode, 1);
    assert.match(stderr, /partner\.jks: The password is wrong, or the Java keystore \(JKS\) was changed without it\./);
    assert.doesNotMatch(stderr + stdout, /pump eight|\n\s+at /);
  });

  test('by health, in which an entry is held under its alias', async (t) => {
    const cwd = folderWith(t, { 'partner.bin': encrypted, secret });
    const args = ['health', '-f', 'partner.bin', '--as-of', '2026-11-20', '--fail-on', 'never', '--json'];
    const { result } = jsonOf<HealthReport>(await runCommand([...args, '--password-file', 'secret'], { cwd }));
    assert.deepEqual(
      result.certificates.map(({ subject, holdings }) => [
        subject,
        ...holdings.map(({ label, kind }) => [label, kind]),
      ]),
      [
        ['CN=edi.birkenfeld.example', ['edi', 'keyPair']],
        ['CN=Birkenfeld Issuing CA', ['edi', 'keyPair']],
      ],
    );
    const locked = jsonOf<HealthReport>(await runCommand(args, { cwd })).result;
    assert.deepEqual(locked.certificates, []);
    assert.match(locked.sources[0]?.detail ?? '', /its password is needed: --password-file/);
  });

  test('by verify, for leaf and anchors alike', async (t) => {
    const anchors = javaStore({ password: secret, entries: [{ alias: 'root', certificate: partner.root.der }] });
    const cwd = folderWith(t, { 'leaf.bin': encrypted, 'roots.bin': anchors });
    const args = ['verify', 'leaf.bin', '--anchors', 'roots.bin', '--at', '2026-11-20', '--json'];
    const outcome = await runCommand(args, { cwd, env: { CERT_STORE_PASSWORD: secret } });
    assert.equal(jsonOf<CertVerifyResult>(outcome).result.trusted, true);
    const locked = await runCommand(args, { cwd });
    assert.equal(locked.exitCode, 1);
    assert.match(locked.stdout, /leaf\.bin: .*password is needed/);
  });

  test('by nobody, when the file of the password is not there: wrong usage', async (t) => {
    const cwd = folderWith(t, { 'partner.jks': java });
    const { exitCode, stderr } = await runCommand(['inspect', 'partner.jks', '--password-file', 'none'], { cwd });
    assert.equal(exitCode, 2);
    assert.match(stderr, /The password file none can't be read \(ENOENT\)/);
  });
});
