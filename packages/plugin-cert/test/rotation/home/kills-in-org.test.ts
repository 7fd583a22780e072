import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import { companyWith, Killed, Killer, never, standsIn } from '../execution/rotating.ts';
import type { RotatingInOrg } from './rotating-in-org.ts';
import { startInOrg } from './rotating-in-org.ts';

const approve = (step: 'switch' | 'confirm') => (by: string) => [{ type: 'approved', step, by }] as const;
const undo = (): readonly NewEvent[] => [{ type: 'undo-started', why: 'a test' }];
const nothing = (): readonly NewEvent[] => [];

interface Course {
  readonly name: string;
  readonly entry: RotationEntry;
  /** What a person says at the start of each run. */
  readonly runs: readonly ((by: string) => readonly NewEvent[])[];
  readonly wanted: Readonly<Record<string, string>>;
}

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
const own: RotationEntry = { certificate: 'Supplier_Client' };
const courses: readonly Course[] = [
  { name: 'new-key', entry: signed, runs: [nothing, approve('confirm')], wanted: { old: 'gone', new: 'usable' } },
  {
    name: 'self-signed',
    entry: own,
    runs: [nothing, approve('switch'), approve('confirm')],
    wanted: { old: 'gone', new: 'usable' },
  },
  { name: 'new-key that is undone', entry: signed, runs: [nothing, undo], wanted: { old: 'usable', new: 'gone' } },
];

/** All kills take minutes: `ALL_KILLS=1` tries them, and without it each course is killed at every seventeenth effect. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 17;

/** No reference names what cannot be used: looked at after each deployment. */
function watchOver(one: RotatingInOrg): () => Promise<void> {
  return async () => {
    const { certificates, named } = await standsIn(one);
    for (const [path, name = ''] of Object.entries(named)) {
      assert.equal(certificates[name], 'usable', `${path} names ${name}`);
    }
  };
}

/**
 * Each run on a machine of its own. A run that is killed is gone on with, once nothing was heard of it for long enough, by a
 * machine with an empty folder.
 *
 * @returns How many were killed.
 */
async function course(one: RotatingInOrg, { runs }: Course, killer: Killer): Promise<number> {
  const watch = watchOver(one);
  let kills = 0;
  for (const said of runs) {
    const first = said(one.by);
    const own = kills === 0 ? killer : never();
    try {
      await one.runOn(one.machine(undefined, own), first, { killer: own, watch });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    // One that gives its rotation back has nothing to tell when it is killed.
    if (!own.isDead) continue;
    kills++;
    one.passMinutes(16);
    await one.runOn(one.machine(), (await isSaid(one, first)) ? [] : first, { watch });
  }
  return kills;
}

/** Whether what a person says is in the org already. */
async function isSaid(one: RotatingInOrg, [said]: readonly NewEvent[]): Promise<boolean> {
  if (said === undefined) return true;
  const step = 'step' in said ? said.step : null;
  return (await one.events()).some(({ Type__c: type, Step__c: of }) => type === said.type && of === step);
}

describe('a rotation in the records of the org whose machine is lost', async () => {
  const company = await companyWith(2);
  for (const one of courses) {
    test(`ends on another machine like one that is not, wherever that is: ${one.name}`, async (t) => {
      const { entry, wanted } = one;
      const started = await startInOrg(company, entry);
      const { inventory, stored } = started;
      const whole = never();
      let end: Awaited<ReturnType<typeof standsIn>>;
      try {
        await course(started, one, whole);
        end = await standsIn(started);
      } finally {
        await started.end();
      }
      const successor = stored.plan.successor ?? '';
      assert.deepEqual(
        { old: end.certificates['Supplier_Client'] ?? 'gone', new: end.certificates[successor] ?? 'gone' },
        wanted,
      );
      let tried = 0;
      for (let at = 1; at <= whole.effects; at += stride) {
        for (const moment of ['before', 'after'] as const) {
          const killed = await startInOrg(company, entry, { inventory });
          try {
            assert.equal(await course(killed, one, new Killer(at, moment)), 1, `${moment} effect ${at}`);
            assert.deepEqual(await standsIn(killed), end, `killed ${moment} effect ${at}`);
            const { Lock__c: lock, Runner__c: runner } = await killed.row();
            assert.deepEqual([lock, runner], [null, null], `killed ${moment} effect ${at}`);
            tried++;
          } finally {
            await killed.end();
          }
        }
      }
      assert.equal(tried, 2 * Math.ceil(whole.effects / stride));
      t.diagnostic(`${tried} of ${2 * whole.effects} kills of ${one.name} tried, ${tried} ends right`);
    });
  }
});
