import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '@salesforce/core';
import { differencesElsewhere, digestOfSeen, nextOf, stateOf } from '@cert-health/core';
import type { RotationEntry, RotationStanding, StepId } from '@cert-health/core';
import { orgApi } from '../../org/connection.ts';
import type { Elsewhere } from '../arrivals/elsewhere.ts';
import { readIdentity } from '../../org/identity.ts';
import { orgInWords } from '../../org/username.ts';
import { readInventory } from '../../scan/read-inventory.ts';
import { goOn } from '../execution/go-on.ts';
import type { Said } from '../execution/go-on.ts';
import { StepProblem } from '../execution/step-problem.ts';
import { keptLocally, localHome } from '../home/local-home.ts';
import type { RotationHome } from '../home/rotation-home.ts';
import { requestsIn } from '../kept-requests.ts';
import type { KeptRequest } from '../kept-requests.ts';
import { makePlans } from '../make-plans.ts';
import type { MadePlan } from '../make-plans.ts';
import { readPlans, storePlan } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import { readStatus } from '../read-status.ts';
import type { RotationStatusResult } from '../rotation-result.ts';
import type { RotationOfFile } from '../rotation-settings.ts';
import { rehearsalAuthority } from './rehearsal-authority.ts';

/** What came out of carrying a plan out in a sandbox. */
export interface Rehearsal {
  /** User name in the sandbox. */
  readonly org: string;
  /** What is otherwise there, one sentence each. */
  readonly differences: readonly string[];
  /** How far it came. `waits`: somebody has to act there too, so that it can be rehearsed again later. */
  readonly end: 'undone' | 'left' | 'waits' | 'failed';
  /** Why it failed, or what it waits for. */
  readonly says?: string;
  /** Whether the sandbox is as it was before, by everything that a plan sees; null: it was not taken back. */
  readonly asBefore: boolean | null;
  readonly rotation: RotationStatusResult['rotations'][number] | null;
}

export interface RehearseRequest {
  /** The plan that is rehearsed. */
  readonly planned: StoredPlan;
  readonly sandbox: Connection;
  readonly settings: RotationOfFile;
  /** Where rotations of the real org are kept: a sandbox holds copies of its keys, so that its requests fit. */
  readonly home: Pick<RotationHome, 'requests'>;
  /** Name of the authority that signs in its place. */
  readonly authority: string | undefined;
  /** Whether the new certificate stays there and the old one goes; else everything is taken back before that. */
  readonly leave: boolean;
  readonly elsewhere: Elsewhere;
  readonly tell: (sentence: string) => void;
}

/** Steps that wait for people are approved by the rehearsal itself; there are not more than so many. */
const mostApprovals = 12;

/**
 * Carries the plan for a certificate of the same name out in a sandbox, with an authority whose certificates are worth nothing, and
 * takes it back.
 *
 * @throws {StepProblem} refused, where that org is no sandbox or no rehearsal is possible.
 */
