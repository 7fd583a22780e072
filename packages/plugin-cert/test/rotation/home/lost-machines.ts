/** A rotation in the records of an org whose machine is lost at any effect, and that a machine with an empty folder goes on with. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Company } from '@cert-health/practice-org';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import type { Known } from '../execution/rotating.ts';
import { Killed, Killer, never } from '../execution/rotating.ts';
import type { RotatingInOrg } from './rotating-in-org.ts';
import { startInOrg } from './rotating-in-org.ts';

export interface RunOfCourse {
  /** What a person says at its start. */
  readonly say: (by: string) => readonly NewEvent[];
  /** What a person does outside of the rotation before it, if it is not done yet. */
  readonly deed?: (one: RotatingInOrg) => Promise<void>;
}

export interface CourseInOrg<Standing> {
  readonly name: string;
  readonly entry: RotationEntry;
  /** What lies beside the settings, which every machine has. */
  readonly files?: (successor: string) => Known['files'];
  readonly runs: readonly RunOfCourse[];
  /** What two ends are compared by. */
  readonly standsIn: (one: RotatingInOrg) => Promise<Standing>;
  /** Throws where the org is in a state in which nobody may ever see it; called after each deployment. */
  readonly watch: (one: RotatingInOrg) => Promise<void>;
}

/** All kills take minutes: `ALL_KILLS=1` tries them, and without it each course is killed at every seventeenth effect. */
const stride = process.env['ALL_KILLS'] === '1' ? 1 : 17;

/** @returns The end of the course that nobody killed, and the name of the successor. */
export async function loseMachines<Standing>(
  t: TestContext,
  company: Company,
  course: CourseInOrg<Standing>,
): Promise<{ readonly end: Standing; readonly successor: string }> {
  const { name, entry, standsIn, files } = course;
  const start = async (known: Known = {}): Promise<RotatingInOrg> => startInOrg(company, entry, known);
  const started = await start();
  const { inventory, stored } = started;
  const successor = stored.plan.successor ?? '';
  const lying = files?.(successor);
  const known = { inventory, ...(lying ? { files: lying } : {}) };
  await started.end();
  const whole = never();
  const first = await start(known);
  let end: Standing;
  try {
    await goThrough(first, course, whole);
    end = await standsIn(first);
  } finally {
    await first.end();
  }
  let tried = 0;
  for (let at = 1; at <= whole.effects; at += stride) {
    for (const moment of ['before', 'after'] as const) {
      const killed = await start(known);
      try {
        assert.equal(await goThrough(killed, course, new Killer(at, moment)), 1, `${moment} effect ${at}`);
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
  t.diagnostic(`${tried} of ${2 * whole.effects} kills of ${name} tried, ${tried} ends right`);
  return { end, successor };
}

/**
 * Each run on a machine of its own. A run that is killed is gone on with, once nothing was heard of it for long enough, by a
 * machine with an empty folder.
 *
 * @returns How many were killed.
 */
async function goThrough<Standing>(
  one: RotatingInOrg,
  { runs, watch }: CourseInOrg<Standing>,
  killer: Killer,
): Promise<number> {
  const watching = { watch: () => watch(one) };
  let kills = 0;
  for (const { say, deed } of runs) {
    await deed?.(one);
    const own = kills === 0 ? killer : never();
    try {
      await one.runOn(one.machine(undefined, own), say(one.by), { killer: own, ...watching });
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
    // One that gives its rotation back has nothing to tell when it is killed.
    if (!own.isDead) continue;
    kills++;
    one.passMinutes(16);
    // What a person has said is said once.
    await one.runOn(one.machine(), await notYetSaid(one, say(one.by)), watching);
  }
  return kills;
}

/** What a person says that is not in the org already. */
async function notYetSaid(one: RotatingInOrg, said: readonly NewEvent[]): Promise<readonly NewEvent[]> {
  if (said.length === 0) return [];
  const events = await one.events();
  return said.filter((event) => {
    const step = 'step' in event ? event.step : null;
    return !events.some(({ Type__c: type, Step__c: of }) => type === event.type && of === step);
  });
}
