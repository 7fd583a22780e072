import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { contentIn, entriesOf, loginsOf } from '../execution/arrivals.ts';
import type { World } from '../execution/company-of-clients.ts';
import { companyOfClients } from '../execution/company-of-clients.ts';
import { startInOrg } from './rotating-in-org.ts';

let world: World;
before(async () => {
  world = await companyOfClients();
});

const approve = (step: 'switch' | 'confirm', by: string) => [{ type: 'approved', step, by }] as const;

describe("certificates of clients and users, kept in an org's records", () => {
  test('end on another machine than the one that made the key, which is in no record', async (t) => {
    const entry = { certificate: 'Billing_Client', authority: 'practice', keyFolder: 'keys' };
    const one = await startInOrg(world.company, entry);
    t.after(() => one.end());
    const { successor = '' } = one.stored.plan;
    const first = await one.runOn(one.machine());
    assert.equal(first.standing.steps.find(({ id }) => id === 'verify')?.state, 'done');
    assert.equal((await one.row())['State__c'], 'waiting');
    const files = await one.records.query<{ Content__c: string }>('SELECT Content__c FROM CertHealth_Rotation_File__c');
    assert.ok(files.some(({ Content__c: content }) => content.includes('BEGIN CERTIFICATE REQUEST')));
    for (const { Content__c: content } of files) assert.doesNotMatch(content, /PRIVATE KEY/);
    const other = one.machine();
    await one.runOn(other, approve('switch', one.by));
    const last = await one.runOn(other, approve('confirm', one.by));
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    const entries = await entriesOf(one);
    assert.equal(contentIn(entries, 'Billing_Client'), undefined);
    assert.match(contentIn(entries, successor) ?? '', /BEGIN CERTIFICATE/);
  });

  test('are taken back by another machine, a renewal byte for byte', async (t) => {
    const entry = { certificate: 'Supplier_Client', authority: 'practice', csr: 'supplier.csr' };
    const one = await startInOrg(world.company, entry, { files: { 'supplier.csr': world.request } });
    t.after(() => one.end());
    const record = new Map([['Certificate', ['Supplier_Client']]]);
    const contentNow = async () =>
      Buffer.from((await one.port.retrieve(record)).files.get('certs/Supplier_Client.crt') ?? []).toString();
    const was = await contentNow();
    await one.runOn(one.machine());
    assert.notEqual(await contentNow(), was);
    const { standing } = await one.runOn(one.machine(), [{ type: 'undo-started', why: 'a test' }]);
    assert.equal(standing.steps.find(({ id }) => id === 'install')?.state, 'undone');
    assert.equal(await contentNow(), was);
  });

  test('are left alone by a run whose rotation was taken over', async (t) => {
    const chain = await world.chainFor('client');
    const entry = { certificate: 'Dispatcher_Login', from: 'new.pem' };
    const one = await startInOrg(world.company, entry, { files: { 'new.pem': chain } });
    t.after(() => one.end());
    const gone = new Error('It was taken over.');
    await assert.rejects(
      one.runOn(one.machine(), [], {
        during: (held) => ({ ...held, stillHeld: () => Promise.reject(gone) }),
      }),
      gone,
    );
    assert.deepEqual(Object.keys(await loginsOf(one)), ['Dispatcher_Login']);
  });
});
