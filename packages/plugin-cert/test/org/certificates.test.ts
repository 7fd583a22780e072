import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { CertificateRow } from '@cert-health/core';
import { readCertificates } from '../../src/org/certificates.ts';
import type { ReadCertificates } from '../../src/org/certificates.ts';
import { OwnPermissions } from '../../src/org/own-permissions.ts';
import { issue, issueRequest } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { fakeOrg, refuse } from './fake-org.ts';
import type { FakeOrg } from './fake-org.ts';

const row = (name: string, more: Partial<CertificateRow> = {}): CertificateRow => ({
  Id: `0P1${name.padEnd(12, '0')}AAA`,
  DeveloperName: name,
  MasterLabel: `${name} label`,
  ExpirationDate: '2026-12-01',
  KeySize: 2048,
  CreatedDate: '2025-12-01T10:00:00.000+0000',
  OptionsIsCaSigned: true,
  OptionsIsPrivateKeyExportable: false,
  OptionsIsUnusable: false,
  CertificateChain: `/services/data/v67.0/tooling/sobjects/Certificate/${name}/CertificateChain`,
  ...more,
});

async function read(api: FakeOrg): Promise<ReadCertificates> {
  const certificates = await readCertificates({ api, permissions: new OwnPermissions(api) });
  assert.notEqual(certificates, 'empty');
  return certificates as ReadCertificates;
}

