import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { verifyFile } from '../../src/verify/verify-file.ts';
import type { Verification, VerifyRequest } from '../../src/verify/verify-file.ts';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import type { JavaEntry } from '../keystore/jks-writer.ts';
import { issuePartner, pkcs8Of } from '../keystore/partner.ts';
import type { Partner } from '../keystore/partner.ts';
import { certificateBag, encryptedPart, openPart, pkcs12 } from '../keystore/pkcs12-writer.ts';

const at = new Date('2026-11-20T00:00:00Z');

describe('certificates of keystores are verified', () => {
  let partner: Partner;
  let stranger: Issued;
  let key: Buffer;
  before(async () => {
    partner = await issuePartner(1024);
    stranger = await issue({ name: 'Stranger', from: '2020-01-01', days: 7300, ca: true });
    key = await pkcs8Of(partner.client);
  });
  const storeOf = (...entries: readonly JavaEntry[]): Buffer => javaStore({ password: 'x', entries });
  const client = (alias = 'edi'): JavaEntry => ({ alias, key, chain: [partner.client.der, partner.authority.der] });
  const roots = (): Buffer => storeOf({ alias: 'root', certificate: partner.root.der });

  async function verify(
    t: TestContext,
    files: Readonly<Record<string, string | Uint8Array>>,
    request: Partial<VerifyRequest> = {},
  ): Promise<Verification> {
    const folder = folderWith(t, files);
    const paths = (wanted: string): string[] =>
      Object.keys(files)
        .filter((name) => name.startsWith(wanted))
        .map((name) => join(folder, name));
    return verifyFile({
      leaf: paths('leaf')[0] ?? '',
      untrusted: paths('untrusted'),
      anchors: paths('anchors'),
      crls: [],
      purpose: 'any',
      at,
      ...request,
    });
  }

  test('the leaf is that of the key, with its chain, under the anchors of a store', async (t) => {
    const { trusted, path } = await verify(t, { 'leaf.bin': storeOf(client()), 'anchors.bin': roots() });
    assert.equal(trusted, true);
    assert.deepEqual(
      path?.map(({ subject }) => subject),
      ['CN=edi.birkenfeld.example', 'CN=Birkenfeld Issuing CA', 'CN=Birkenfeld Root'],
    );
  });

  test('a store may stand in any place beside PEM', async (t) => {
    const untrusted = storeOf({ alias: 'ca', certificate: partner.authority.der });
    const files = { 'leaf.pem': partner.client.pem, 'untrusted.jks': untrusted, 'anchors.pem': partner.root.pem };
    assert.equal((await verify(t, files)).trusted, true);
  });

  test('what a store shows of its own key is no anchor', async (t) => {
    const files = { 'leaf.pem': partner.client.pem, 'anchors.jks': storeOf(client()) };
    await assert.rejects(verify(t, files), { name: 'VerifyInputError', message: /trusts no certificate/ });
    const both = storeOf(client(), { alias: 'other', certificate: stranger.der });
    assert.equal((await verify(t, { 'leaf.pem': partner.client.pem, 'anchors.jks': both })).trusted, false);
  });

  test('of PKCS#12 without keys all are anchors, and without a key the leaf is the one that vouches for none', async (t) => {
    const set = [partner.root, partner.client, partner.authority].map(({ der }) => certificateBag(der));
    const store = pkcs12([openPart(...set)], { kind: 'none' });
    const { trusted, path } = await verify(t, { 'leaf.p12': store, 'anchors.pem': partner.root.pem });
    assert.equal(trusted, true);
    assert.equal(path?.[0]?.subject, 'CN=edi.birkenfeld.example');
  });

  test('with several keys somebody has to say which', async (t) => {
    const files = { 'leaf.jks': storeOf(client('first'), client('second')), 'anchors.pem': partner.root.pem };
    await assert.rejects(verify(t, files), /several keys \(first, second\); say with --alias/);
    assert.equal((await verify(t, files, { keystores: { alias: 'SECOND' } })).trusted, true);
    await assert.rejects(
      verify(t, files, { keystores: { alias: 'third' } }),
      /no entry of that name; it has first, second/,
    );
  });

  test('what is encrypted needs its password, and a wrong one is told', async (t) => {
    const store = pkcs12([encryptedPart('x', certificateBag(partner.root.der))], { kind: 'pbmac1', password: 'x' });
    const files = { 'leaf.pem': partner.client.pem + partner.authority.pem, 'anchors.p12': store };
    await assert.rejects(verify(t, files), /anchors\.p12: .*password is needed: --password-file/);
    await assert.rejects(verify(t, files, { keystores: { password: 'y' } }), /password is wrong/);
    assert.equal((await verify(t, files, { keystores: { password: 'x' } })).trusted, true);
  });

  test('a certificate that breaks its form is left out, and told with its file and entry', async (t) => {
    const anchors = storeOf(
      { alias: 'broken', certificate: Buffer.from(partner.root.der).fill(0, 10, 60) },
      { alias: 'root', certificate: partner.root.der },
    );
    const files = { 'leaf.pem': partner.client.pem + partner.authority.pem, 'anchors.jks': anchors };
    const { trusted, ignored } = await verify(t, files);
    assert.equal(trusted, true);
    assert.match(ignored.join(), /anchors\.jks, broken: ./);
  });

  test('where the one in question cannot be read, no other takes its place', async (t) => {
    const broken = Buffer.from(partner.client.der).fill(0, 10, 60);
    const ofKey = storeOf({ alias: 'edi', key, chain: [broken, partner.authority.der] });
    const set = pkcs12([openPart(certificateBag(partner.authority.der), certificateBag(broken))], { kind: 'none' });
    for (const leaf of [ofKey, set]) {
      const files = { 'leaf.bin': leaf, 'anchors.pem': partner.root.pem };
      await assert.rejects(verify(t, files), /The certificate in question cannot be read: (?:edi|entry 2): ./);
    }
  });
});
