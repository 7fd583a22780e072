import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, keyPairOf, places } from '@cert-health/core';
import type { CertificateRow, HealthReport, Holding, Source } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';
import { emptyInventory, held, read } from '../fixtures/inventories.ts';
import { RecordStore } from './record-store.ts';

const AT = new Date('2026-12-01T00:00:00Z');
const org = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'ada@acme.example',
  isSandbox: false,
};
const sources: readonly Source[] = [read('org.certificates'), ...places.map(({ id }) => read(`org.${id}`))];
const old = await issue({ subject: 'CN=old', notAfter: '2026-02-01T00:00:00Z' });
const asked = await request('CN=www.acme.example');

const judged = (holdings: readonly Holding[]): Promise<HealthReport> =>
  evaluate({ ...emptyInventory, org, sources, holdings }, { at: AT, generatedAt: AT });

function waiting(other: Partial<CertificateRow>, body?: string): Holding {
  const row = {
    Id: '0P15g000000abcdGAA',
    DeveloperName: 'Www',
    MasterLabel: 'Www',
    ExpirationDate: '2026-08-13',
    ...other,
  };
  return keyPairOf(
    row,
    body === undefined ? { unreadable: 'The org gives no signing request for it.' } : { text: body },
  );
}

describe('what waits for its signed chain, in the records', () => {
  const rows: readonly (readonly [string, Holding])[] = [
    ['by its own word', waiting({ OptionsIsUnusable: true })],
    ['by its request', waiting({}, asked)],
    ['with a placeholder certificate', waiting({ OptionsIsUnusable: true }, old.pem)],
  ];
  for (const [which, holding] of rows) {
    it(`has no end: ${which}`, async () => {
      const store = new RecordStore();
      store.publish(await judged([holding]));
      const row = store.certificate('Www');
      assert.deepEqual([row['Expires_At__c'] ?? null, row['Pending__c']], [null, 'waiting for its signed chain']);
      assert.deepEqual(
        store.keys('CertHealth_Finding__c').map((key) => key.split('/')[0]),
        ['pending-signature'],
      );
    });
  }

  it('loses the date that an earlier scan took for its end', async () => {
    const store = new RecordStore();
    const before = await judged([
      held([], {
        name: 'Www',
        label: 'Www',
        unreadable: 'not read',
        record: { expirationDate: new Date('2027-08-13') },
      }),
    ]);
    store.publish(before);
    assert.notEqual(store.certificate('Www')['Expires_At__c'], null);
    store.publish({
      ...(await judged([waiting({ OptionsIsUnusable: true })])),
      generatedAt: '2026-12-02T00:00:00.000Z',
      asOf: '2026-12-02T00:00:00.000Z',
    });
    assert.equal(store.certificate('Www')['Expires_At__c'], null);
  });
});

describe('leftovers in the records', () => {
  it('have a finding each, on their own certificate, though a report tells them as one', async () => {
    const holdings = ['A', 'B'].map((name) => held([old], { name, label: 'Portal' }));
    const report = await judged(holdings);
    assert.equal(report.findings.filter(({ check }) => check === 'expired').length, 1);
    const store = new RecordStore();
    store.publish(report);
    for (const name of ['A', 'B']) {
      const row = store.certificate(name);
      assert.deepEqual([row['Name'], row['Status__c'], row['Open_Findings__c']], [`Portal (${name})`, 'info', 1]);
    }
    assert.deepEqual(
      store.keys('CertHealth_Finding__c').map((key) => [key, store.row('CertHealth_Finding__c', key)['Title__c']]),
      ['A', 'B'].map((name) => [
        `expired/org.certificates/${name}`,
        `Portal (${name}) ended on Sun 1 Feb 2026, and nothing that was read uses it`,
      ]),
    );
  });
});
