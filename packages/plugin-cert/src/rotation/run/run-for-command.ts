import type { Connection } from '@salesforce/core';
import { buildUseMap, planRotations } from '@cert-health/core';
import { orgApi } from '../../org/connection.ts';
import { readIdentity } from '../../org/identity.ts';
import { readInventory } from '../../scan/read-inventory.ts';
import { StepProblem } from '../execution/step-problem.ts';
import type { RotationHome } from '../home/rotation-home.ts';
import { makePlans } from '../make-plans.ts';
import type { PlansRequest } from '../make-plans.ts';
import { planFacts } from '../plan-facts.ts';
import { storePlan } from '../plan-store.ts';
import { readStatus } from '../read-status.ts';
import type { RotationNetwork } from '../root-lists.ts';
import type { RotationOfFile } from '../rotation-settings.ts';
import type { Elsewhere } from '../arrivals/elsewhere.ts';
import { goOnAlone } from './go-on-alone.ts';
import { runDue } from './run-due.ts';
import type { DuePlans } from './run-due.ts';
import { keepRun, recordOfRun } from './run-record.ts';
import type { RotationRunResult } from './run-result.ts';

export interface RunCommand {
  readonly connection: Connection;
  /** Where rotations are kept; its locks keep other runs out. */
  readonly home: RotationHome;
  readonly settings: RotationOfFile;
  /** Whether what is due is begun too. */
  readonly due: boolean;
  /** What may be asked beside the org and the authorities that sign. */
  readonly network: RotationNetwork;
  readonly elsewhere: Elsewhere;
  readonly stops: () => boolean;
  readonly tell: (sentence: string) => void;
}

/**
 * One run with nobody there, of which a record is kept in the org whatever came of it.
 *
 * @throws {StepProblem} refused, where the org may not be changed by the settings.
 * @throws {OrgApiError | OrgOutOfReachError} when the org cannot be read.
 */
export async function runForCommand(command: RunCommand): Promise<RotationRunResult> {
  const { connection } = command;
  try {
    const result = await runIn(command);
    const problem = await keepRun(connection, recordOfRun(result));
    return problem === undefined ? result : { ...result, warnings: [...result.warnings, problem] };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const problem = await keepRun(connection, { at: new Date(), done: 0, waiting: 0, failed: 1, says });
    if (problem !== undefined) command.tell(problem);
    throw error;
  }
}

async function runIn({
  connection,
  home,
  settings,
  due,
  network,
  elsewhere,
  stops,
  tell,
}: RunCommand): Promise<RotationRunResult> {
  const api = orgApi(connection);
  const { org } = await readIdentity(api);
  if (org.isSandbox !== true && !settings.rotation.production) {
    throw new StepProblem(
      'This is a production org, or it is not known whether it is one: a run changes it only with "production: true" under rotation in the settings.',
      true,
    );
  }
  const inventory = () => readInventory({ connection, sourceDirs: [], files: [] }, () => undefined);
  let known: PlansRequest['known'];
  const plan = async (): Promise<DuePlans> => {
    const at = new Date();
    const [seen, { rotations }] = await Promise.all([inventory(), home.kept()]);
    const facts = await planFacts({ inventory: seen, settings, at, asOf: false, network, connection, rotations });
    known = facts.known;
    const made = await makePlans({
      inventory: seen,
      settings: settings.rotation,
      at,
      connection,
      folder: settings.folder,
      requests: () => home.requests(),
      ...facts,
    });
    return {
      org: { id: org.id, instanceUrl: org.instanceUrl, username: org.username, isSandbox: org.isSandbox },
      planned: made.plans.map((one) => {
        storePlan(settings.folder, one, at);
        const { id, waitsFor } = one.plan;
        if (!waitsFor) return { id };
        const { who, what, since } = waitsFor;
        return { id, waits: what, ...(who === 'date' ? { again: since } : {}) };
      }),
      notDue: made.notDue,
      notPlanned: made.notPlanned,
      warnings: made.warnings,
    };
  };
  /** Another run may have been faster than this one, which planned before it had the lock. */
  const notNeeded: Parameters<typeof goOnAlone>[1]['notNeeded'] = async ({ certificate, source }) => {
    const now = await inventory();
    const { planned, notDue } = planRotations({
      inventory: now,
      uses: buildUseMap(now),
      settings: settings.rotation,
      at: new Date(),
      ...(known ? { known } : {}),
    });
    const isIt = (one: { readonly certificate: string; readonly source: string }): boolean =>
      one.certificate === certificate && one.source === source;
    if (planned.some((one) => isIt(one.plan))) return undefined;
    return notDue.find(isIt)?.reason ?? `${certificate} is not there any more, or cannot be read.`;
  };
  return runDue({
    now: () => new Date(),
    kept: async () => readStatus(await home.kept(), new Date(), org.id),
    plan: due ? plan : undefined,
    goOn: (id) =>
      goOnAlone(id, { stops, notNeeded }, { home, connection, sourceDirs: [], settings, network, elsewhere, tell }),
    stops,
  });
}
