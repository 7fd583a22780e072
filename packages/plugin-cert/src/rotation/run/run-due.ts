import type {
  NotDueRotation,
  NotPlannedRotation,
  RotationPlanResult,
  RotationStatusResult,
} from '../rotation-result.ts';
import type { KeptRotation, RotationRunResult, RunRotation } from './run-result.ts';

/** What is due, planned and kept. */
export interface DuePlans {
  readonly org: RotationPlanResult['org'];
  /** Plans that were kept, the soonest first. */
  readonly planned: readonly {
    readonly id: string;
    readonly waits?: string;
    /** From when a run goes on with it, where nobody has to do anything; ISO date-time. */
    readonly again?: string;
  }[];
  readonly notDue: readonly NotDueRotation[];
  readonly notPlanned: readonly NotPlannedRotation[];
  readonly warnings: readonly string[];
}

/** How far one rotation was carried. */
export type Gone = Pick<RunRotation, 'end' | 'says' | 'again'>;

/** Everything around a run. */
export interface RunPorts {
  readonly now: () => Date;
  /** What is kept of rotations in this org, and how far each has come. */
  readonly kept: () => Promise<Pick<RotationStatusResult, 'rotations' | 'problems'>>;
  /** Plans what is due and keeps the plans; undefined: nothing new is begun. */
  readonly plan?: (() => Promise<DuePlans>) | undefined;
  /** Carries one rotation as far as it comes, alone. Resolves whatever happens to it. */
  readonly goOn: (id: string) => Promise<Gone>;
  /** Whether the process is asked to end. */
  readonly stops: () => boolean;
}

/**
 * Goes on with every rotation that has begun, then begins what is due, one after the other. What happens to one of them keeps
 * no other from its turn.
 *
 * @throws what reading or planning throws; rotations that have begun have had their turn by then.
 */
export async function runDue({ now, kept, plan, goOn, stops }: RunPorts): Promise<RotationRunResult> {
  const began = now().toISOString();
  const before = await kept();
  const gone = new Map<string, Gone>();
  const take = async (id: string): Promise<void> => {
    if (!stops()) gone.set(id, await goOn(id));
  };
  for (const rotation of before.rotations) if (isUnderWay(rotation)) await take(rotation.id);
  const due = stops() ? undefined : await plan?.();
  for (const { id, waits, again } of due?.planned ?? []) {
    if (gone.has(id)) continue;
    const known = before.rotations.find((rotation) => rotation.id === id);
    const state = known?.state;
    // The list of certificates may go on giving records that were deleted (Tooling API, Certificate): it was retired.
    if (known && state === 'done' && known.steps.some((step) => step.id === 'retire' && step.state === 'done'))
      continue;
    if (waits !== undefined && again !== undefined) gone.set(id, { end: 'failed', says: waits, again });
    else if (waits !== undefined) gone.set(id, { end: 'waits', says: waits });
    else if (state === 'undone') gone.set(id, { end: 'waits', says: takenBack });
    else if (state === 'done') gone.set(id, { end: 'failed', says: stillThere });
    else await take(id);
  }
  const after = await kept();
  // A record that a rotation has made and that waits for its chain is no certificate without a date.
  const coming = new Set(after.rotations.filter(isUnderWay).map(({ successor }) => successor));
  const rotations = [...gone].flatMap(([id, one]): RunRotation[] => {
    const rotation = after.rotations.find((other) => other.id === id);
    return rotation ? [{ ...rotation, ...one }] : [];
  });
  return {
    schemaVersion: '1',
    began,
    ended: now().toISOString(),
    org: due?.org ?? null,
    rotations,
    notDue: due?.notDue ?? [],
    notPlanned: due?.notPlanned.filter(({ certificate }) => !coming.has(certificate)) ?? [],
    warnings: due?.warnings ?? [],
    problems: after.problems,
    stopped: stops(),
    next: nextOfRun(rotations, due?.notDue ?? []),
  };
}

const takenBack =
  'Somebody has taken this rotation back, so that it does not begin again by itself: begin it with "sf cert rotate start".';
const stillThere =
  'This rotation is over and the certificate is still due: look whether the new one is where it should be.';

/** It has begun to change something. What has only looked is planned anew. */
function isUnderWay({ state, steps }: KeptRotation): boolean {
  if (state === 'planned' || state === 'done' || state === 'undone') return false;
  return steps.some((step) => step.state !== 'open' && (step.id !== 'preflight' || step.state === 'done'));
}

function nextOfRun(rotations: readonly RunRotation[], notDue: readonly NotDueRotation[]): RotationRunResult['next'] {
  const dates = [
    ...rotations.flatMap(({ certificate, again }) =>
      again === undefined ? [] : [{ certificate, on: again, what: 'again' as const }],
    ),
    ...notDue.flatMap(({ certificate, dueOn }) =>
      dueOn === null ? [] : [{ certificate, on: dueOn, what: 'due' as const }],
    ),
  ];
  return dates.sort((a, b) => Date.parse(a.on) - Date.parse(b.on))[0] ?? null;
}
