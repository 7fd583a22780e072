import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { readProjectFolders } from '../../src/project/read-project.ts';
import type { ProjectsContent } from '../../src/project/read-project.ts';
import { folderWith } from '../fixtures/folder.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { smallBcfks, smallBks } from '../keystore/made-by-bouncy-castle.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, encryptedPart, pkcs12 } from '../keystore/pkcs12-writer.ts';

describe('keystores among the files of a project', () => {
  let partner: Partner;
  let java: Buffer;
  let encrypted: Buffer;
  before(async () => {
    partner = await issuePartner(1024);
    const chain = [partner.client.der, partner.authority.der];
    java = javaStore({ password: 'x', entries: [{ alias: 'edi', key: await pkcs8Of(partner.client), chain }] });
    encrypted = pkcs12([encryptedPart('x', certificateBag(partner.root.der, { name: 'root' }))], { kind: 'none' });
  });

  const read = (t: TestContext, files: Readonly<Record<string, string | Uint8Array>>, password?: string) =>
    readProjectFolders([folderWith(t, { 'sfdx-project.json': '{}', ...files })], { password });
  const held = ({ holdings }: ProjectsContent) =>
    holdings.map(({ path, label, kind, certificates, unreadable }) => [
      path?.split('/').at(-1),
      label,
      kind,
      certificates.length,
      unreadable !== undefined,
    ]);

  test('are known by their content, whatever they are called', async (t) => {
    const names = ['certs/partner.jks', 'ci/partner.p12', 'notes.txt', 'keystore', 'img/logo.png', 'old.crt'];
    const content = await read(t, Object.fromEntries(names.map((name) => [name, java])));
    assert.deepEqual(
      held(content),
      ['partner.jks', 'partner.p12', 'logo.png', 'keystore', 'notes.txt', 'old.crt'].map((name) => [
        name,
        'edi',
        'keyPair',
        2,
        false,
      ]),
    );
    assert.equal(new Set(content.holdings.map(({ name }) => name)).size, names.length);
  });

  test('of every kind are looked into as far as they open', async (t) => {
    const content = await read(t, { 'a.bks': smallBks, 'b.bcfks': smallBcfks, 'c.p12': encrypted });
    assert.deepEqual(held(content), [
      ['a.bks', 'root', 'trusted', 1, false],
      ['a.bks', 'edi', 'keyPair', 1, false],
      ['b.bcfks', 'b.bcfks', 'trusted', 0, true],
      ['c.p12', 'c.p12', 'trusted', 0, true],
    ]);
    for (const { unreadable } of content.holdings.slice(2)) assert.match(unreadable ?? '', /--password-file/);
  });

  test('take the password that is given, where it fits', async (t) => {
    const content = await read(t, { 'a.bks': smallBks, 'b.bcfks': smallBcfks, 'c.p12': encrypted }, 'x');
    assert.deepEqual(held(content), [
      ['a.bks', 'root', 'trusted', 1, false],
      ['a.bks', 'edi', 'keyPair', 1, false],
      ['b.bcfks', 'b.bcfks', 'trusted', 0, true],
      ['c.p12', 'root', 'trusted', 1, false],
    ]);
    assert.match(content.holdings[2]?.unreadable ?? '', /password is wrong/);
  });

  test('leave files that only begin alike alone', async (t) => {
    const content = await read(t, {
      'film.mp4': Buffer.from('0000001466747970', 'hex'),
      'icon.ico': Buffer.from('00000100010010100000', 'hex'),
      'empty.bin': '',
      'partner.pem': partner.client.pem,
    });
    assert.deepEqual(
      held(content).map(([name]) => name),
      ['partner.pem'],
    );
  });
});
