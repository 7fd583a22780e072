import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SfError } from '@salesforce/core';
import { digestOfFacts, digestOfSeen } from '@cert-health/core';
import type { Exchanged, RotationPlan, Seen } from '@cert-health/core';
import { journalName } from './execution/journal-file.ts';
import { keptFiles } from './execution/rotation-folder.ts';
import type { MadePlan } from './make-plans.ts';
import { patchName } from './make-plans.ts';

/** A plan as it is kept: what `start` compares with, and what undoing needs. */
export interface StoredPlan {
  readonly version: 1;
  /** ISO date-time. */
  readonly plannedAt: string;
  readonly plan: RotationPlan;
  readonly seen: Seen;
  /** SHA-256 of what was seen. */
  readonly digest: string;
  /** SHA-256 of all the rest, by which a changed file is told. */
  readonly sum: string;
  /** What each file would become, and what takes that back. */
  readonly files: readonly {
    readonly component: string;
    readonly path: string;
    readonly exchanged: readonly Exchanged[];
  }[];
}

const PLAN = 'plan.json';

/**
 * Keeps plans: one folder for each rotation, in which a plan that is made again takes the place of the last one. A
 * file is whole or not there.
 *
 * @returns The plan's file.
 * @throws {SfError} when it cannot be written.
 */
export function storePlan(folder: string, { plan, seen, files, patch }: MadePlan, at: Date): string {
  const own = join(folder, plan.id);
  const stored: Omit<StoredPlan, 'sum'> = {
    version: 1,
    plannedAt: at.toISOString(),
    plan,
    seen,
    digest: digestOfSeen(seen),
    files: files.map(({ component, path, exchanged }) => ({ component, path, exchanged })),
  };
  try {
    mkdirSync(own, { recursive: true });
    writeWhole(join(own, PLAN), textOfPlan({ ...stored, sum: digestOfFacts(stored) }));
    if (patch === '') rmSync(join(own, patchName), { force: true });
    else writeWhole(join(own, patchName), patch);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SfError(
      `The plan could not be kept in ${own} (${code ?? 'unknown reason'}); check rotation.folder in the settings.`,
      'PlanStoreError',
    );
  }
  return join(own, PLAN);
}

/** A stored plan, or why a file is none, one sentence. */
export type ReadPlan = { readonly stored: StoredPlan } | { readonly problem: string };

/**
 * The plans in a folder, by rotation id, in the order of their names. A folder with neither plan nor journal is no rotation:
 * what authorities know, keys of their accounts and rehearsals lie there too.
 */
export function readPlans(folder: string): Map<string, ReadPlan> {
  const plans = new Map<string, ReadPlan>();
  for (const id of foldersIn(folder)) {
    const read = planIn(join(folder, id));
    if (read) plans.set(id, read);
  }
  return plans;
}

/** One that another machine has planned is here with the plan that it began with. */
function planIn(own: string): ReadPlan | undefined {
  let names: string[];
  try {
    names = readdirSync(own);
  } catch (error) {
    return { problem: `${own} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).` };
  }
  const plan = [PLAN, keptFiles.begun].find((name) => names.includes(name));
  return plan !== undefined || names.includes(journalName) ? readPlanFile(join(own, plan ?? PLAN)) : undefined;
}

/** One stored plan. */
export function readPlanFile(path: string): ReadPlan {
  try {
    return readPlanText(readFileSync(path, 'utf8'), path);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return { problem: `${path} cannot be read (${code}); make the plan again.` };
  }
}

/** @param name What the text is called, for messages. */
export function readPlanText(text: string, name: string): ReadPlan {
  let stored: StoredPlan;
  try {
    stored = JSON.parse(text) as StoredPlan;
  } catch {
    return { problem: `${name} cannot be read (it is no JSON); make the plan again.` };
  }
  if (stored?.version !== 1) return { problem: `${name} was written by another version; make the plan again.` };
  const { sum, ...rest } = stored;
  if (digestOfFacts(rest) !== sum) return { problem: `${name} is damaged or was changed; make the plan again.` };
  return { stored };
}

export function textOfPlan(stored: StoredPlan): string {
  return `${JSON.stringify(stored, null, 2)}\n`;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function writeWhole(path: string, text: string): void {
  const part = `${path}.part`;
  writeFileSync(part, text);
  renameSync(part, path);
}
