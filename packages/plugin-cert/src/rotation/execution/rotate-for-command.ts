import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { RotationEventError, JournalError } from '@cert-health/core';
import type { Inventory, NewEvent, StepId } from '@cert-health/core';
import { orgApi } from '../../org/connection.ts';
import { OwnPermissions } from '../../org/own-permissions.ts';
import { readInventory } from '../../scan/read-inventory.ts';
import { elsewhereFrom } from '../arrivals/elsewhere.ts';
import type { ElsewhereOptions } from '../arrivals/elsewhere.ts';
import { openAuthority } from '../authorities/open-authority.ts';
import { ownPorts } from '../authorities/own-ports.ts';
import { readPlans } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import { readStatus } from '../read-status.ts';
import { rotationExitCodes } from '../rotation-result.ts';
import type { RotationStatusResult } from '../rotation-result.ts';
import type { RotationOfFile } from '../rotation-settings.ts';
import { begunPlan, hasOnlyLooked } from './begun-plan.ts';
import { carryOut, onlyPlanned } from './carry-out.ts';
import type { CarriedOut } from './carry-out.ts';
import type { JournalFile } from './journal-file.ts';
import { clientKeys } from './client-keys.ts';
import { givenFiles } from './given-files.ts';
import { executions } from './kinds/index.ts';
import { journalName, JournalStoppedError, openJournal } from './journal-file.ts';
import { LockedError, lockLocally } from './local-lock.ts';
import { lookAgain } from './look-again.ts';
import { rotationFolder } from './rotation-folder.ts';
import { rotationOrg } from './rotation-org.ts';
import { StepProblem } from './step-problem.ts';
import { userCertificates } from './user-certificates.ts';
import type { Work } from './work.ts';

/** What a command adds to a rotation before it goes on. */
export type Said =
  | { readonly what: 'start' }
  /** `notBefore`: the agreed moment. */
  | { readonly what: 'approve'; readonly step: StepId; readonly notBefore?: Date }
  | { readonly what: 'finish' }
  /** `wentBack`: whoever had moved to the new certificate uses the old one again. */
  | { readonly what: 'undo'; readonly wentBack: boolean };

export interface RotateCommand {
  /** Id of a rotation, or the name of a certificate. */
  readonly which: { readonly id: string } | { readonly certificate: string };
  readonly said: Said;
  readonly connection: Connection;
  /** Folders of a project that the plan was made with too. */
  readonly sourceDirs: readonly string[];
  readonly settings: RotationOfFile;
  /** Whether metadata addresses of a private network are called. */
  readonly allowPrivate: boolean;
  readonly passwords: ElsewhereOptions['passwords'];
  readonly tell: (sentence: string) => void;
}

/**
 * Goes on with one rotation as far as it comes, alone on this machine.
 *
 * @returns How it stands, with the exit code.
 * @throws {SfError} with exit code 1, 2, 7 or 8; `data` has how it stands, where it has begun.
 */
