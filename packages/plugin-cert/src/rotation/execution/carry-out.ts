import { buildUseMap, isGap, nextOf, referenceKey, subjectOf } from '@cert-health/core';
import type { Pace, RotationPlan, RotationStanding } from '@cert-health/core';
import type { Journal } from './journal-file.ts';
import { executions } from './kinds/index.ts';
import type { KindExecution } from './kinds/kind-execution.ts';
import type { Work } from './work.ts';
import { failedStep, failureOf } from './step-failure.ts';
import { StepProblem } from './step-problem.ts';

/** How far a run came. */
export interface CarriedOut {
  readonly standing: RotationStanding;
  /** It stopped because the org is not as planned. */
  readonly refused: boolean;
  /** It was asked to stop, and did so between two steps. */
  readonly stopped?: true;
}

/** How far a rotation is carried. */
export interface Going {
  readonly pace?: Pace;
  /** Asked before each step: whether the process is to end. */
  readonly stops?: () => boolean;
}

/** Why a plan can only be looked at, one sentence; undefined: it can be carried out. */
export function onlyPlanned(plan: RotationPlan, org: string | null): string | undefined {
  if (org === null) {
    return `The plan for ${plan.certificate} was made from a project; plan it on the org that holds it.`;
  }
  const execution = executions[plan.kind];
  if (!execution) return `A rotation of the kind ${plan.kind} is only planned yet; its plan says the steps.`;
  return execution.onlyPlanned(plan);
}

/**
 * Carries a rotation out until it is over, has to wait, or fails. Every step is in the journal before it does anything,
 * and looks first whether it is done where it may be; so whoever comes after a crash goes on.
 *
 * @throws {JournalStoppedError} when the journal cannot be kept; nothing was done that is not in it.
 */
export async function carryOut(
  work: Work,
  journal: Journal,
  { pace = 'at-once', stops = () => false }: Going = {},
): Promise<CarriedOut> {
  const { stored, now } = work;
  let standing =
    journal.standing ?? (await journal.record({ type: 'planned', plan: stored.plan, digest: stored.digest }));
  let looked = false;
  let isAtRest = false;
  for (;;) {
    const next = nextOf(standing, now(), pace);
    if (next.kind === 'end') return { standing, refused: false };
    if (stops()) return { standing, refused: false, stopped: true };
    if (next.kind === 'look' || (next.kind === 'wait' && next.look && !looked)) {
      looked = true;
      standing = await journal.record({ type: 'by-hand-seen', left: await byHandLeft(work) });
      continue;
    }
    if (next.kind === 'wait') return { standing, refused: false };
    const { step } = next;
    if (next.kind === 'do') {
      standing = await journal.record({ type: 'step-started', step, attempt: next.attempt });
    }
    try {
      const isAgain = next.kind === 'do' && (next.resumed || next.attempt > 1);
      // What an earlier run deployed may still be on its way.
      if (!isAtRest && (next.kind === 'undo' || isAgain)) await work.org.atRest();
      isAtRest = true;
      if (next.kind === 'undo') {
        await executionOf(work).undo(work, step);
        standing = await journal.record({ type: 'step-undone', step });
        continue;
      }
      const end = await executionOf(work).take(work, step, isAgain, standing);
      if ('waits' in end) {
        standing = await journal.record({ type: 'waiting', step, ...end.waits });
        return { standing, refused: false };
      }
      const { done: evidence } = end;
      standing = await journal.record({ type: 'step-done', step, ...(evidence ? { evidence } : {}) });
    } catch (error) {
      const failure = failureOf(error);
      if (!failure) throw error;
      // Undoing has no failed step: it is begun again where it was.
      if (next.kind === 'undo') throw new StepProblem(failure.problem);
      standing = await journal.record(failedStep(step, failure, { stored, standing, at: now() }));
      return { standing, refused: error instanceof StepProblem && error.refused };
    }
  }
}

function executionOf({ stored: { plan } }: Work): KindExecution {
  const execution = executions[plan.kind];
  if (execution) return execution;
  throw new StepProblem(`This version does not carry out rotations of the kind ${plan.kind}; update it and go on.`);
}

/** References by hand that name the old certificate still; those that cannot be read count as such. */
async function byHandLeft({ stored, inventory }: Work): Promise<string[]> {
  const { plan } = stored;
  const now = await inventory();
  const blocking = plan.byHand.filter(({ blocks }) => blocks).map(({ reference }) => reference);
  const holding = now.holdings.find(({ name, source }) => name === plan.certificate && source === plan.source);
  const unread = new Set(now.sources.filter(isGap).map(({ id }) => id));
  const named = new Set(
    holding ? subjectOf(holding, buildUseMap(now)).references.map(({ reference }) => referenceKey(reference)) : [],
  );
  return blocking
    .filter((reference) => !holding || unread.has(reference.source) || named.has(referenceKey(reference)))
    .map(referenceKey);
}
