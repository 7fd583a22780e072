import type { RotationPlan, RotationStanding, StepId } from '@cert-health/core';
import type { StepEnd, Work } from '../work.ts';

/** How the steps of one kind of rotation are carried out. */
export interface KindExecution {
  /** Why this plan can only be looked at, one sentence; undefined: it can be carried out. */
  readonly onlyPlanned: (plan: RotationPlan) => string | undefined;
  /**
   * Carries out one step.
   *
   * @param again The step may be done already: it is looked at first.
   * @throws {StepProblem} with what a person is to read.
   */
  readonly take: (work: Work, step: StepId, again: boolean, standing: RotationStanding) => Promise<StepEnd>;
  /** Who must have gone back before it may be undone, one sentence; undefined: nobody. */
  readonly goBackFirst?: (plan: RotationPlan, standing: RotationStanding) => string | undefined;
  /** Takes back what a step changed; looks first whether it is taken back already. */
  readonly undo: (work: Work, step: StepId) => Promise<void>;
}

/** A person has said that a step may be taken. */
export function isApproved({ steps }: RotationStanding, id: StepId): boolean {
  return steps.find((step) => step.id === id)?.approved !== undefined;
}
