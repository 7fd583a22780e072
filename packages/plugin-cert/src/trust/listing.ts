import { knownRoot } from '@cert-health/core';
import type { TrustAnchor } from '@cert-health/core';
import type { OpenedStore } from './opened-store.ts';
import { retirementsOf } from './retirements.ts';
import type { Retirement } from './retirements.ts';
import { constraintFacts, factsOf, fingerprintFacts } from './store-facts.ts';
import type { ConstraintFacts, FingerprintFacts, StoreFacts } from './store-facts.ts';

export interface ListedAnchor {
  readonly name: string;
  /** As the list writes it. */
  readonly subject: string | null;
  readonly fingerprints: FingerprintFacts;
  /** Null where the list does not tell and the certificate is not known here. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** Whole years since notBefore. */
  readonly ageYears: number | null;
  readonly expired: boolean | null;
  readonly constraints: ConstraintFacts;
}

/** A trust store, laid open. */
export interface TrustStoreListing {
  /** The moment judged, ISO. */
  readonly asOf: string;
  readonly store: StoreFacts;
  /** By name. */
  readonly anchors: readonly ListedAnchor[];
  /** What ends next, soonest first; roots for websites only. */
  readonly retirements: readonly Retirement[];
}

export function listStore(opened: OpenedStore, at: Date): TrustStoreListing {
  const anchors = opened.store.anchors.map(withDates);
  const byName = [...anchors].sort((a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base' }));
  return {
    asOf: at.toISOString(),
    store: factsOf(opened, at),
    anchors: byName.map((anchor) => listedAnchor(anchor, at)),
    retirements: retirementsOf({ ...opened.store, anchors }, at),
  };
}

/** The dates of a certificate that a list names by its SHA-256 are those of that certificate, whoever tells them. */
function withDates(anchor: TrustAnchor): TrustAnchor {
  const known = anchor.notAfter ? undefined : knownRoot(anchor.fingerprints.sha256 ?? '');
  return known ? { ...anchor, notBefore: known.notBefore, notAfter: known.notAfter } : anchor;
}

function listedAnchor(anchor: TrustAnchor, at: Date): ListedAnchor {
  const { name, subject = null, notBefore, notAfter, constraints } = anchor;
  return {
    name,
    subject,
    fingerprints: fingerprintFacts(anchor),
    notBefore: notBefore?.toISOString() ?? null,
    notAfter: notAfter?.toISOString() ?? null,
    ageYears: notBefore ? fullYears(notBefore, at) : null,
    expired: notAfter ? notAfter < at : null,
    constraints: constraintFacts(constraints),
  };
}

function fullYears(from: Date, to: Date): number {
  const years = to.getUTCFullYear() - from.getUTCFullYear();
  return to.toISOString().slice(4) < from.toISOString().slice(4) ? years - 1 : years;
}
