import type { ByHand, RotationKind, StepPlan } from '../model.ts';
import type { RotationEntry } from '../settings.ts';
import type { Subject, SubjectReference } from '../subject.ts';

/** What a kind plans from. */
export interface KindRequest {
  readonly subject: Subject;
  /** What the settings say of it; `isDefault`: they say nothing, and somebody asked for a plan by name. */
  readonly entry: RotationEntry;
  readonly isDefault: boolean;
  /** Name of the new record, for kinds that make one. */
  readonly successor: string;
  /** File below the folder of rotations with the request that the certificate's key made, where one is kept. */
  readonly keptRequest?: string;
}

/** What a kind plans. */
export interface KindPlan {
  readonly steps: readonly StepPlan[];
  /** Those that the switch re-points. */
  readonly repointed: readonly SubjectReference[];
  readonly byHand: readonly ByHand[];
  readonly breaks: readonly string[];
  readonly warnings: readonly string[];
  readonly successor?: string;
  /** The kept request that is used. */
  readonly request?: string;
  /** What a person must put right before it can be started. */
  readonly missing?: string;
}

export interface Kind {
  readonly id: RotationKind;
  /** What it is, for people: a clause. */
  readonly label: string;
  plan(request: KindRequest): KindPlan;
}

/**
 * Raised for a certificate that this product does not rotate; the message is one sentence that says whose move it is.
 */
export class NotRotatedError extends Error {
  override readonly name = 'NotRotatedError';
}
