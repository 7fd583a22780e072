import type { RotationPlan, RotationState, StepState, WaitsFor } from '../model.ts';
import type { StepId } from '../step-id.ts';
import type { Proof } from './events.ts';

/** A step as it stands. */
export interface StepStanding {
  readonly id: StepId;
  readonly state: StepState;
  /** Attempts so far, the one under way included. */
  readonly attempts: number;
  /** ISO date-time of what happened last. */
  readonly at?: string;
  readonly problem?: string;
  /** Failures since it last began or got on: the one that counts for pauses. Undefined: none. */
  readonly failures?: number;
  /** Not to be tried before this moment, ISO date-time. */
  readonly again?: string;
  /** Who approved it, and from which moment on it may begin. */
  readonly approved?: { readonly by: string; readonly at: string; readonly notBefore?: string };
  /** Somebody was asked within the step, and it goes on when they have acted. */
  readonly asked?: Pick<WaitsFor, 'who' | 'what' | 'since'>;
}

/** Everything that follows from the events so far. */
export interface RotationStanding {
  readonly plan: RotationPlan;
  readonly digest: string;
  readonly steps: readonly StepStanding[];
  /** Undoing has begun: nothing goes forward any more. */
  readonly undoing: boolean;
  /** What was read last of the new certificate. */
  readonly proof?: Proof;
  /** By what it is known that the new certificate works; undefined: it is not known yet. */
  readonly confirmedBy?: 'probe' | 'person';
  /** Where references point, as it was read last. */
  readonly pointsAt: Readonly<Record<string, string>>;
  /** References by hand that still name the old certificate; undefined: nobody has looked since the switch. */
  readonly byHandLeft: readonly string[] | undefined;
  /** ISO date-time of the last event. */
  readonly at: string;
}

export function stepOf({ steps }: RotationStanding, id: StepId): StepStanding | undefined {
  return steps.find((step) => step.id === id);
}

/** A step that changed something, or may have when the machine stopped within it. */
export function mayHaveChanged({ state, attempts }: StepStanding): boolean {
  return state === 'done' || state === 'running' || (state === 'failed' && attempts > 0);
}

/** A step whose change has to be taken back when the rotation is undone. */
export function isToUndo({ plan }: Pick<RotationStanding, 'plan'>, step: StepStanding): boolean {
  return mayHaveChanged(step) && plan.steps.some(({ id, undo }) => id === step.id && undo !== undefined);
}

/** Where a rotation is, in one word. Whether it waits, only `nextOf` tells, as that takes the time of day. */
export function stateOf(standing: RotationStanding): Exclude<RotationState, 'waiting'> {
  const { steps, undoing } = standing;
  if (undoing) return steps.some((step) => isToUndo(standing, step)) ? 'running' : 'undone';
  if (steps.every(({ state }) => state === 'done' || state === 'skipped')) return 'done';
  if (steps.some(({ state }) => state === 'failed')) return 'failed';
  return steps.every(({ state }) => state === 'open') ? 'planned' : 'running';
}
