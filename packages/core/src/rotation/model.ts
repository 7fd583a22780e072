import type { ReportReference } from '../health/report.ts';
import type { RotationEntry } from './settings.ts';
import type { StepId } from './step-id.ts';

/** How a certificate gets its successor. */
export type RotationKind =
  /** The same record and key, a new chain: nothing is re-pointed. */
  | 'renew-in-place'
  /** A new record with a new key, signed by an authority. */
  | 'new-key'
  /** A new record with a new key that vouches for itself. */
  | 'self-signed'
  /** An entry of the mutual authentication list: old and new stand beside each other. */
  | 'mutual-authentication'
  /** What a user logs in with. */
  | 'user-certificate'
  /** A certificate of somebody else that configuration carries in the only place it has. */
  | 'carried'
  /** What no API does: a person does it by given clicks. */
  | 'guided';

/** Whose move it is. */
export type Waiter = 'approver' | 'partner' | 'authority' | 'date';

export interface WaitsFor {
  readonly who: Waiter;
  /** One sentence: what they are to do. */
  readonly what: string;
  /** ISO date-time since when it waits, or, of a date, until when. */
  readonly since: string;
}

export type RotationState = 'planned' | 'running' | 'waiting' | 'done' | 'undone' | 'failed';
export type StepState = 'open' | 'running' | 'done' | 'failed' | 'undone' | 'skipped';

/** A value in configuration that a step changes. */
export interface Change {
  /** Metadata type and name: `NamedCredential:Partner_API`. */
  readonly component: string;
  /** As `Reference.field` has it. */
  readonly field: string;
  readonly from: string;
  /** Where the value is known only after a step: a text in braces that says so. */
  readonly to: string;
  /** File that is changed, relative to where the plan was made, or within a retrieved package. */
  readonly path?: string;
}

/** A step before it is taken: what an admin approves. */
export interface StepPlan {
  readonly id: StepId;
  /** What is done, as a sentence without full stop. */
  readonly title: string;
  /** What must hold before, one sentence. */
  readonly precondition: string;
  /** What it changes, one sentence. */
  readonly effect: string;
  /** How it is seen that it worked, one sentence. */
  readonly verification: string;
  /** What undoes it, one sentence; undefined: it changes nothing, so that there is nothing to undo. */
  readonly undo?: string;
  /** Who must have moved before it may begin. */
  readonly waits?: { readonly who: 'approver' | 'partner'; readonly what: string };
  readonly changes: readonly Change[];
}

/** Something that only a person can change. */
export interface ByHand {
  readonly reference: ReportReference;
  /** What to do, in one or two sentences. */
  readonly instruction: string;
  /** Address of a Setup page below the org's own address. */
  readonly setupUrl?: string;
  /** Name of the file, beside the plan, whose patch does it in a repository. */
  readonly patch?: string;
  /** False: a place to look at that no API shows, so that nobody can tell when it is done. */
  readonly blocks: boolean;
}

/** One rotation, as it is planned. */
export interface RotationPlan {
  readonly id: string;
  /** Name of the holding whose certificate is replaced. */
  readonly certificate: string;
  /** Id of the source that it is held in. */
  readonly source: string;
  readonly kind: RotationKind;
  /** What the settings said when it was planned. */
  readonly entry: RotationEntry;
  /** Name of the authority in the settings; null: none signs. */
  readonly authority: string | null;
  /** One sentence: why it is due, or why it is not. */
  readonly reason: string;
  /** ISO date-time from which it is due; null where nothing says when. */
  readonly dueOn: string | null;
  /** Name of the new record. */
  readonly successor?: string;
  /** File below the folder of rotations with the request that is signed once more, kept since its key was made. */
  readonly request?: string;
  /** What keeps it from being started at all. */
  readonly waitsFor?: WaitsFor;
  /** Steps that wait until somebody approves them. */
  readonly holdBefore: readonly StepId[];
  readonly steps: readonly StepPlan[];
  /** Those that are re-pointed. */
  readonly references: readonly ReportReference[];
  readonly byHand: readonly ByHand[];
  /** What stops when the switch comes before whoever is on the other side has acted, one clause each. */
  readonly breaks: readonly string[];
  /** What the approver should know, one sentence each. */
  readonly warnings: readonly string[];
}
