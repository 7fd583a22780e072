import { againAfter, RotationEventError } from '@cert-health/core';
import type { NewEvent, RotationStanding, StepId } from '@cert-health/core';
import { passesByItself, sentenceOf } from '../../org/access.ts';
import { OrgApiError } from '../../org/api.ts';
import { DeployRefusedError } from '../../org/deploy.ts';
import { OrgOutOfReachError } from '../../scan/read-inventory.ts';
import type { StoredPlan } from '../plan-store.ts';
import { StepProblem } from './step-problem.ts';

/** What an org, an authority or the machine may cause, as a person reads it. */
export interface StepFailure {
  readonly problem: string;
  /** Whether time alone may put it right. */
  readonly passes: 'passes' | 'perhaps' | 'person';
  /** Not before this, as whoever refused it has said. */
  readonly notBefore?: Date | undefined;
}

/** Undefined: it is a fault of the program. */
export function failureOf(error: unknown): StepFailure | undefined {
  if (error instanceof StepProblem) {
    const { message: problem, refused, notBefore } = error;
    return { problem, passes: refused ? 'person' : notBefore ? 'passes' : 'perhaps', notBefore };
  }
  if (error instanceof DeployRefusedError || error instanceof RotationEventError) {
    return { problem: error.message, passes: 'perhaps' };
  }
  if (error instanceof OrgOutOfReachError) return { problem: error.message, passes: 'passes' };
  if (!(error instanceof OrgApiError)) return undefined;
  return {
    problem: sentenceOf(error, { username: 'the user' }),
    passes: passesByItself(error) ? 'passes' : 'perhaps',
  };
}

/** The event for a step that failed, with the moment at which a run tries it again by itself. */
export function failedStep(
  step: StepId,
  { problem, passes, notBefore }: StepFailure,
  { stored, standing, at }: { readonly stored: StoredPlan; readonly standing: RotationStanding; readonly at: Date },
): NewEvent {
  const { certificate } = stored.seen;
  const before = standing.steps.find(({ id }) => id === step)?.failures ?? 0;
  const again = againAfter({
    certificate: certificate.fingerprint ?? `${certificate.source}/${certificate.name}`,
    failures: before + 1,
    at,
    end: certificate.ends === undefined ? undefined : new Date(`${certificate.ends}T00:00:00Z`),
    // It only looks: once somebody has put right what it found, the next run goes on.
    passes: step === 'preflight' ? 'passes' : passes,
    notBefore,
  });
  return { type: 'step-failed', step, problem, ...(again ? { again: again.toISOString() } : {}) };
}
