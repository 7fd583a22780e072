import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalError, RotationEventError, foldEvents, readJournal, toldState } from '@cert-health/core';
import type { RotationStanding } from '@cert-health/core';
import { journalName } from './execution/journal-file.ts';
import { readPlans } from './plan-store.ts';
import type { StoredPlan } from './plan-store.ts';
import type { RotationStatusResult, RotationStep } from './rotation-result.ts';

/**
 * What is kept of rotations in a folder, and how far each has come by its journal.
 *
 * @param org Only rotations of this org (its Id); undefined: all.
 */
export function readStatus(folder: string, at: Date, org?: string): RotationStatusResult {
  const rotations: RotationStatusResult['rotations'][number][] = [];
  const problems: string[] = [];
  for (const [id, read] of readPlans(folder)) {
    if ('problem' in read) {
      problems.push(read.problem);
      continue;
    }
    const { stored } = read;
    // Ids may lack their last three characters.
    if (org !== undefined && stored.seen.org?.slice(0, 15) !== org.slice(0, 15)) continue;
    try {
      rotations.push(statusOf(stored, standingOf(join(folder, id, journalName)), at));
    } catch (error) {
      if (!(error instanceof JournalError) && !(error instanceof RotationEventError)) throw error;
      problems.push(
        error instanceof JournalError ? error.message : `The journal of ${id} contradicts itself: ${error.message}`,
      );
    }
  }
  return { schemaVersion: '1', rotations, problems };
}

/** Undefined: it was only planned. */
function standingOf(path: string): RotationStanding | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new JournalError(`${path} could not be read (${code ?? 'unknown reason'}).`);
  }
  const events = readJournal(text, path);
  return events.length === 0 ? undefined : foldEvents(events);
}

function statusOf(
  { plan, plannedAt, seen }: StoredPlan,
  standing: RotationStanding | undefined,
  at: Date,
): RotationStatusResult['rotations'][number] {
  const about = { plannedAt, org: seen.org };
  if (!standing) {
    return { ...plan, ...about, state: 'planned', steps: plan.steps.map((step) => ({ ...step, state: 'open' })) };
  }
  // What was begun goes by the plan that it began with.
  const begun = standing.plan;
  const { state, waitsFor } = toldState(standing, at);
  const steps = begun.steps.map((step, position): RotationStep => {
    const { state: of = 'open', at: last, problem } = standing.steps[position] ?? {};
    return {
      ...step,
      state: of,
      ...(last === undefined ? {} : { at: last }),
      ...(problem === undefined ? {} : { problem }),
    };
  });
  return { ...begun, ...about, state, ...(waitsFor ? { waitsFor } : {}), steps };
}
