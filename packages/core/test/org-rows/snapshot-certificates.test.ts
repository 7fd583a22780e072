import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inventoryOfSnapshot, namesOfBodies } from '@cert-health/core';
import type { CertificateRow, SnapshotBody } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';
import { denied, failed, notSetUp, snapshotOf } from './rows.ts';

const leaf = await issue({ subject: 'CN=leaf' });

function row(name: string, other: Partial<CertificateRow> = {}): CertificateRow {
  return { Id: `0P1${name}`, DeveloperName: name, MasterLabel: `The ${name}`, ExpirationDate: '2026-12-31', ...other };
}

function read(rows: readonly CertificateRow[], bodies: readonly SnapshotBody[]) {
  const { inventory } = inventoryOfSnapshot(snapshotOf({ certificates: { rows } }), bodies);
  const source = (id: string) => inventory.sources.find((one) => one.id === id);
  return {
    holdings: inventory.holdings,
    list: source('org.certificates'),
    bodies: source('org.certificate-bodies'),
  };
}

describe('certificates of the org in a snapshot', () => {
  it('are key pairs with their record beside their bytes', () => {
    const record = {
      KeySize: 2048,
      CreatedDate: '2025-01-02T03:04:05.000+0000',
      OptionsIsCaSigned: true,
      OptionsIsPrivateKeyExportable: false,
    };
    const { holdings, bodies } = read([row('A', record)], [{ name: 'A', text: leaf.pem }]);
    const [holding] = holdings;
    assert.equal(holding?.certificates[0]?.fingerprint, leaf.certificate.fingerprint);
    assert.deepEqual(
      { ...holding, certificates: [] },
      {
        source: 'org.certificates',
        name: 'A',
        label: 'The A',
        id: '0P1A',
        kind: 'keyPair',
        certificates: [],
        record: {
          expirationDate: new Date('2026-12-31'),
          createdDate: new Date('2025-01-02T03:04:05Z'),
          keySize: 2048,
          caSigned: true,
          privateKeyExportable: false,
        },
      },
    );
    assert.deepEqual([bodies?.status, bodies?.detail], ['read', '1 of 1 could be read.']);
  });

  it('are asked for by name, a name that was used before counting once, with its newest row', () => {
    const rows = [row('B', { Id: 'new' }), row('A'), row('B', { Id: 'old' })];
    assert.deepEqual(namesOfBodies(snapshotOf({ certificates: { rows } })), ['A', 'B']);
    const { holdings } = read(rows, []);
    assert.deepEqual(
      holdings.map(({ id }) => id),
      ['0P1A', 'new'],
    );
  });

  it('that could not be listed ask for no bodies, and leave no source that claims to have read them', () => {
    const snapshot = snapshotOf({ certificates: { problem: notSetUp } });
    assert.deepEqual(namesOfBodies(snapshot), []);
    const { sources, holdings } = inventoryOfSnapshot(snapshot, []).inventory;
    assert.equal(sources.find(({ id }) => id === 'org.certificates')?.status, 'failed');
    assert.equal(
      sources.find(({ id }) => id === 'org.certificate-bodies'),
      undefined,
    );
    assert.deepEqual(holdings, []);
  });

  it('of which there are none are no list that was read: the app has no second opinion', () => {
    const { list, bodies } = read([], []);
    assert.deepEqual([list?.status, list?.items, bodies], ['failed', 0, undefined]);
    assert.match(list?.detail ?? '', /nothing else says that there are none.*sf cert health --publish reads it/);
  });

  it('that wait for their chain are pending, with the request that was made', async () => {
    const text = await request('CN=wanted');
    const { holdings } = read([row('A', { OptionsIsUnusable: true })], [{ name: 'A', text }]);
    assert.equal(holdings[0]?.pendingSignature, true);
    assert.equal(holdings[0].request?.subject.text, 'CN=wanted');
    assert.equal(holdings[0].unreadable, undefined);
  });

  it('without content say so each, and the others count as read', () => {
    const { holdings, bodies } = read(
      [row('A'), row('B'), row('C', { OptionsIsUnusable: true })],
      [{ name: 'A', text: leaf.pem }, { name: 'B', text: null, problem: null }, { name: 'C' }],
    );
    assert.match(holdings[1]?.unreadable ?? '', /gives no content for it.*look in Setup/);
    assert.match(holdings[2]?.unreadable ?? '', /gives no signing request/);
    assert.deepEqual([bodies?.status, bodies?.detail], ['read', '1 of 3 could be read.']);
  });

  it('whose content was refused are a gap of the list of bodies, with the permission', () => {
    const { holdings, bodies } = read(
      [row('A'), row('B')],
      [
        { name: 'A', problem: denied },
        { name: 'B', text: leaf.pem },
      ],
    );
    assert.deepEqual(
      [bodies?.status, bodies?.items, bodies?.permission],
      ['denied', 1, 'View Setup and Configuration'],
    );
    assert.match(holdings[0]?.unreadable ?? '', /^body not readable: The user as whom the app is connected/);
    assert.equal(holdings[0]?.record?.expirationDate?.toISOString(), '2026-12-31T00:00:00.000Z');
  });

  it('whose content never arrived are not read, whatever the reason', () => {
    for (const bodies of [[], [{ name: 'A', problem: failed }]]) {
      const result = read([row('A')], bodies);
      assert.equal(result.bodies?.status, 'failed');
      assert.match(result.holdings[0]?.unreadable ?? '', /^body not readable: The org answered with an error/);
    }
  });

  it('whose content is no certificate say what it is instead', () => {
    const { holdings } = read([row('A')], [{ name: 'A', text: 'hello' }]);
    assert.ok((holdings[0]?.unreadable ?? '').length > 10);
    assert.deepEqual(holdings[0]?.certificates, []);
  });
});
