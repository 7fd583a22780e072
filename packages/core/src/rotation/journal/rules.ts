import { listOf } from '../../findings/wording.ts';
import type { RotationPlan, StepPlan, WaitsFor } from '../model.ts';
import type { StepId } from '../step-id.ts';
import type { StepEvidence, Proof, RotationEvent } from './events.ts';
import { referenceKey } from './events.ts';
import type { RotationStanding, StepStanding } from './state.ts';
import { isToUndo, mayHaveChanged, stateOf, stepOf } from './state.ts';

export type EventFault =
  | 'no-plan'
  | 'second-plan'
  | 'over'
  | 'undoing'
  | 'not-undoing'
  | 'no-such-step'
  | 'out-of-turn'
  | 'not-running'
  | 'held-back'
  | 'attempt'
  | 'needed-step'
  | 'no-evidence'
  | 'refused'
  | 'unusable'
  | 'points-elsewhere'
  | 'by-hand-left'
  | 'retired';

/**
 * Raised for an event that may not happen in a state. Whoever gets it has a fault, or somebody else changed the
 * journal.
 */
export class RotationEventError extends Error {
  override readonly name = 'RotationEventError';
  readonly fault: EventFault;

  constructor(fault: EventFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

/** Steps that may be left out when there is nothing to do for them. Never one that proves something. */
const skippable: ReadonlySet<StepId> = new Set(['request', 'sign', 'retire']);

function fail(fault: EventFault, message: string): never {
  throw new RotationEventError(fault, message);
}

/** @throws {RotationEventError} for an event that may not happen now. */
export function refuse(standing: RotationStanding, event: RotationEvent): void {
  const { undoing } = standing;
  if (event.type === 'planned') return fail('second-plan', 'The journal has a plan already.');
  if (event.type === 'taken-over') return;
  const state = stateOf(standing);
  if (state === 'done' || state === 'undone') fail('over', `The rotation is over (${state}).`);
  if (event.type === 'undo-started') {
    if (undoing) fail('undoing', 'It is being undone already.');
    const retire = stepOf(standing, 'retire');
    if (retire && mayHaveChanged(retire))
      fail('retired', 'The old certificate is retired, or may be: there is nothing to go back to.');
    return;
  }
  if (event.type === 'by-hand-seen') return;
  const step = stepOf(standing, event.step);
  if (!step) return fail('no-such-step', `This rotation has no step ${event.step}.`);
  if (event.type === 'step-undone') return refuseUndo(standing, step);
  if (undoing) fail('undoing', 'It is being undone: no step goes forward any more.');
  if (event.type === 'approved') {
    if (step.state === 'done' || step.state === 'skipped') fail('out-of-turn', `${step.id} is over.`);
    return;
  }
  if (event.type === 'step-started' || event.type === 'step-skipped') refuseStart(standing, step, event);
  else if (step.state !== 'running') fail('not-running', `${step.id} is not under way.`);
  if (event.type === 'step-done') refuseEvidence(standing, step.id, event.evidence ?? {}, event.at);
}

function refuseStart(
  standing: RotationStanding,
  step: StepStanding,
  event: Extract<RotationEvent, { type: 'step-started' | 'step-skipped' }>,
): void {
  const { steps } = standing;
  const before = steps.slice(0, steps.indexOf(step));
  const open = before.find(({ state }) => state !== 'done' && state !== 'skipped');
  if (open) throw new RotationEventError('out-of-turn', `${open.id} comes before ${step.id}.`);
  if (event.type === 'step-skipped') {
    if (step.state !== 'open' && step.state !== 'failed')
      throw new RotationEventError('out-of-turn', `${step.id} has begun.`);
    if (!skippable.has(step.id)) throw new RotationEventError('needed-step', `${step.id} is never left out.`);
    return;
  }
  if (step.state === 'done' || step.state === 'skipped')
    throw new RotationEventError('out-of-turn', `${step.id} is over.`);
  if (event.attempt !== step.attempts + 1)
    throw new RotationEventError('attempt', `This would be attempt ${step.attempts + 1} of ${step.id}.`);
  const held = heldBack(standing, step, new Date(event.at));
  if (held) throw new RotationEventError('held-back', held.what);
  if (step.id !== 'retire') return;
  const left = byHandLeft(standing);
  if (left.length > 0)
    throw new RotationEventError(
      'by-hand-left',
      `${left.length} references by hand still name the old certificate, or nobody has looked.`,
    );
}

/** What a step waits for before it may begin; undefined: nothing. */
export function heldBack(standing: RotationStanding, step: StepStanding, at: Date): WaitsFor | undefined {
  const { plan, steps } = standing;
  const planned = plan.steps.find(({ id }) => id === step.id) as StepPlan;
  const { approved } = step;
  if (!approved) {
    // It waits since the step before it was over, whoever looks when.
    const since = step.at ?? steps[steps.indexOf(step) - 1]?.at ?? at.toISOString();
    if (planned.waits) return { ...planned.waits, since };
    if (plan.holdBefore.includes(step.id)) return { who: 'approver', what: `${planned.title}: approve it.`, since };
    const what = step.id === 'retire' ? unseenPlaces(standing) : undefined;
    return what === undefined ? undefined : { who: 'approver', what, since };
  }
  if (approved.notBefore === undefined || Date.parse(approved.notBefore) <= at.getTime()) return undefined;
  return { who: 'date', what: `${planned.title} at the agreed moment.`, since: approved.notBefore };
}

/**
 * Places that may use the old certificate and that no API shows. Who said that the new one works was asked to look there; a
 * server that shows it tells nothing of them. Undefined: nobody has to look.
 */
function unseenPlaces({ plan, confirmedBy }: RotationStanding): string | undefined {
  if (confirmedBy !== 'probe') return undefined;
  // What stands in a repository is no place of the org.
  const places = plan.byHand.filter(({ blocks, reference: { path } }) => !blocks && path === undefined);
  if (places.length === 0) return undefined;
  const names = listOf(places.map(({ reference: { name } }) => `"${name}"`));
  return `The new certificate works. Nothing that can be read names ${plan.certificate} any more; no API shows ${names}: look there, and approve retire.`;
}

/** References by hand that keep the old certificate from being retired: all of them until somebody has looked. */
export function byHandLeft({ plan, byHandLeft: left }: RotationStanding): readonly string[] {
  return left ?? plan.byHand.filter(({ blocks }) => blocks).map(({ reference }) => referenceKey(reference));
}

/** Steps are undone in the opposite order. */
function refuseUndo(standing: RotationStanding, step: StepStanding): void {
  if (!standing.undoing) throw new RotationEventError('not-undoing', 'Nobody has asked to undo it.');
  if (!isToUndo(standing, step)) throw new RotationEventError('out-of-turn', `${step.id} has changed nothing.`);
  const later = standing.steps.slice(standing.steps.indexOf(step) + 1).find((one) => isToUndo(standing, one));
  if (later) throw new RotationEventError('out-of-turn', `${later.id} is undone before ${step.id}.`);
}

/** A step is over only when it shows what it was for. */
function refuseEvidence(standing: RotationStanding, id: StepId, evidence: StepEvidence, at: string): void {
  if (id === 'judge') {
    if (!evidence.refused) return fail('no-evidence', 'The judgment says nothing.');
    if (evidence.refused.length > 0) fail('refused', evidence.refused.join(' '));
  }
  const { plan } = standing;
  if (id === 'confirm' && evidence.by === undefined) fail('no-evidence', 'Nothing says that it works.');
  // What takes the only place is seen there after the switch and not before.
  const isBefore = id === 'verify' && plan.successor === undefined && plan.steps.some((step) => step.id === 'switch');
  if ((id === 'verify' && !isBefore) || id === 'switch' || id === 'confirm')
    requireUsable(evidence.proof, at, standing.proof);
  if (id === 'switch' || id === 'confirm') requirePointing(plan, evidence);
}

/** Read back twice: after the switch, and before the old one is retired. */
function requirePointing({ references, successor }: RotationPlan, { pointsAt = {} }: StepEvidence): void {
  for (const reference of references) {
    const name = pointsAt[referenceKey(reference)];
    if (name === undefined) return fail('no-evidence', `Nobody has read where ${reference.name} points.`);
    if (successor !== undefined && name !== successor)
      fail('points-elsewhere', `${reference.name} points at ${name} and not at ${successor}.`);
  }
}

function requireUsable(proof: Proof | undefined, at: string, before: Proof | undefined): void {
  if (!proof) throw new RotationEventError('no-evidence', 'The new certificate was not read back.');
  const now = Date.parse(at);
  const isValid = Date.parse(proof.notBefore) <= now && now <= Date.parse(proof.notAfter);
  if (!proof.usable || !isValid) throw new RotationEventError('unusable', 'The new certificate cannot be used now.');
  if (before && before.fingerprint !== proof.fingerprint)
    throw new RotationEventError('unusable', 'Another certificate stands there than the one that was verified.');
}
