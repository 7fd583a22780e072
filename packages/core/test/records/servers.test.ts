import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { evaluate, salesforceTrustStore } from '@cert-health/core';
import type { EvaluationOptions, HealthReport, Inventory, SeenServer } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { called, emptyInventory, read } from '../fixtures/inventories.ts';
import { derOf, forServer, reportWith, SERVER, seenServer, stalledServer } from '../fixtures/seen-servers.ts';
import { RecordStore } from './record-store.ts';

const [day1, day2] = ['2026-11-30T02:00:00Z', '2026-12-01T02:00:00Z'] as const;
const OTHER = 'other.example:443';
const inventory: Inventory = {
  ...emptyInventory,
  org: {
    id: '00D000000000001EAA',
    instanceUrl: 'https://acme.my.salesforce.com',
    username: 'a@b.example',
    isSandbox: false,
  },
  sources: [read('org.certificates'), read('org.named-credentials'), read('org.my-domain')],
  references: [called, { ...called, name: 'Other', target: `https://${OTHER}` }],
};

let good: Issued;
let ended: Issued;
let rsa: Issued;
let intermediate: Issued;
let options: (day: string) => EvaluationOptions;
before(async () => {
  const authority = {
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: '2040-01-01T00:00:00Z',
    ca: true,
    key: 'P-256',
  } as const;
  const root = await issue({ subject: 'CN=Root', ...authority });
  intermediate = await issue({ subject: 'CN=Issuing', issuer: root, ...authority });
  good = await forServer({ issuer: intermediate });
  ended = await forServer({ issuer: intermediate, notAfter: '2026-11-01T00:00:00Z' });
  rsa = await forServer({ issuer: intermediate, key: 'RSA-2048', notAfter: '2026-11-02T00:00:00Z' });
  const trustStore = salesforceTrustStore(root.pem, { fetchedAt: day1 });
  options = (day) => ({ at: new Date(day), generatedAt: new Date(day), trustStore });
});

const both = (): SeenServer[] => [
  seenServer([ended, intermediate], {
    alternative: { keyType: 'RSA', sent: [rsa, intermediate].map(derOf) },
  }),
  seenServer([good, intermediate], { target: OTHER, serverName: 'other.example' }),
];
const looked = (servers: readonly SeenServer[], day: string, found = inventory): Promise<HealthReport> =>
  reportWith(servers, found, options(day));

let store: RecordStore;
beforeEach(async () => {
  store = new RecordStore();
  store.publish(await looked(both(), day1));
});

const held = (name: string): Record<string, unknown> => store.certificate(name, 'network.servers');
const statusOf = (id: string): unknown => store.row('CertHealth_Finding__c', id)['Status__c'];
const standings = (): unknown[] =>
  [SERVER, `${SERVER} (RSA)`, OTHER].map((name) => [held(name)['Is_Gone__c'], held(name)['Status__c']]);
const findingsOfBoth = [`expired/network.servers/${SERVER}`, `expired/network.servers/${SERVER} (RSA)`];

describe('servers in the records', () => {
  it('are certificates of their source, with the use in which they are called', () => {
    assert.deepEqual(standings(), [
      [false, 'critical'],
      [false, 'critical'],
      [false, 'critical'],
    ]);
    assert.equal(held(SERVER)['Source_Label__c'], 'Servers that are called');
    assert.equal(held(SERVER)['Uses__c'], 'outbound-apex-one-way-tls');
    assert.equal(held(`${SERVER} (RSA)`)['Uses__c'], 'outbound-apex-one-way-tls');
    assert.match(String(store.coverage('source/network.servers')['Last_Read_At__c']), /^2026-11-30/);
  });

  it('stay as they were where nobody looked, with the day on which somebody did', async () => {
    const before = store.keys('CertHealth_Use__c');
    const standingBefore = standings();
    const { changes } = store.publish(await evaluate(inventory, options(day2)), { origin: 'browser' });
    assert.deepEqual(standings(), standingBefore);
    assert.deepEqual(findingsOfBoth.map(statusOf), ['open', 'open']);
    assert.deepEqual([changes.resolved, changes.certificatesGone], [[], []]);
    assert.deepEqual(store.keys('CertHealth_Use__c'), before, 'no second row for the same use');
    for (const key of before) {
      const row = store.row('CertHealth_Use__c', key);
      if (row['Use__c'] === 'outbound-apex-one-way-tls') assert.ok(row['Certificate__c'], key);
      assert.equal(row['Is_Gone__c'], false);
    }
    assert.match(String(store.coverage('source/network.servers')['Last_Read_At__c']), /^2026-11-30/);
    assert.equal(store.coverage('check/server-not-accepted/*')['Status__c'], 'not-asked');
  });

  it('are not known where one was not reached, whichever chain it is', async () => {
    const [, other] = both() as [SeenServer, SeenServer];
    const { changes } = store.publish(await looked([stalledServer(), other], day2));
    assert.deepEqual([changes.resolved, changes.certificatesGone], [[], []]);
    assert.deepEqual(findingsOfBoth.map(statusOf), ['open', 'open']);
    assert.equal(held(SERVER)['Pending__c'], 'It said nothing for 10 s.');
    assert.equal(held(SERVER)['Is_Gone__c'], false);
    assert.equal(held(`${SERVER} (RSA)`)['Is_Gone__c'], false);
  });

  it('are over once they are well, or once nothing calls them any more', async () => {
    const [, other] = both() as [SeenServer, SeenServer];
    store.publish(await looked([seenServer([good, intermediate]), other], day2));
    assert.deepEqual(findingsOfBoth.map(statusOf), ['resolved', 'resolved']);
    assert.deepEqual(
      [SERVER, `${SERVER} (RSA)`].map((name) => held(name)['Is_Gone__c']),
      [false, true],
    );
    store.publish(
      await looked([other], '2026-12-02T02:00:00Z', { ...inventory, references: inventory.references.slice(1) }),
    );
    assert.equal(held(SERVER)['Is_Gone__c'], true);
  });

  it('are not over where the place that names them was not read', async () => {
    const unread: Inventory = {
      ...inventory,
      sources: inventory.sources.map((one) =>
        one.id === 'org.named-credentials' ? { ...one, status: 'denied' } : one,
      ),
      references: [{ ...called, source: 'project.named-credentials', name: 'Other', target: `https://${OTHER}` }],
    };
    const [, other] = both() as [SeenServer, SeenServer];
    const { changes } = store.publish(await looked([other], day2, unread));
    assert.deepEqual([changes.resolved, changes.certificatesGone], [[], []]);
    assert.equal(held(SERVER)['Is_Gone__c'], false);
    assert.deepEqual(findingsOfBoth.map(statusOf), ['open', 'open']);
  });
});
