import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { NewEvent, RotationEntry, StepId } from '@cert-health/core';
import { exportKey, issue } from '../../fixtures/issue.ts';
import type { Issued } from '../../fixtures/issue.ts';
import { javaStore } from '../../keystore/jks-writer.ts';
import { providerCertificate } from './carried-company.ts';
import type { Rotating } from './rotating.ts';
import { companyWith, filesOf, keystorePassword, standsIn, startRotating } from './rotating.ts';

const approve = (step: StepId): NewEvent => ({ type: 'approved', step, by: 'a test' });
const undo: NewEvent = { type: 'undo-started', why: 'a test' };
const entry: RotationEntry = { certificate: 'Supplier_Client', method: 'import', keystore: 'supplier.jks' };

let company: Company;
let root: Issued;
let leaf: Issued;
before(async () => {
  company = await companyWith(2);
  const from = new Date(Date.now() - 86_400_000).toISOString();
  root = await issue({ name: 'Partner Root', from, days: 3000, ca: true, rsaBits: 2048 });
  leaf = await issue({ name: 'supplier', from, days: 300, issuer: root, purposes: ['clientAuth'], rsaBits: 2048 });
});

async function rotating(t: TestContext, of: RotationEntry = entry, at = company): Promise<Rotating> {
  const one = await startRotating(at, of);
  t.after(() => one.end());
  return one;
}

type Ran = Awaited<ReturnType<Rotating['run']>>;
const stepOf = ({ standing }: Ran, id: StepId) => standing.steps.find((step) => step.id === id);

async function keystoreOf(alias: string, { of = leaf, chain = [leaf, root], password = keystorePassword } = {}) {
  const pem = await exportKey(of);
  const key = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  return javaStore({ entries: [{ alias, key, chain: chain.map(({ der }) => der) }], password });
}

/** What an admin does in Setup. */
async function importInSetup({ practice }: Rotating, alias: string): Promise<void> {
  const body = JSON.stringify({ alias, chain: leaf.pem + root.pem });
  const answer = await fetch(`${practice.url}/practice-org/import`, { method: 'POST', body });
  assert.equal(answer.status, 200, await answer.text());
}

describe('a keystore that Setup imports', () => {
  test('is looked at first, imported by a person, read, moved to, and the old one goes', async (t) => {
    const one = await rotating(t);
    const { successor = '' } = one.stored.plan;
    const waits = stepOf(await one.run(), 'request')?.asked;
    assert.equal(waits?.who, 'approver');
    assert.match(waits.what, /^supplier\.jks is not there yet: .* alias supplier_client_/);
    writeFileSync(join(one.base, 'supplier.jks'), await keystoreOf(successor));
    const judged = await one.run();
    assert.deepEqual([stepOf(judged, 'judge')?.state, stepOf(judged, 'install')?.state], ['done', 'open']);
    // Said, and not done.
    const early = stepOf(await one.run([approve('install')]), 'install');
    assert.match(
      early?.asked?.what ?? '',
      /is not in Certificate and Key Management yet\. Open Setup > .* click Import/,
    );
    await importInSetup(one, successor);
    const switched = await one.run();
    assert.equal(stepOf(switched, 'switch')?.state, 'done', stepOf(switched, 'verify')?.problem);
    const asked = stepOf(switched, 'confirm')?.asked?.what ?? '';
    assert.match(
      asked,
      /First, as no API shows these places: \(1\) Look whether Supplier_Client is chosen in Setup > Certificate and Key Management > API Client Certificate/,
    );
    const { named } = await standsIn(one);
    assert.deepEqual(new Set(Object.values(named)), new Set([successor]));
    const { standing } = await one.run([approve('confirm')]);
    assert.ok(standing.steps.every(({ state }) => state === 'done'));
    assert.deepEqual((await standsIn(one)).certificates, { [successor]: 'usable', Webhook_Signing: 'usable' });
  });

  test('is taken back: references as they were, and what was imported is deleted', async (t) => {
    const one = await rotating(t);
    const { successor = '' } = one.stored.plan;
    const was = await filesOf(one);
    writeFileSync(join(one.base, 'supplier.jks'), await keystoreOf(successor));
    await one.run();
    await importInSetup(one, successor);
    assert.equal(stepOf(await one.run([approve('install')]), 'switch')?.state, 'done');
    await one.run([undo]);
    assert.deepEqual(await filesOf(one), was);
    assert.deepEqual((await standsIn(one)).certificates, { Supplier_Client: 'usable', Webhook_Signing: 'usable' });
  });

  for (const [what, make, step, says] of [
    ['is no keystore', () => Promise.resolve(Buffer.from('hello')), 'request', /supplier\.jks is no keystore/],
    [
      'has another password',
      (alias: string) => keystoreOf(alias, { password: 'another' }),
      'request',
      /supplier\.jks: The password is wrong/,
    ],
    ['has another alias', () => keystoreOf('partner'), 'request', /is "partner", .* rename it to supplier_client_/],
    [
      'holds the chain of another key',
      async (alias: string) => keystoreOf(alias, { of: await providerCertificate(1, 300) }),
      'judge',
      /^Setup would refuse supplier\.jks\. .*is not that of the first certificate/,
    ],
    [
      'lacks its chain',
      (alias: string) => keystoreOf(alias, { chain: [leaf] }),
      'judge',
      /^It cannot be told whether Setup takes supplier\.jks\. .*lacks the certificate that vouches for it/,
    ],
  ] as const) {
    test(`is not imported where it ${what}`, async (t) => {
      const one = await rotating(t);
      writeFileSync(join(one.base, 'supplier.jks'), await make(one.stored.plan.successor ?? ''));
      const end = await one.run();
      assert.equal(stepOf(end, step)?.state, 'failed');
      assert.match(stepOf(end, step)?.problem ?? '', says);
      // It is put right, and tried again.
      writeFileSync(join(one.base, 'supplier.jks'), await keystoreOf(one.stored.plan.successor ?? ''));
      const again = await one.run();
      assert.equal(stepOf(again, 'judge')?.state, 'done', stepOf(again, 'judge')?.problem);
    });
  }

  test('that was exchanged in Setup for another one is not used', async (t) => {
    const one = await rotating(t);
    const { successor = '' } = one.stored.plan;
    writeFileSync(join(one.base, 'supplier.jks'), await keystoreOf(successor));
    await one.run();
    const other = await providerCertificate(1, 200);
    const body = JSON.stringify({ alias: successor, chain: other.pem });
    await fetch(`${one.practice.url}/practice-org/import`, { method: 'POST', body });
    const end = await one.run([approve('install')]);
    assert.equal(stepOf(end, 'verify')?.state, 'failed');
    assert.match(stepOf(end, 'verify')?.problem ?? '', /holds another chain than the one that was put there/);
  });
});

