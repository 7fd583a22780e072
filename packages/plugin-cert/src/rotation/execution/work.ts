import type { Certificate, Inventory, StepEvidence, Waiter } from '@cert-health/core';
import type { Elsewhere } from '../arrivals/elsewhere.ts';
import type { Authority } from '../authorities/authority.ts';
import type { LookAtHost } from '../confirmation/served.ts';
import type { StoredPlan } from '../plan-store.ts';
import type { RootLists } from '../root-lists.ts';
import type { ClientKeys } from './client-keys.ts';
import type { GivenFiles } from './given-files.ts';
import type { RotationFolder } from './rotation-folder.ts';
import type { RotationOrg } from './rotation-org.ts';
import type { UserCertificates } from './user-certificates.ts';

/** What is seen of the org before anything is changed. */
export interface LookedAgain {
  /** What keeps the rotation from being started, one sentence each; empty: everything is as planned. */
  readonly differences: readonly string[];
  /** The chain that is replaced, leaf first; empty: it could not be read. */
  readonly replaced: readonly Certificate[];
}

/** One rotation that is carried out, and everything around it. */
export interface Work {
  readonly stored: StoredPlan;
  /** Name of the record that holds the new certificate: the new one, or the same where no other is made. */
  readonly successor: string;
  readonly org: RotationOrg;
  readonly userCertificates: UserCertificates;
  readonly folder: RotationFolder;
  readonly given: GivenFiles;
  readonly clientKeys: ClientKeys;
  readonly now: () => Date;
  /** Reads the org anew and compares it with the plan. */
  readonly lookAgain: () => Promise<LookedAgain>;
  /** Everything that is held and named, read once a run. */
  readonly inventory: () => Promise<Inventory>;
  /** @param name As the settings call it. */
  readonly authority: (name: string) => Promise<Authority>;
  /** Lists of roots that a new chain is judged by, read once a run. */
  readonly rootLists: () => Promise<RootLists>;
  /** Looks at a server from here; undefined: nothing beside the org may be called. */
  readonly served: LookAtHost | undefined;
  readonly elsewhere: Elsewhere;
  /** Tells a sentence to whoever reads about the rotation. */
  readonly tell: (sentence: string) => void;
}

/** How a step ended that did not fail. */
export type StepEnd =
  | { readonly done: StepEvidence | undefined }
  | { readonly waits: { readonly who: Waiter; readonly what: string; readonly again?: string } };
