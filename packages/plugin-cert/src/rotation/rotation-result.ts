import type { Due, RotationPlan, RotationState, StepPlan, StepState } from '@cert-health/core';

/** A step as `--json` gives it. */
export interface RotationStep extends StepPlan {
  readonly state: StepState;
  /** ISO date-time of what happened last. */
  readonly at?: string;
  readonly problem?: string;
}

/** The change of one file of metadata. */
export interface RotationFile {
  /** Metadata type and name. */
  readonly component: string;
  /** In the project, or in a package that was retrieved. */
  readonly path: string;
  /** Unified. */
  readonly diff: string;
}

/** One rotation as `--json` gives it, whichever command. */
export interface KnownRotation extends Omit<RotationPlan, 'steps'> {
  readonly state: RotationState;
  readonly steps: readonly RotationStep[];
}

/** One that is planned. */
export interface Rotation extends KnownRotation {
  /** Whether it is due; one that was asked for by name is planned in any case. */
  readonly due: boolean;
  /** What decided that. */
  readonly because: Due['because'];
  readonly files: readonly RotationFile[];
  /** File that the plan is kept in; null: a plan as of another day is not kept. */
  readonly planFile: string | null;
}

export interface NotDueRotation {
  readonly certificate: string;
  readonly source: string;
  readonly reason: string;
  /** ISO date-time. */
  readonly dueOn: string | null;
}

export interface NotPlannedRotation {
  readonly certificate: string;
  readonly source: string;
  /** One sentence. */
  readonly problem: string;
}

/** What `rotate plan` gives. */
export interface RotationPlanResult {
  readonly schemaVersion: '1';
  /** ISO date-time. */
  readonly asOf: string;
  readonly org: {
    readonly id: string;
    readonly instanceUrl: string;
    readonly username: string;
    readonly isSandbox: boolean | null;
  } | null;
  readonly rotations: readonly Rotation[];
  readonly notDue: readonly NotDueRotation[];
  readonly notPlanned: readonly NotPlannedRotation[];
  /** Entries of the settings that mean nothing, one sentence each. */
  readonly warnings: readonly string[];
}

/** What `rotate status` gives. */
export interface RotationStatusResult {
  readonly schemaVersion: '1';
  readonly rotations: readonly (KnownRotation & {
    /** ISO date-time. */
    readonly plannedAt: string;
    /** Id of the org; null: a project. */
    readonly org: string | null;
    /** The run that carries it out now, where the org's records tell. */
    readonly runner?: {
      /** User, machine, process and job. */
      readonly name: string;
      /** ISO date-time: when it said last that it still runs, by the clock of the org. */
      readonly heartbeat: string;
    };
  })[];
  /** What is kept and cannot be read, one sentence each. */
  readonly problems: readonly string[];
}

/** Codes of the rotation commands; 2 is the framework's for usage. */
export const rotationExitCodes = { fine: 0, failed: 1, waits: 7, refused: 8 } as const;

/** Where several apply: 1, 8, 7, 0. */
export function exitCodeOfPlans({
  rotations,
  notPlanned,
}: Pick<RotationPlanResult, 'rotations' | 'notPlanned'>): number {
  if (notPlanned.length > 0) return rotationExitCodes.failed;
  return rotations.some(({ waitsFor }) => waitsFor) ? rotationExitCodes.waits : rotationExitCodes.fine;
}
