import { dataAge } from '@cert-health/core';
import type { AnchorConstraints, TrustAnchor } from '@cert-health/core';
import type { OpenedStore, StoreEntries } from './opened-store.ts';

/** Which list it is, where it comes from, how old it is and how much of it was understood. */
export interface StoreFacts {
  /** `mozilla`, `chrome`, `salesforce:cacerts`, or `file:` and the path. */
  readonly id: string;
  readonly label: string;
  readonly format: OpenedStore['format'];
  readonly source: string;
  readonly version: string;
  /** Date of the data, ISO; null when it is not known. */
  readonly date: string | null;
  /** Whole days between the data and the moment judged. */
  readonly days: number | null;
  /** Older than 120 days, or of unknown age. */
  readonly stale: boolean;
  /** The age in one sentence. */
  readonly age: string;
  readonly anchors: number;
  readonly entries: StoreEntries;
  /** Entries are missing: absence from the list then decides nothing. */
  readonly partial: boolean;
  /** Why entries were not understood, a sentence each, for the first few. */
  readonly problems: readonly string[];
  /** What else is to be known about how it was read, a sentence each. */
  readonly notes: readonly string[];
}

export function factsOf({ store, format, entries, problems, notes }: OpenedStore, at: Date): StoreFacts {
  const { id, label, source, version, asOf, partial } = store;
  const { days = null, stale, reason } = dataAge(store, at);
  return {
    id,
    label,
    format,
    source,
    version,
    date: asOf ?? null,
    days,
    stale,
    age: reason,
    anchors: store.anchors.length,
    entries,
    partial,
    problems,
    notes,
  };
}

/** Hashes by which a list names a root, lower-case hex; null where it does not state one. */
export interface FingerprintFacts {
  readonly sha256: string | null;
  readonly sha1: string | null;
  readonly md5: string | null;
}

export function fingerprintFacts({ fingerprints }: TrustAnchor): FingerprintFacts {
  const { sha256 = null, sha1 = null, md5 = null } = fingerprints;
  return { sha256, sha1, md5 };
}

/** How far a list trusts a root; null: it does not say. */
export interface ConstraintFacts {
  readonly websites: boolean | null;
  readonly email: boolean | null;
  /** Certificates valid from after this moment are not trusted (Mozilla). */
  readonly distrustAfter: string | null;
  /** Certificates logged after this moment are not trusted (Chrome). */
  readonly sctNotAfter: string | null;
}

export function constraintFacts(constraints: AnchorConstraints): ConstraintFacts {
  const { websites = null, email = null, distrustAfter = null, sctNotAfter = null } = constraints;
  return { websites, email, distrustAfter, sctNotAfter };
}

/** A constraint in a few words; undefined: websites without constraint. */
export function constraintText({ websites, email, distrustAfter, sctNotAfter }: ConstraintFacts): string | undefined {
  if (websites === false) return email === true ? 'for email only, not for websites' : 'not for websites';
  if (distrustAfter !== null) return `only certificates valid from ${distrustAfter.slice(0, 10)} or before`;
  if (sctNotAfter !== null) return `only certificates logged by ${sctNotAfter.slice(0, 10)}`;
  return undefined;
}
