import type { RotationStanding } from '@cert-health/core';
import type { Journal } from '../execution/journal-file.ts';
import type { RotationFolder } from '../execution/rotation-folder.ts';
import type { KeptRequest } from '../kept-requests.ts';
import type { StoredPlan } from '../plan-store.ts';

/** A rotation that is kept, as it stands. */
export interface KeptRotation {
  readonly id: string;
  /** The newest plan of it that is known here. */
  readonly stored: StoredPlan;
  /** Undefined: it was only planned. */
  readonly standing: RotationStanding | undefined;
  /** The run that carries it out now, where that is known. */
  readonly runner?: RotationRunner;
}

/** A run that carries a rotation out. */
export interface RotationRunner {
  /** User, machine, process and job. */
  readonly name: string;
  /** When it said last that it still runs, by the clock of the org. */
  readonly heartbeat: Date;
}

export interface Kept {
  readonly rotations: readonly KeptRotation[];
  /** What is kept and cannot be read, one sentence each. */
  readonly problems: readonly { readonly id: string; readonly problem: string }[];
}

/** Where rotations are kept while they are carried out: plans, locks, journals and files. */
export interface RotationHome {
  /** Where that is, for people. */
  readonly place: string;
  /** Everything that is kept of the org, or, on a disk, of any. */
  kept(): Promise<Kept>;
  /**
   * Signing requests that rotations have kept where other machines see them too; empty for a disk.
   *
   * @throws {JournalStoppedError} when they cannot be read.
   */
  requests(): Promise<readonly KeptRequest[]>;
  /**
   * Takes the lock of a rotation, whether it has begun or not.
   *
   * @throws {LockedError} when another run holds it.
   * @throws {JournalError | RotationEventError} when what is kept cannot be believed.
   * @throws {JournalStoppedError} when it cannot be read or written.
   */
  hold(rotation: Pick<KeptRotation, 'id' | 'stored'>): Promise<HeldRotation>;
}

/** A rotation that nobody else carries out until it is released. */
export interface HeldRotation {
  /** What a person should know of how it was got, one sentence each. */
  readonly told: readonly string[];
  readonly journal: Journal;
  readonly folder: RotationFolder;
  /** The clock that its events go by. */
  readonly now: () => Date;
  /** Puts the journal of a rotation that has only looked aside, so that a newer plan may begin. */
  startAnew(): Promise<void>;
  /**
   * Makes sure that it was not taken over, where that may be: asked before whatever changes the org. Costs nothing when
   * that was made sure lately.
   *
   * @throws {LockedError}
   */
  stillHeld(): Promise<void>;
  release(): Promise<void>;
}
