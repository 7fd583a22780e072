import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import { companyWith, standsIn } from '../execution/rotating.ts';
import { startInOrg } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };

async function started(t: TestContext, entry: RotationEntry = signed) {
  const one = await startInOrg(company, entry);
  t.after(() => one.end());
  return one;
}

describe('a rotation in the records of the org', () => {
  test('is gone on with by a machine that has nothing of it', async (t) => {
    const one = await started(t);
    const { by, stored } = one;
    const first = await one.runOn(one.machine());
    assert.equal(first.standing.steps.find(({ id }) => id === 'switch')?.state, 'done');
    const waiting = await one.row();
    assert.deepEqual(
      [waiting['State__c'], waiting['Step__c'], waiting['Waits_For__c'], waiting['Runner__c'], waiting['Lock__c']],
      ['waiting', 'confirm', 'approver', null, 'org.certificates/supplier_client'],
    );
    const other = one.machine();
    const last = await one.runOn(other, [{ type: 'approved', step: 'confirm', by }]);
    assert.ok(last.standing.steps.every(({ state }) => state === 'done'));
    const over = await one.row();
    assert.deepEqual([over['State__c'], over['Lock__c'], over['Runner__c']], ['done', null, null]);
    const { certificates } = await standsIn(one);
    assert.deepEqual(
      [certificates['Supplier_Client'], certificates[stored.plan.successor ?? '']],
      [undefined, 'usable'],
    );
    // What a partner needs lies in the folder of this machine, too.
    const copy = (name: string): string => readFileSync(join(other.folder, stored.plan.id, name), 'utf8');
    assert.match(copy('chain.pem'), /BEGIN CERTIFICATE/);
    assert.match(copy('request.csr'), /BEGIN CERTIFICATE REQUEST/);
    assert.equal(copy('journal.jsonl').trimEnd().split('\n').length, Number(over['Last_Event__c']));
  });
});