describe('Certificate and Key Management', () => {
  let issued: Issued;
  before(async () => {
    issued = await issue({ name: 'Held', from: '2025-12-01', days: 365 });
  });

  test('a certificate is its record and its downloaded body', async () => {
    const { sources, holdings } = await read(fakeOrg({ query: () => [row('A')], getText: () => issued.pem }));
    const [holding] = holdings;
    assert.equal(holding?.certificates[0]?.subject.text, 'CN=Held');
    assert.deepEqual(
      { ...holding, certificates: [] },
      {
        source: 'org.certificates',
        name: 'A',
        label: 'A label',
        id: '0P1A00000000000AAA',
        kind: 'keyPair',
        certificates: [],
        record: {
          expirationDate: new Date('2026-12-01T00:00:00Z'),
          createdDate: new Date('2025-12-01T10:00:00Z'),
          keySize: 2048,
          caSigned: true,
          privateKeyExportable: false,
        },
      },
    );
    assert.deepEqual(
      sources.map(({ id, status, items }) => [id, status, items]),
      [
        ['org.certificates', 'read', 1],
        ['org.certificate-bodies', 'read', 1],
      ],
    );
  });

  test('the newest of one name counts also where the org does not keep to the order, or the case differs', async () => {
    const rows = [
      row('A', { Id: 'old', CreatedDate: '2020-12-01T10:00:00.000+0000' }),
      row('a', { Id: 'new', CreatedDate: '2025-12-01T10:00:00.000+0000' }),
      row('A', { Id: 'mid', CreatedDate: '2023-12-01T10:00:00.000+0000' }),
    ];
    const { holdings } = await read(fakeOrg({ query: () => rows, getText: () => issued.pem }));
    assert.deepEqual(
      holdings.map(({ id }) => id),
      ['new'],
    );
  });

  test('an org that lacks one undocumented field is still asked for the other', async () => {
    const org = fakeOrg({
      query: (soql) => (soql.includes('CertificateChain') ? refuse('INVALID_FIELD') : [row('A')]),
    });
    await read(org);
    assert.match(org.asked[1] ?? '', /CreatedDate FROM Certificate ORDER BY CreatedDate DESC$/);
  });

  test('of several records with one name the newest counts: the others were deleted', async () => {
    const org = fakeOrg({
      query: () => [row('A', { Id: 'new' }), row('B'), row('A', { Id: 'old' })],
      getText: () => issued.pem,
    });
    const { holdings } = await read(org);
    assert.deepEqual(
      holdings.map(({ name, id }) => [name, id?.slice(0, 3)]),
      [
        ['A', 'new'],
        ['B', '0P1'],
      ],
    );
    assert.match(org.asked[0] ?? '', /^tooling: SELECT .* FROM Certificate ORDER BY CreatedDate DESC$/);
  });

  test('an org that does not know the undocumented fields is asked for the documented ones', async () => {
    const org = fakeOrg({
      query: (soql) =>
        soql.includes('CertificateChain') ? refuse('INVALID_FIELD') : [row('A', { CertificateChain: null })],
      readMetadata: () => [{ fullName: 'A', content: Buffer.from(issued.pem).toString('base64') }],
    });
    assert.equal((await read(org)).holdings[0]?.certificates.length, 1);
  });

  test('a certificate that waits for its chain is pending, with its request when the body is one', async () => {
    const request = await issueRequest('waiting.example');
    const org = fakeOrg({ query: () => [row('A', { OptionsIsUnusable: true })], getText: () => request });
    const [holding] = (await read(org)).holdings;
    assert.equal(holding?.pendingSignature, true);
    assert.equal(holding.request?.subject.text, 'CN=waiting.example');
    assert.equal(holding.unreadable, undefined);
  });

  test('bodies that cannot be downloaded are read as metadata, ten names a call', async () => {
    const rows = Array.from({ length: 23 }, (_, i) => row(`C${String(i).padStart(2, '0')}`));
    const org = fakeOrg({
      query: () => rows,
      getText: () => refuse('NOT_FOUND'),
      readMetadata: (_, names) =>
        names.map((fullName) => ({ fullName, content: Buffer.from(issued.pem).toString('base64') })),
    });
    const { holdings, sources } = await read(org);
    assert.ok(holdings.every((holding) => holding.certificates.length === 1));
    assert.deepEqual(
      org.asked.filter((one) => one.startsWith('read')).map((one) => one.split(',').length),
      [10, 10, 3],
    );
    assert.equal(sources[1]?.status, 'read');
  });

  test('a body that only a stronger permission could read says which one, and the source asks for it', async () => {
    const org = fakeOrg({
      query: () => [row('A'), row('B')],
      getText: (path) => (path.includes('/B/') ? issued.pem : undefined),
      readMetadata: () => refuse('INSUFFICIENT_ACCESS'),
    });
    const { sources, holdings } = await read(org);
    assert.equal(holdings[0]?.unreadable, 'body not readable: needs "Modify Metadata Through Metadata API Functions"');
    assert.deepEqual(
      holdings[0]?.record?.expirationDate,
      new Date('2026-12-01T00:00:00Z'),
      'its record still tells the date',
    );
    assert.equal(holdings[1]?.certificates.length, 1);
    assert.equal(sources[0]?.status, 'read');
    assert.equal(sources[1]?.status, 'denied');
    assert.equal(sources[1]?.permission, 'Modify Metadata Through Metadata API Functions');
    assert.equal(sources[1]?.items, 1);
  });

  test('a body that nobody has says that the certificate may have been deleted', async () => {
    const { holdings } = await read(fakeOrg({ query: () => [row('A')] }));
    assert.match(holdings[0]?.unreadable ?? '', /gives no content for it, as for a certificate that was deleted/);
  });

  for (const [may, permission] of [
    [{ PermissionsViewSetup: false }, 'View Setup and Configuration'],
    [{ PermissionsManageCertificates: false }, 'Manage Certificates'],
    ['unknown', 'View Setup and Configuration'],
  ] as const) {
    test(`a user who may not list certificates (${JSON.stringify(may)}) is told the permission that is missing`, async () => {
      const { sources, holdings } = await read(fakeOrg({ may, query: () => refuse('INVALID_TYPE') }));
      assert.deepEqual(holdings, []);
      assert.equal(sources.length, 1);
      assert.deepEqual([sources[0]?.status, sources[0]?.permission], ['denied', permission]);
    });
  }

  test('a user who holds every permission and is refused is told of the policy, and of no permission', async () => {
    const { sources } = await read(fakeOrg({ query: () => refuse('INSUFFICIENT_ACCESS') }));
    assert.deepEqual([sources[0]?.status, sources[0]?.permission], ['failed', undefined]);
    assert.match(sources[0]?.detail ?? '', /the session security policy "Manage Certificates" \(Setup, Identity Verif/);
  });

  test('an error of the org is a failed source in one sentence', async () => {
    const org = fakeOrg({ query: () => refuse('UNKNOWN_EXCEPTION', 'An unexpected error occurred.\nErrorId: 1234') });
    const { sources } = await read(org);
    assert.equal(sources[0]?.status, 'failed');
    assert.equal(
      sources[0]?.detail,
      'The org answered with an error (UNKNOWN_EXCEPTION): An unexpected error occurred.',
    );
  });

  test('a session that ends while bodies are read keeps the records', async () => {
    const org = fakeOrg({ query: () => [row('A')], getText: () => refuse('INVALID_SESSION_ID') });
    const { sources, holdings } = await read(org);
    assert.equal(holdings.length, 1);
    assert.match(holdings[0]?.unreadable ?? '', /log in again: sf org login web/);
    assert.equal(sources[1]?.status, 'failed');
  });

  test('calls do not grow with the number of certificates, except for one a body, eight at a time', async () => {
    let running = 0;
    let most = 0;
    const org = fakeOrg({
      query: () => Array.from({ length: 100 }, (_, i) => row(`C${i}`)),
      getText: async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        return issued.pem;
      },
    });
    await read(org);
    assert.equal(org.asked.length, 101);
    assert.equal(most, 8);
  });

  test('a list that came empty is told as such, and nothing more is asked for it', async () => {
    const api = fakeOrg({});
    assert.equal(await readCertificates({ api, permissions: new OwnPermissions(api) }), 'empty');
    assert.equal(api.asked.length, 1);
  });
});
