import { listOf } from '../../findings/wording.ts';
import type { RotationState, WaitsFor } from '../model.ts';
import type { StepId } from '../step-id.ts';
import { referenceKey } from './events.ts';
import { byHandLeft, heldBack } from './rules.ts';
import type { RotationStanding, StepStanding } from './state.ts';
import { isToUndo, stateOf, stepOf } from './state.ts';

/** What is to be done now. */
export type Next =
  /** `resumed`: it had begun when the machine stopped, so that what it does may be done already: look first. */
  | { readonly kind: 'do'; readonly step: StepId; readonly attempt: number; readonly resumed: boolean }
  | { readonly kind: 'undo'; readonly step: StepId }
  /** Look whether the references by hand are gone, and add `by-hand-seen`. */
  | { readonly kind: 'look'; readonly at: 'by-hand' }
  /** `look`: whether it is over can be seen, so that each run looks first. */
  | { readonly kind: 'wait'; readonly for: WaitsFor; readonly step: StepId; readonly look?: 'by-hand' }
  | { readonly kind: 'end'; readonly state: 'done' | 'undone' };

/** Who goes on with a rotation. */
export type Pace =
  /** A person who says so now: what failed is tried at once. */
  | 'at-once'
  /** A run with nobody there: pauses are kept, and what failed for good is left to people. */
  | 'alone';

/** The one thing to do next; decided by the events, the time of day and who goes on alone. */
export function nextOf(standing: RotationStanding, at: Date, pace: Pace = 'at-once'): Next {
  const state = stateOf(standing);
  if (state === 'done' || state === 'undone') return { kind: 'end', state };
  if (standing.undoing) {
    const last = standing.steps.findLast((step) => isToUndo(standing, step));
    // The state would be `undone` if nothing were left.
    return { kind: 'undo', step: (last as NonNullable<typeof last>).id };
  }
  const step = standing.steps.find(
    (one) => one.state !== 'done' && one.state !== 'skipped',
  ) as RotationStanding['steps'][number];
  const wait = (what: WaitsFor): Next => ({ kind: 'wait', for: what, step: step.id });
  const held = heldBack(standing, step, at);
  if (held) return wait(held);
  const { asked, again } = step;
  const acted = hasActed(step);
  // Who was asked without a date is not asked again before somebody has said that they acted.
  if (asked && again === undefined && !acted) return wait(asked);
  const isEarly = again !== undefined && Date.parse(again) > at.getTime();
  // What would be looked at again need not be waited for once somebody has said how it is.
  const isKnown = acted && asked?.who === 'date';
  if (asked && isEarly && !isKnown) return wait(asked.who === 'date' ? { ...asked, since: again } : asked);
  if (step.state === 'failed' && pace === 'alone') {
    const problem = step.problem ?? '';
    if (isEarly)
      return wait({ who: 'date', what: `${step.id} failed and is tried again: ${problem}`.trim(), since: again });
    if (again === undefined) return wait(forPerson(standing, step, at));
  }
  if (step.id === 'retire' && byHandLeft(standing).length > 0) {
    if (standing.byHandLeft === undefined) return { kind: 'look', at: 'by-hand' };
    const count = standing.byHandLeft.length;
    const left: WaitsFor = {
      who: 'approver',
      what: `${count} ${count === 1 ? 'reference' : 'references'} by hand still ${count === 1 ? 'names' : 'name'} the old certificate: ${listOf(standing.byHandLeft.map((key) => nameOf(key, standing)))}.`,
      since: standing.at,
    };
    return { kind: 'wait', for: left, step: step.id, look: 'by-hand' };
  }
  return { kind: 'do', step: step.id, attempt: step.attempts + 1, resumed: step.state === 'running' };
}

/** Somebody has said that what the step asked for is done. */
function hasActed({ asked, approved }: StepStanding): boolean {
  return asked !== undefined && approved !== undefined && approved.at >= asked.since;
}

/** The state as people are told it. */
export function toldState(
  standing: RotationStanding,
  at: Date,
): { readonly state: RotationState; readonly waitsFor?: WaitsFor } {
  const state = stateOf(standing);
  if (state === 'planned') return { state };
  const next = nextOf(standing, at, 'alone');
  if (next.kind === 'wait' && state !== 'failed') return { state: 'waiting', waitsFor: next.for };
  const step = next.kind === 'do' ? stepOf(standing, next.step) : undefined;
  const { asked } = step ?? {};
  // Whoever was asked is asked again by the next run; it waits for them all the same, unless they have answered since. An
  // authority is answered for by nobody else.
  const isAnswered = step !== undefined && hasActed(step) && asked?.who !== 'authority';
  if (asked && !isAnswered && state !== 'failed') return { state: 'waiting', waitsFor: asked };
  return next.kind === 'wait' ? { state, waitsFor: next.for } : { state };
}

/** What nobody tries again before a person has looked. */
function forPerson({ plan }: RotationStanding, step: StepStanding, at: Date): WaitsFor {
  const tries = step.failures ?? 1;
  const after = tries === 1 ? '' : ` after ${tries} tries`;
  return {
    who: 'approver',
    what: `${step.id} failed${after} and is not tried again by itself: put it right, then run "sf cert rotate start ${plan.id}". ${step.problem ?? ''}`.trim(),
    since: step.at ?? at.toISOString(),
  };
}

/** What people call a reference. */
function nameOf(key: string, { plan }: RotationStanding): string {
  return plan.byHand.find(({ reference }) => referenceKey(reference) === key)?.reference.name ?? key;
}
