/** A rotation that is killed at its effects, one after the other, and must end like one that is not. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import type { Rotating } from './rotating.ts';
import { Killed, Killer, never, startRotating } from './rotating.ts';

export interface Course {
  readonly name: string;
  readonly entry: RotationEntry;
  /** What lies beside the settings, by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What a person or partner says, each at the start of a run. */
  readonly runs: readonly (readonly NewEvent[])[];
  /** What two ends are compared by. */
  readonly stands: (one: Rotating) => Promise<unknown>;
  /** Looked at after each change of the org, in the run of this number. */
  readonly watch: (one: Rotating, run: number) => () => Promise<void>;
  /** Whether the end without kills is right. */
  readonly ends: (one: Rotating) => Promise<void>;
}

/** All kills take minutes: `ALL_KILLS=1` tries them, and without it each course is killed at every seventh effect. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 7;

export async function tryKills(
  t: TestContext,
  company: Company,
  { name, entry, files, runs, stands, watch, ends }: Course,
): Promise<void> {
  const lying = files === undefined ? {} : { files };
  const started = await startRotating(company, entry, lying);
  const { inventory } = started;
  // Another process each run; what a person has said is said once.
  const course = async (one: Rotating, killer: Killer): Promise<number> => {
    let kills = 0;
    for (const [run, first] of runs.entries()) {
      const looking = watch(one, run);
      try {
        await one.run(first, { killer, watch: looking, quick: true });
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills++;
        const [said] = first;
        const isSaid = said === undefined || one.hasRecorded(said);
        await one.run(isSaid ? [] : first, { killer: never(), watch: looking, quick: true });
      }
    }
    return kills;
  };
  const whole = never();
  let end: unknown;
  try {
    await course(started, whole);
    await ends(started);
    end = await stands(started);
  } finally {
    await started.end();
  }
  let tried = 0;
  for (let at = 1; at <= whole.effects; at += stride) {
    for (const moment of ['before', 'after'] as const) {
      const one = await startRotating(company, entry, { inventory, ...lying });
      try {
        assert.equal(await course(one, new Killer(at, moment)), 1, `${moment} effect ${at}`);
        assert.deepEqual(await stands(one), end, `killed ${moment} effect ${at}`);
        tried++;
      } finally {
        await one.end();
      }
    }
  }
  assert.equal(tried, 2 * Math.ceil(whole.effects / stride));
  t.diagnostic(`${tried} of ${2 * whole.effects} kills of ${name} tried, ${tried} ends right`);
}
