import type {
  NotDueRotation,
  NotPlannedRotation,
  RotationPlanResult,
  RotationStatusResult,
} from '../rotation-result.ts';
import { rotationExitCodes } from '../rotation-result.ts';

/** A rotation as it is kept. */
export type KeptRotation = RotationStatusResult['rotations'][number];

/** What a run did with one rotation. */
export interface RunRotation extends KeptRotation {
  /** How it ended in this run; `left`: nothing was done with it, and `says` tells why. */
  readonly end: 'done' | 'undone' | 'waits' | 'failed' | 'refused' | 'stopped' | 'left';
  /** One or more sentences: what it waits for, why it failed, or why it was left. */
  readonly says?: string;
  /** When a run goes on with it by itself, ISO date-time. */
  readonly again?: string;
}

/** What `rotate run` gives. */
export interface RotationRunResult {
  readonly schemaVersion: '1';
  /** ISO date-times. */
  readonly began: string;
  readonly ended: string;
  readonly org: RotationPlanResult['org'];
  readonly rotations: readonly RunRotation[];
  readonly notDue: readonly NotDueRotation[];
  readonly notPlanned: readonly NotPlannedRotation[];
  readonly warnings: readonly string[];
  /** What is kept and cannot be read, or went wrong around the rotations, one sentence each. */
  readonly problems: readonly string[];
  /** It was asked to stop before it was through. */
  readonly stopped: boolean;
  /** What comes next by itself; null: nothing is known. */
  readonly next: { readonly certificate: string; readonly on: string; readonly what: 'due' | 'again' } | null;
}

/** Where several apply: 1, 8, 7, 0. */
export function exitCodeOfRun({
  rotations,
  notPlanned,
  problems,
  stopped,
}: Pick<RotationRunResult, 'rotations' | 'notPlanned' | 'problems' | 'stopped'>): number {
  const ends = new Set(rotations.map(({ end }) => end));
  if (stopped || ends.has('failed') || notPlanned.length > 0 || problems.length > 0) return rotationExitCodes.failed;
  if (ends.has('refused')) return rotationExitCodes.refused;
  return ends.has('waits') ? rotationExitCodes.waits : rotationExitCodes.fine;
}