export async function rehearse(request: RehearseRequest): Promise<Rehearsal> {
  const { planned, sandbox, elsewhere, tell, leave } = request;
  const { org } = await readIdentity(orgApi(sandbox));
  if (org.isSandbox !== true) {
    throw new StepProblem(`${orgInWords(org)} is not known to be a sandbox, and a rehearsal changes only one.`, true);
  }
  if (org.id.slice(0, 15) === planned.seen.org?.slice(0, 15)) {
    throw new StepProblem('The plan is for this very org: start it, or name another sandbox with --rehearse-in.', true);
  }
  const settings = settingsOf(request);
  const requests = async (): Promise<readonly KeptRequest[]> => [
    ...requestsIn(request.settings.folder),
    ...(await request.home.requests()),
  ];
  const before = await planIn(sandbox, settings, planned, requests);
  const { id } = before.plan;
  // One that is over says nothing about this one; one that was interrupted is gone on with.
  const over = keptLocally(settings.folder).rotations.find((one) => one.id === id);
  if (over?.standing && ['done', 'undone'].includes(stateOf(over.standing)))
    rmSync(join(settings.folder, id), { recursive: true });
  storePlan(settings.folder, before, new Date());
  const kept = readPlans(settings.folder).get(id);
  if (!kept || !('stored' in kept)) throw new StepProblem(`The plan for ${orgInWords(org)} could not be kept.`);
  const newest = kept.stored;
  const take = (said: Said) =>
    goOn({
      home: { ...localHome(settings.folder), requests },
      newest,
      said,
      connection: sandbox,
      sourceDirs: [],
      settings,
      // Domains of the real org would be looked at, and roots of an authority for trying be judged.
      network: 'none',
      elsewhere,
      tell,
    });
  const shown = () =>
    readStatus(keptLocally(settings.folder), new Date()).rotations.find((one) => one.id === id) ?? null;
  const about = { org: orgInWords(org), differences: differencesElsewhere(planned, newest) };

  let { standing } = await take({ what: 'start' });
  for (let approvals = 0; approvals < mostApprovals; approvals++) {
    const step = waitsForPerson(standing, leave);
    if (step === undefined) break;
    ({ standing } = await take({ what: 'approve', step }));
  }
  const problem = standing.steps.find(({ state }) => state === 'failed')?.problem;
  const next = nextOf(standing, new Date());
  const asked = next.kind === 'wait' && next.step !== lastOf(standing) ? next.for.what : undefined;
  if (problem === undefined && (leave || asked !== undefined)) {
    const waits = next.kind === 'wait' ? next.for.what : undefined;
    const end = waits === undefined ? ({ end: 'left' } as const) : ({ end: 'waits', says: waits } as const);
    return { ...about, ...end, asBefore: null, rotation: shown() };
  }
  await take({ what: 'undo' });
  const after = await planIn(sandbox, settings, planned, requests);
  const asBefore = digestOfSeen(after.seen) === digestOfSeen(before.seen);
  const end = problem === undefined ? ({ end: 'undone' } as const) : ({ end: 'failed', says: problem } as const);
  return { ...about, ...end, asBefore, rotation: shown() };
}

/** The step that waits for a person or the other side, whom nobody has to ask in a rehearsal. */
function waitsForPerson(standing: RotationStanding, leave: boolean): StepId | undefined {
  const next = nextOf(standing, new Date());
  if (next.kind !== 'wait' || next.look) return undefined;
  if (next.for.who !== 'approver' && next.for.who !== 'partner') return undefined;
  return next.step === lastOf(standing) && !leave ? undefined : next.step;
}

/** After it there is no way back: the old certificate goes, or, where none goes, somebody says that the new one works. */
function lastOf({ steps }: RotationStanding): StepId | undefined {
  return steps.at(-1)?.id;
}

/** Kept apart from real rotations, with the old certificate held until somebody says so, and with authorities for trying. */
function settingsOf({ settings, planned, authority }: RehearseRequest): RotationOfFile {
  const { rotation, authorities } = settings;
  const held = (entry: RotationEntry): RotationEntry => ({
    ...entry,
    holdBefore: [...new Set([...(entry.holdBefore ?? []), 'retire' as const])],
  });
  const name = planned.plan.authority;
  const signs =
    name === null ? authorities : new Map([...authorities, [name, rehearsalAuthority(name, authorities, authority)]]);
  return {
    ...settings,
    authorities: signs,
    folder: join(settings.folder, 'rehearsals'),
    rotation: { ...rotation, certificates: rotation.certificates.map(held) },
  };
}

/** @throws {StepProblem} refused, where the sandbox has no such certificate, or it cannot be planned there. */
async function planIn(
  sandbox: Connection,
  { rotation, folder }: RotationOfFile,
  { plan }: StoredPlan,
  requests: RotationHome['requests'],
): Promise<MadePlan> {
  const inventory = await readInventory({ connection: sandbox, sourceDirs: [], files: [] }, () => undefined);
  const { certificate, source } = plan;
  const made = await makePlans({
    inventory,
    settings: rotation,
    at: new Date(),
    certificate,
    connection: sandbox,
    folder,
    requests,
  });
  const found = made.plans.find((one) => one.plan.source === source);
  if (found) return found;
  const why = made.notPlanned.map(({ problem }) => problem).join(' ');
  throw new StepProblem(
    `${certificate} cannot be rehearsed there: ${why || 'the sandbox has no certificate of that name.'}`,
    true,
  );
}
