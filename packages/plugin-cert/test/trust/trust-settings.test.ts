import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { pem } from '../../../core/test/x509/certificate-writer.ts';
import {
  explicit,
  join as octets,
  oid,
  sequence,
  utcTime,
  utf8,
  type Bytes,
} from '../../../core/test/x509/der-writer.ts';
import { authority } from '../../../core/test/fixtures/der-authority.ts';
import { auditPage } from '../../src/terminal/trust-audit-page.ts';
import { auditStore } from '../../src/trust/audit.ts';
import { readTrustStore } from '../../src/trust/read-trust-store.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { folderWith } from '../fixtures/folder.ts';
import { g2, r4, today } from './roots.ts';

const SERVER = '1.3.6.1.5.5.7.3.1';
const EMAIL = '1.3.6.1.5.5.7.3.4';
const ANY = '2.5.29.37.0';

const trusted = (der: Uint8Array, ...fields: readonly Bytes[]): string =>
  pem('TRUSTED CERTIFICATE', octets(der, sequence(...fields)));
const rejecting = (id: string): Bytes => explicit(0, oid(id));
const allowing = (id: string): Bytes => sequence(oid(id));

const read = (t: TestContext, files: Record<string, string | Uint8Array>, file?: string, as?: 'salesforce') => {
  const folder = folderWith(t, files);
  return readTrustStore(file === undefined ? folder : join(folder, file), as ? { as } : {});
};
const audit = async (...args: Parameters<typeof read>) => auditStore(await read(...args), today);

describe('A root that a store keeps from servers', () => {
  for (const [what, fields] of [
    ['by rejecting it for them', [rejecting(SERVER)]],
    ['by rejecting it for everything', [rejecting(ANY)]],
    ['by trusting it for mail only', [allowing(EMAIL)]],
    ['by both', [allowing(SERVER), rejecting(SERVER)]],
  ] as const)
    test(`is no root for Salesforce: ${what}`, async (t) => {
      const { salesforce, certificates, findings } = await audit(
        t,
        { store: trusted(g2.der, ...fields) + r4.pem },
        'store',
      );
      assert.equal(salesforce.trusted, false);
      assert.match(salesforce.advice, /be trusted for servers/);
      assert.equal(certificates.find(({ fingerprint }) => fingerprint === g2.sha256)?.standing, 'not-for-servers');
      const [first] = findings;
      assert.deepEqual([first?.id, first?.severity], ['salesforce-not-trusted', 'critical']);
      assert.match(first?.title ?? '', /kept with settings that do not trust it for servers/);
    });

  for (const [what, fields] of [
    ['trusts it for them', [allowing(SERVER)]],
    ['trusts it for everything', [allowing(ANY)]],
    ['rejects it for mail', [rejecting(EMAIL)]],
    ['only calls it something', [utf8('Salesforce')]],
  ] as const)
    test(`is one where the store ${what}`, async (t) => {
      assert.equal((await audit(t, { store: trusted(g2.der, ...fields) + r4.pem }, 'store')).salesforce.trusted, true);
    });

  test('is kept by the stricter copy, in a bundle and in a folder', async (t) => {
    const strict = trusted(g2.der, rejecting(SERVER));
    for (const store of [strict + g2.pem, g2.pem + strict])
      assert.equal((await audit(t, { store }, 'store')).salesforce.trusted, false);
    for (const files of [
      { 'a.pem': strict, 'b.pem': g2.pem },
      { 'a.pem': g2.pem, 'b.pem': strict },
    ])
      assert.equal((await audit(t, files)).salesforce.trusted, false);
  });

  test('is on no list that is taken as Salesforce’s, and that is said', async (t) => {
    const store = trusted(g2.der, rejecting(SERVER)) + r4.pem;
    const opened = await read(t, { store }, 'store', 'salesforce');
    assert.deepEqual(
      opened.store.anchors.map(({ name }) => name),
      [r4.name],
    );
    assert.match(opened.notes.join(' '), /1 certificate is left out: trust settings/);
    await assert.rejects(
      read(t, { store: trusted(g2.der, rejecting(SERVER)) }, 'store', 'salesforce'),
      /trusts no certificate for servers/,
    );
  });

  test('tells of it in the list of what it holds', async (t) => {
    const opened = await read(t, { store: trusted(g2.der, rejecting(SERVER)) }, 'store');
    assert.deepEqual(opened.store.anchors[0]?.constraints, { websites: false, email: true });
  });
});

describe('A root of a store that can never serve', () => {
  test('because it ends before it starts is told as that, wherever today lies', async (t) => {
    const reversed = authority('Backwards', undefined, {
      validity: sequence(utcTime('300101000000Z'), utcTime('200101000000Z')),
    });
    const result = await audit(t, { store: pem('CERTIFICATE', reversed.der) }, 'store');
    assert.equal(result.certificates[0]?.standing, 'never-valid');
    const page = auditPage(result, { columns: 120, paint: plainPaint, all: false, exitCode: 4 });
    assert.match(page, /Backwards ends \(2020-01-01\) before it starts \(2030-01-01\): it is never valid/);
    assert.doesNotMatch(page, /is valid from|expired on/);
  });
});
