import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import type { Rotating } from './rotating.ts';
import { companyWith, Killed, Killer, never, standsIn, startRotating } from './rotating.ts';

/** What a person or partner says, each at the start of a run. */
const approve = (step: 'switch' | 'confirm') => [{ type: 'approved', step, by: 'a test' }] as const;
const undo: readonly NewEvent[] = [{ type: 'undo-started', why: 'a test' }];

interface Course {
  readonly name: string;
  readonly entry: RotationEntry;
  readonly runs: readonly (readonly NewEvent[])[];
  readonly wanted: Readonly<Record<string, string>>;
}

const signed: RotationEntry = { certificate: 'Supplier_Client', authority: 'practice' };
const own: RotationEntry = { certificate: 'Supplier_Client' };
const courses: readonly Course[] = [
  { name: 'new-key', entry: signed, runs: [[], approve('confirm')], wanted: { old: 'gone', new: 'usable' } },
  {
    name: 'self-signed',
    entry: own,
    runs: [[], approve('switch'), approve('confirm')],
    wanted: { old: 'gone', new: 'usable' },
  },
  { name: 'new-key that is undone', entry: signed, runs: [[], undo], wanted: { old: 'usable', new: 'gone' } },
];

/** No reference names what cannot be used: looked at after each deployment. */
function watchOver(one: Rotating): () => Promise<void> {
  return async () => {
    const { certificates, named } = await standsIn(one);
    for (const [path, name = ''] of Object.entries(named)) {
      assert.equal(certificates[name], 'usable', `${path} names ${name}`);
    }
  };
}

/** All kills take minutes: `ALL_KILLS=1` tries them, and without it each course is killed at every seventh effect. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 7;

describe('a rotation whose process is killed', async () => {
  const company = await companyWith(2);
  for (const { name, entry, runs, wanted } of courses) {
    test(`ends like one that is not, wherever that is: ${name}`, async (t) => {
      const started = await startRotating(company, entry);
      const { inventory, stored } = started;
      const successor = stored.plan.successor ?? '';
      // Another process each run; what a person has said is said once.
      const course = async (one: Rotating, killer: Killer): Promise<number> => {
        const watch = watchOver(one);
        let kills = 0;
        for (const first of runs) {
          try {
            // Whoever is killed stays it; the next one lives.
            await one.run(first, { killer: kills === 0 ? killer : never(), watch, quick: true });
          } catch (error) {
            if (!(error instanceof Killed)) throw error;
            kills++;
            const [said] = first;
            const isSaid = said === undefined || one.hasRecorded(said);
            await one.run(isSaid ? [] : first, { killer: never(), watch, quick: true });
          }
        }
        return kills;
      };
      const whole = never();
      let end: Awaited<ReturnType<typeof standsIn>>;
      try {
        await course(started, whole);
        end = await standsIn(started);
      } finally {
        await started.end();
      }
      assert.deepEqual(
        { old: end.certificates['Supplier_Client'] ?? 'gone', new: end.certificates[successor] ?? 'gone' },
        wanted,
      );
      let tried = 0;
      for (let at = 1; at <= whole.effects; at += stride) {
        for (const moment of ['before', 'after'] as const) {
          const one = await startRotating(company, entry, { inventory });
          try {
            assert.equal(await course(one, new Killer(at, moment)), 1, `${moment} effect ${at}`);
            assert.deepEqual(await standsIn(one), end, `killed ${moment} effect ${at}`);
            tried++;
          } finally {
            await one.end();
          }
        }
      }
      assert.equal(tried, 2 * Math.ceil(whole.effects / stride));
      t.diagnostic(`${tried} of ${2 * whole.effects} kills of ${name} tried, ${tried} ends right`);
    });
  }
});