describe('a key that only its own page takes', () => {
  function messaging(key: Issued): Company {
    const [first] = company.components;
    if (!first) throw new Error('the company is not what it was');
    const values = { isActive: true, jsonWebKey: webKey(key), masterLabel: 'Chat' };
    const chat = { ...first, type: 'PublicKeyCertificate', fullName: 'Chat', id: '0PkHs0000000001AAA', values };
    return { ...company, components: [...company.components, chat] };
  }
  const webKey = ({ der }: Issued): string =>
    JSON.stringify({ kty: 'RSA', use: 'sig', kid: 'chat', x5c: [Buffer.from(der).toString('base64')] });
  const put = async ({ port }: Rotating, key: Issued): Promise<void> => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<PublicKeyCertificate xmlns="http://soap.sforce.com/2006/04/metadata"><isActive>true</isActive><jsonWebKey>${webKey(key).replaceAll('"', '&quot;')}</jsonWebKey><masterLabel>Chat</masterLabel></PublicKeyCertificate>`;
    await port.deploy({
      members: new Map([['PublicKeyCertificate', ['Chat']]]),
      files: new Map([['PublicKeyCertificate/Chat.PublicKeyCertificate', xml]]),
    });
  };

  test('is put there by a person and read; taking it back is a person too', async (t) => {
    const [old, next] = [await providerCertificate(340, 365, 'chat'), await providerCertificate(1, 365, 'chat')];
    const one = await rotating(t, { certificate: 'Chat' }, messaging(old));
    assert.equal(one.stored.plan.kind, 'guided');
    await one.run();
    const early = stepOf(await one.run([approve('request'), approve('switch')]), 'switch');
    assert.match(early?.asked?.what ?? '', /^Chat holds the old certificate still\. Open Setup/);
    await put(one, next);
    const end = await one.run();
    assert.deepEqual(
      [stepOf(end, 'switch')?.state, end.standing.proof?.notAfter.slice(0, 4)],
      ['done', String(next.certificate.notAfter.getUTCFullYear())],
    );
    await assert.rejects(one.run([undo]), /no API puts the old one back/);
    await put(one, old);
    const undone = await one.run();
    assert.equal(stepOf(undone, 'switch')?.state, 'undone');
  });
});
