import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { Inventory, RotationEntry } from '@cert-health/core';
import { LockedError } from '../../../src/rotation/execution/local-lock.ts';
import type { OrgRecords } from '../../../src/rotation/home/org-records.ts';
import { companyWith, standsIn } from '../execution/rotating.ts';
import type { RotatingInOrg } from './rotating-in-org.ts';
import { startInOrg } from './rotating-in-org.ts';

let company: Company;
before(async () => {
  company = await companyWith(2);
});

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };

async function started(t: TestContext, known?: { inventory: Inventory }) {
  const one = await startInOrg(company, signed, known);
  t.after(() => one.end());
  return one;
}

/** Records whose n-th writing request is held up, before the org has it or after. */
function heldUp(at: number, moment: 'before' | 'after') {
  const reached = Promise.withResolvers<boolean>();
  const goesOn = Promise.withResolvers<void>();
  let count = 0;
  let last: readonly string[] = [];
  const stop = async (here: 'before' | 'after'): Promise<void> => {
    if (count !== at || moment !== here) return;
    reached.resolve(true);
    await goesOn.promise;
  };
  return {
    reached,
    goOn: () => goesOn.resolve(),
    /** Names of the parts of the last request. */
    last: () => last,
    records: (own: OrgRecords): OrgRecords => ({
      ...own,
      async together(writes) {
        count++;
        last = writes.map(({ called }) => called);
        await stop('before');
        const written = await own.together(writes);
        await stop('after');
        return written;
      },
    }),
  };
}

/** All places take minutes: `ALL_KILLS=1` tries them, and without it every fifth is. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 5;

describe('two runs on one rotation', () => {
  test('the one that slept does nothing more once the other has gone on, wherever it slept', async (t) => {
    let tried = 0;
    let inventory: Inventory | undefined;
    for (let at = 1, more = true; more; at += stride) {
      for (const moment of ['before', 'after'] as const) {
        const one = await started(t, inventory && { inventory });
        inventory ??= one.inventory;
        const gate = heldUp(at, moment);
        const slow = one.runOn(one.machine(gate.records)).then(
          () => 'over',
          (error: unknown) => error,
        );
        if (!(await Promise.race([gate.reached.promise, slow.then(() => false)]))) {
          more = false;
          continue;
        }
        one.passMinutes(16);
        const other = await one.runOn(one.machine());
        const [deploys, end, row] = [one.port.counts.deploys, await standsIn(one), await one.row()];
        gate.goOn();
        const outcome = await slow;
        const where = `asleep ${moment} request ${at}`;
        // To give a rotation back that is another's does nothing and says nothing.
        if (!gate.last().includes('free')) assert.ok(outcome instanceof LockedError, `${where}: ${String(outcome)}`);
        assert.equal(one.port.counts.deploys, deploys, where);
        assert.deepEqual(await standsIn(one), end, where);
        assert.equal((await one.row())['Last_Event__c'], row['Last_Event__c'], where);
        assert.equal(other.standing.steps.find(({ id }) => id === 'switch')?.state, 'done', where);
        tried++;
      }
    }
    assert.ok(tried > 6, String(tried));
    t.diagnostic(`${tried} places tried`);
  });

  test('the second is told who has it and since when, and what is taken over is on record', async (t) => {
    const one = await started(t);
    const gate = heldUp(4, 'after');
    const slow = one.runOn(one.machine(gate.records)).catch((error: unknown) => error);
    await gate.reached.promise;
    const { Runner__c: runner } = await one.row();
    one.passMinutes(14);
    await assert.rejects(one.runOn(one.machine()), (error: Error) => {
      assert.ok(error instanceof LockedError);
      assert.ok(error.message.includes(String(runner)), error.message);
      assert.match(error.message, /It said at .+ that it still runs\. Wait until it is over/);
      return true;
    });
    one.passMinutes(2);
    await one.runOn(one.machine());
    assert.match(one.told.join(), /gave no sign for 15 minutes; its rotation is gone on with/);
    const taken = (await one.events()).filter(({ Type__c: type }) => type === 'taken-over');
    assert.equal(taken.length, 1);
    assert.ok(taken[0]?.Text__c.includes(`in place of ${String(runner)}`), taken[0]?.Text__c);
    gate.goOn();
    assert.ok((await slow) instanceof LockedError);
  });

  test('the clock of a machine has no say: that of the org may be an hour behind or ahead', async (t) => {
    for (const minutes of [-60, 60]) {
      const one = await started(t);
      one.passMinutes(minutes);
      const gate = heldUp(4, 'after');
      const slow = one.runOn(one.machine(gate.records)).catch((error: unknown) => error);
      await gate.reached.promise;
      one.passMinutes(10);
      await assert.rejects(one.runOn(one.machine()), LockedError, `${minutes}`);
      one.passMinutes(6);
      await one.runOn(one.machine());
      gate.goOn();
      assert.ok((await slow) instanceof LockedError, `${minutes}`);
    }
  });

  test('both begin at the same moment, and one of them goes on', async (t) => {
    const one = await started(t);
    const outcomes = await Promise.allSettled([one.runOn(one.machine()), one.runOn(one.machine())]);
    const [refused] = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    assert.ok(refused?.reason instanceof LockedError, String(refused?.reason));
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await begun(one)).length, 1);
  });
});

async function begun(one: RotatingInOrg) {
  return (await one.events()).filter(({ Type__c: type }) => type === 'planned');
}
