import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import { companyWith } from '../execution/rotating.ts';
import { startInOrg } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

/** What the app's Apex answers; a refusal comes as the sentence that people read. */
async function apex<Answer>(url: string, method: string, parameters: object): Promise<Answer> {
  const answer = await fetch(`${url}/apex/${method}`, { method: 'POST', body: JSON.stringify(parameters) });
  const body = (await answer.json()) as Answer & { readonly body?: { readonly message: string } };
  if (answer.status !== 200) throw new Error(body.body?.message);
  return body;
}

interface Row {
  readonly Id: string;
  readonly Key__c: string;
  readonly State__c: string;
  readonly Step__c: string;
  readonly Waits_For__c?: string;
}

describe('what somebody approves in the console', () => {
  test('is taken in by the next run on another machine, and once', async (t) => {
    const one = await startInOrg(company, { certificate: 'Supplier_Client', authority: 'practice' });
    t.after(() => one.end());
    const { url } = one.practice;
    await one.runOn(one.machine());
    const rotation = async (): Promise<Row> => {
      const { rows } = await apex<{ rows: Row[] }>(url, 'RotationRecords.rotations', { afterId: null });
      const found = rows.find(({ Key__c: key }) => key === one.id);
      assert.ok(found);
      return found;
    };
    const waiting = await rotation();
    assert.deepEqual([waiting.State__c, waiting.Waits_For__c, waiting.Step__c], ['waiting', 'approver', 'confirm']);
    const approve = (step: string): Promise<number> =>
      apex(url, 'RotationApproval.approve', { rotationId: waiting.Id, step, moment: '', note: 'Calls work.' });
    await assert.rejects(approve('retire'), /does not wait/);
    await approve('confirm');
    await assert.rejects(approve('confirm'), /has approved this step already/);

    const { standing } = await one.runOn(one.machine());
    assert.ok(standing.steps.every(({ state }) => state === 'done'));
    assert.equal(standing.steps.find(({ id }) => id === 'confirm')?.approved?.by, one.by);
    assert.equal((await rotation()).State__c, 'done');
    await assert.rejects(approve('confirm'), /is over/);
    const events = await one.events();
    assert.deepEqual(
      events.filter(({ Type__c: type }) => type === 'approved').map(({ Step__c: step }) => step),
      ['confirm'],
    );
  });

  test('shows its events and files in pages that the console reads', async (t) => {
    const one = await startInOrg(company, { certificate: 'Supplier_Client', authority: 'practice' });
    t.after(() => one.end());
    const { url } = one.practice;
    await one.runOn(one.machine());
    const { rows } = await apex<{ rows: Row[] }>(url, 'RotationRecords.rotations', { afterId: null });
    const recordId = rows[0]?.Id;
    const files = await apex<string[]>(url, 'RotationRecords.files', { recordId });
    assert.ok(files.includes('chain.pem'), files.join());
    const parts = await apex<{ rows: { Content__c: string }[] }>(url, 'RotationRecords.parts', {
      recordId,
      name: 'chain.pem',
      afterId: null,
    });
    const chain = parts.rows.map(({ Content__c: content }) => JSON.parse(content) as string).join('');
    assert.match(chain, /^-----BEGIN CERTIFICATE-----/);
  });
});