export async function rotateForCommand(
  command: RotateCommand,
): Promise<{ readonly result: RotationStatusResult; readonly exitCode: number }> {
  const { settings, tell } = command;
  const newest = planOf(command);
  const { id } = newest.plan;
  const folder = join(settings.folder, id);
  const shown = (): RotationStatusResult => {
    const { schemaVersion, rotations, problems } = readStatus(settings.folder, new Date());
    return {
      schemaVersion,
      rotations: rotations.filter((one) => one.id === id),
      problems: problems.filter((one) => one.includes(id)),
    };
  };
  const failed = (message: string, name: string, exitCode: number): SfError => {
    const error = new SfError(message, name, [], exitCode);
    error.setData(shown() as unknown as Parameters<SfError['setData']>[0]);
    return error;
  };
  try {
    const lock = lockLocally(join(folder, 'lock.json'), new Date());
    if (lock.takenOver !== undefined) tell(lock.takenOver);
    try {
      const end = await rotated(command, newest, folder);
      const problem = end.standing.steps.find(({ state }) => state === 'failed')?.problem;
      if (problem !== undefined) {
        throw failed(problem, 'RotationError', end.refused ? rotationExitCodes.refused : rotationExitCodes.failed);
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    if (error instanceof LockedError) throw failed(error.message, error.name, rotationExitCodes.refused);
    if (error instanceof RotationEventError) throw failed(error.message, 'RotationError', rotationExitCodes.refused);
    if (error instanceof PlanWaitsError) throw failed(error.message, error.name, rotationExitCodes.waits);
    if (error instanceof StepProblem && error.refused) {
      throw failed(error.message, 'RotationError', rotationExitCodes.refused);
    }
    if (error instanceof StepProblem || error instanceof JournalStoppedError || error instanceof JournalError) {
      throw failed(error.message, 'RotationError', rotationExitCodes.failed);
    }
    throw error;
  }
  const result = shown();
  const waits = result.rotations.some(({ state }) => state === 'waiting');
  return { result, exitCode: waits ? rotationExitCodes.waits : rotationExitCodes.fine };
}

/** A plan that cannot be started before somebody has acted. */
class PlanWaitsError extends Error {
  override readonly name = 'PlanWaitsError';
}

/** @throws {SfError} with exit code 2 when there is no such plan, 8 when it was made for another org. */
function planOf({ which, connection, settings }: RotateCommand): StoredPlan {
  const org = connection.getAuthInfoFields().orgId?.slice(0, 15);
  const problems: string[] = [];
  const found: StoredPlan[] = [];
  for (const [id, read] of readPlans(settings.folder)) {
    if ('problem' in read) {
      if ('id' in which && which.id === id) problems.push(read.problem);
      continue;
    }
    const { plan, seen } = read.stored;
    const isMeant =
      'id' in which
        ? which.id === id
        : plan.certificate.toLowerCase() === which.certificate.toLowerCase() && seen.org?.slice(0, 15) === org;
    if (isMeant) found.push(read.stored);
  }
  // Of one certificate the newest: an older one was of what it held before.
  const [plan] = found.sort((a, b) => (a.plannedAt < b.plannedAt ? 1 : -1));
  const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);
  if (!plan) {
    const what = 'id' in which ? `rotation ${which.id}` : `plan for ${which.certificate} in this org`;
    const hint =
      'id' in which
        ? '"sf cert rotate status" shows what is kept'
        : `make one: sf cert rotate plan --certificate ${which.certificate}`;
    throw usage(problems[0] ?? `There is no ${what}; ${hint}.`);
  }
  if (plan.seen.org !== null && plan.seen.org.slice(0, 15) !== org) {
    throw new SfError(
      'The plan was made for another org; name that one with --target-org.',
      'RotationError',
      [],
      rotationExitCodes.refused,
    );
  }
  return plan;
}

async function rotated(command: RotateCommand, newest: StoredPlan, folder: string): Promise<CarriedOut> {
  const path = join(folder, journalName);
  let journal = openJournal(path, () => new Date());
  try {
    if (journal.dropped !== undefined) command.tell(journal.dropped);
    const { standing } = journal;
    if (standing && standing.digest !== newest.digest && hasOnlyLooked(standing)) {
      // Nothing was changed by it; what it looked for is kept.
      journal.close();
      renameSync(path, join(folder, `journal-${standing.at.replaceAll(/[^\dTZ]/g, '')}.jsonl`));
      journal = openJournal(path, () => new Date());
    }
    if (journal.standing === undefined && command.said.what !== 'start') {
      throw new StepProblem(`This rotation has not begun: sf cert rotate start ${newest.plan.id}.`);
    }
    // What has begun goes by the plan that it began with, whatever was planned since.
    const only = journal.standing ? undefined : onlyPlanned(newest.plan, newest.seen.org);
    if (only !== undefined) throw new SfError(only, 'UsageError', [], 2);
    const { waitsFor } = newest.plan;
    if (journal.standing === undefined && waitsFor) throw new PlanWaitsError(`${waitsFor.what} Then plan again.`);
    const stored = begunPlan(folder, newest, journal.standing);
    const work = workOf(command, stored, folder);
    for (const event of eventsOf(command, journal)) journal.record(event);
    return await carryOut(work, journal);
  } finally {
    journal.close();
  }
}

/** What the command says, as events. */
function eventsOf({ said, connection }: RotateCommand, { standing }: JournalFile): NewEvent[] {
  const by = connection.getUsername() ?? 'the user';
  if (said.what === 'approve') {
    const { step, notBefore } = said;
    return [{ type: 'approved', step, by, ...(notBefore ? { notBefore: notBefore.toISOString() } : {}) }];
  }
  if (said.what === 'undo') {
    if (!standing || standing.undoing) return [];
    const first = executions[standing.plan.kind]?.goBackFirst?.(standing.plan, standing);
    if (first !== undefined && !said.wentBack) throw new StepProblem(first, true);
    const back = first === undefined ? '' : ' Whoever had moved uses the old certificate again.';
    return [{ type: 'undo-started', why: `${by} asked for it.${back}` }];
  }
  if (said.what === 'start') return [];
  // To finish is to say that it works, and that the old one may go.
  const open = (['confirm', 'retire'] as const).filter((id) =>
    standing?.steps.some((step) => step.id === id && step.state !== 'done' && step.state !== 'skipped'),
  );
  const before = standing?.steps.filter(({ id }) => id !== 'confirm' && id !== 'retire') ?? [];
  if (before.some(({ state }) => state !== 'done' && state !== 'skipped')) {
    const what = before.some(({ id }) => id === 'switch')
      ? 'The references have not moved yet'
      : 'The new certificate is not in its place yet';
    throw new StepProblem(
      `${what}, so that nothing can be finished; "sf cert rotate status" says what it waits for.`,
      true,
    );
  }
  return open.map((step): NewEvent => ({ type: 'approved', step, by }));
}

function workOf(
  { connection, settings, sourceDirs, allowPrivate, passwords, tell }: RotateCommand,
  stored: StoredPlan,
  folder: string,
): Work {
  const api = orgApi(connection);
  const { authorities } = settings;
  let read: Promise<Inventory> | undefined;
  const inventory = (): Promise<Inventory> =>
    (read ??= readInventory({ connection, sourceDirs, files: [] }, () => undefined));
  return {
    stored,
    successor: stored.plan.successor ?? stored.plan.certificate,
    org: rotationOrg(api, connection),
    userCertificates: userCertificates(api, connection),
    folder: rotationFolder(folder),
    given: givenFiles({ base: settings.base, folder: settings.folder, own: folder }),
    clientKeys: clientKeys(settings.base),
    now: () => new Date(),
    inventory,
    lookAgain: async () => {
      read = undefined;
      return lookAgain({
        inventory: await inventory(),
        connection,
        settings: settings.rotation,
        folder: settings.folder,
        stored,
        permissions: new OwnPermissions(api),
        at: new Date(),
      });
    },
    authority: async (name) => {
      const own = authorities.get(name);
      if (!own) throw new StepProblem(`The settings have no authority "${name}" under rotation.authorities any more.`);
      return openAuthority(name, own, ownPorts({ settingsFolder: settings.base, rotationFolder: settings.folder }));
    },
    elsewhere: elsewhereFrom({ allowPrivate, passwords }),
    tell,
  };
}
