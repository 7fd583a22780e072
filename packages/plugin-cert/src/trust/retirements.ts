import { citationOf, policyRules } from '@cert-health/core';
import type { TrustAnchor, TrustStore } from '@cert-health/core';

/** The next thing that ends trust in a root. */
export interface Retirement {
  readonly name: string;
  readonly sha256: string | null;
  /** ISO instant. */
  readonly on: string;
  readonly kind: 'expires' | 'distrust-after' | 'sct-cut-off' | 'key-age';
  /** One sentence. */
  readonly reason: string;
  /** False: a projection from the age of its key, which is taken to be that of the certificate. */
  readonly certain: boolean;
  /** Document and section of the rule; null where the certificate itself says it. */
  readonly source: string | null;
}

/**
 * For every root that is trusted for websites, what ends that first; soonest first. Root programs' rules count in their
 * own lists only: what another list does about a root is up to whoever keeps it.
 */
export function retirementsOf(store: TrustStore, at: Date): Retirement[] {
  return store.anchors
    .filter(({ constraints }) => constraints.websites !== false)
    .flatMap((anchor) => {
      const ends = [...ownEnd(anchor), ...cutOff(anchor), ...keyAge(store.id, anchor)];
      const [first] = ends.filter(({ on }) => Date.parse(on) > at.getTime()).sort(soonest);
      return first ? [first] : [];
    })
    .sort(soonest);
}

function soonest(a: Retirement, b: Retirement): number {
  return Date.parse(a.on) - Date.parse(b.on) || a.name.localeCompare(b.name, 'en');
}

function retirement(anchor: TrustAnchor, on: string, rest: Omit<Retirement, 'name' | 'sha256' | 'on'>): Retirement {
  return { name: anchor.name, sha256: anchor.fingerprints.sha256 ?? null, on, ...rest };
}

function ownEnd(anchor: TrustAnchor): Retirement[] {
  if (anchor.notAfter === undefined) return [];
  const reason = 'End of validity.';
  return [retirement(anchor, anchor.notAfter.toISOString(), { kind: 'expires', reason, certain: true, source: null })];
}

function cutOff(anchor: TrustAnchor): Retirement[] {
  const { distrustAfter, sctNotAfter } = anchor.constraints;
  const at = distrustAfter ?? sctNotAfter;
  if (at === undefined) return [];
  const kind = distrustAfter === undefined ? 'sct-cut-off' : 'distrust-after';
  const rule = policyRules.find(
    ({ kind: of, value }) => of === 'root-event' && (value as { lastTrusted?: string } | undefined)?.lastTrusted === at,
  );
  const reason =
    kind === 'sct-cut-off'
      ? 'Chrome trusts no certificate that is logged later.'
      : 'Mozilla trusts no certificate that begins later.';
  return [retirement(anchor, at, { kind, reason, certain: true, source: rule ? citationOf(rule.source) : null })];
}

/** Shape of the values of rules of kind `root-age`. */
interface KeyAge {
  readonly keyFrom?: string;
  readonly keyUntil?: string;
  readonly years?: number;
}

/** When the program ends trust in a key of that age. A certificate tells only since when its key has been in use. */
function keyAge(program: string, anchor: TrustAnchor): Retirement[] {
  const { notBefore } = anchor;
  if (notBefore === undefined) return [];
  return policyRules
    .filter(({ kind, id }) => kind === 'root-age' && id.startsWith(`${program}.`))
    .flatMap(({ text, from, value, source }) => {
      const { keyFrom, keyUntil, years } = (value ?? {}) as KeyAge;
      const made = notBefore.toISOString().slice(0, 10);
      if ((keyFrom !== undefined && made < keyFrom) || (keyUntil !== undefined && made > keyUntil)) return [];
      const on = from ?? (years === undefined ? undefined : yearsAfter(notBefore, years));
      if (on === undefined || (keyUntil === undefined && years === undefined)) return [];
      return [retirement(anchor, on, { kind: 'key-age', reason: text, certain: false, source: citationOf(source) })];
    });
}

function yearsAfter(date: Date, years: number): string {
  const later = new Date(date);
  later.setUTCFullYear(date.getUTCFullYear() + years);
  return later.toISOString();
}
