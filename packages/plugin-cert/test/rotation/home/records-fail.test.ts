import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { RotationEntry } from '@cert-health/core';
import { OrgApiError } from '../../../src/org/api.ts';
import type { OrgRecords, RecordWrite, Written } from '../../../src/rotation/home/org-records.ts';
import { companyWith } from '../execution/rotating.ts';
import type { RotatingInOrg } from './rotating-in-org.ts';
import { startInOrg } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };

async function started(t: TestContext): Promise<RotatingInOrg> {
  const one = await startInOrg(company, signed);
  t.after(() => one.end());
  return one;
}

type Together = (writes: readonly RecordWrite[]) => Promise<Written>;

/** Records whose writing goes through something. */
const through =
  (around: (send: Together, writes: readonly RecordWrite[]) => Promise<Written>) =>
  (own: OrgRecords): OrgRecords => ({
    ...own,
    together: (writes) => around((sent) => own.together(sent), writes),
  });

const locked: Written = { refused: { called: 'standing', code: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain' } };

async function isSwitched(one: RotatingInOrg): Promise<boolean> {
  const events = await one.events();
  return events.some(({ Type__c: type, Step__c: step }) => type === 'step-done' && step === 'switch');
}

/** Every event is there once, and none is left out. */
async function requireWhole(one: RotatingInOrg): Promise<void> {
  const numbers = (await one.events()).map(({ Number__c: number }) => number);
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
  const done = (await one.events())
    .filter(({ Type__c: type }) => type === 'step-done')
    .map(({ Step__c: step }) => step);
  assert.deepEqual(done, [...new Set(done)]);
}

describe('records of a rotation that the org does not take', () => {
  test('are written again while the record is locked by somebody else', async (t) => {
    const one = await started(t);
    let count = 0;
    // Each request is refused twice before it is taken.
    await one.runOn(
      one.machine(through((send, writes) => (++count % 3 === 0 ? send(writes) : Promise.resolve(locked)))),
    );
    assert.ok(await isSwitched(one));
    await requireWhole(one);
  });

  for (const [moment, name] of [
    ['before', 'are sent again when the connection breaks before the org has them'],
    ['after', 'are known to be there when only the answer was lost'],
  ] as const) {
    test(name, async (t) => {
      const one = await started(t);
      let count = 0;
      const breaks = through(async (send, writes) => {
        const isBroken = ++count % 2 === 1;
        const lost = new OrgApiError('ECONNRESET', 'the connection broke');
        if (isBroken && moment === 'before') throw lost;
        const written = await send(writes);
        if (isBroken) throw lost;
        return written;
      });
      await one.runOn(one.machine(breaks));
      assert.ok(await isSwitched(one));
      await requireWhole(one);
      assert.equal((await one.row())['Runner__c'], null);
    });
  }

  test('stop the run wherever that is, and the next one goes on', async (t) => {
    const one = await started(t);
    for (const [code, said] of [
      ['UNABLE_TO_LOCK_ROW', /UNABLE_TO_LOCK_ROW: no\./],
      ['INSUFFICIENT_ACCESS_OR_READONLY', /may not write them: assign the permission set Certificate Health Runner/],
      ['STORAGE_LIMIT_EXCEEDED', /STORAGE_LIMIT_EXCEEDED: no\./],
    ] as const) {
      const { deploys } = one.port.counts;
      let count = 0;
      const refused: Written = { refused: { called: 'event', code, message: 'no.' } };
      // One request is taken, and none after it.
      const fails = through((send, writes) => (++count === 1 ? send(writes) : Promise.resolve(refused)));
      await assert.rejects(one.runOn(one.machine(fails)), { name: 'JournalStoppedError', message: said });
      assert.ok(one.port.counts.deploys - deploys <= 1, code);
      one.passMinutes(16);
    }
    await one.runOn(one.machine());
    assert.ok(await isSwitched(one));
    await requireWhole(one);
  });

  test('are waited for while the org says "later"', async (t) => {
    const one = await started(t);
    let sent = 0;
    const busy = one.machine(
      through((send, writes) => {
        if (++sent === 5) one.practice.setFaults({ unavailable: 2 });
        return send(writes);
      }),
    );
    await one.runOn(busy);
    assert.ok(await isSwitched(one));
    await requireWhole(one);
  });

  test('are not written in the name of a permission that the user has not', async (t) => {
    const one = await started(t);
    await one.runOn(one.machine());
    const last = (await one.row())['Last_Event__c'];
    await assert.rejects(
      one.runOn(one.machine(), [{ type: 'approved', step: 'confirm', by: 'somebody@else.example' }]),
      {
        name: 'StepProblem',
        refused: true,
        message: /^By is the user name of whoever approves/,
      },
    );
    assert.equal((await one.row())['Last_Event__c'], last);
  });
});
