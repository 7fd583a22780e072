import { listOf } from '../../findings/wording.ts';
import type { RotationState, WaitsFor } from '../model.ts';
import type { StepId } from '../step-id.ts';
import { referenceKey } from './events.ts';
import { byHandLeft, heldBack } from './rules.ts';
import type { RotationStanding } from './state.ts';
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

/** The one thing to do next; decided by the events and the time of day alone. */
export function nextOf(standing: RotationStanding, at: Date): Next {
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
  const { asked, approved, again } = step;
  // Who was asked without a date is not asked again before somebody has said that they acted.
  if (asked && again === undefined && !(approved && approved.at >= asked.since)) return wait(asked);
  if (again !== undefined && Date.parse(again) > at.getTime()) {
    if (asked) return wait(asked);
    return wait({
      who: 'date',
      what: `${step.id} failed and is tried again: ${step.problem ?? ''}`.trim(),
      since: again,
    });
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

/** The state as people are told it. */
export function toldState(
  standing: RotationStanding,
  at: Date,
): { readonly state: RotationState; readonly waitsFor?: WaitsFor } {
  const state = stateOf(standing);
  if (state === 'planned') return { state };
  const next = nextOf(standing, at);
  if (next.kind === 'wait' && state !== 'failed') return { state: 'waiting', waitsFor: next.for };
  const asked = next.kind === 'do' ? stepOf(standing, next.step)?.asked : undefined;
  // Whoever was asked is asked again by the next run; it waits for them all the same.
  if (asked && state !== 'failed') return { state: 'waiting', waitsFor: asked };
  return next.kind === 'wait' ? { state, waitsFor: next.for } : { state };
}

/** What people call a reference. */
function nameOf(key: string, { plan }: RotationStanding): string {
  return plan.byHand.find(({ reference }) => referenceKey(reference) === key)?.reference.name ?? key;
}
