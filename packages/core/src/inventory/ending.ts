import type { Certificate } from '../x509/model.ts';
import { heldChain, isPending } from './held-chain.ts';
import type { Holding } from './model.ts';

/** A moment after which a holding no longer works, and what ends then. */
export interface Ending {
  readonly holding: Holding;
  /** `record`: the bytes are unknown, the date is the record's own. */
  readonly of: 'leaf' | 'intermediate' | 'record';
  /** Last moment of validity. For a record: the first moment of its last day. */
  readonly last: Date;
  readonly precision: 'second' | 'day';
  readonly certificate?: Certificate;
  /** Start of the leaf's validity; undefined for a record, which does not tell. */
  readonly start?: Date;
  /** End of the leaf's validity: what a lifetime is measured against. */
  readonly leafEnd: Date;
}

const DAY = 86_400_000;

/**
 * When and why a holding ends: with its leaf, or before that with an intermediate of its path. A root is left out: who
 * verifies has a copy of its own. Intermediates that last as long as the leaf add nothing and are left out too. What waits
 * for its signed chain has no end: Salesforce sets the date of such a record to a year after it was made, as a placeholder.
 * What can never be valid has none either.
 */
export function endingsOf(holding: Holding): Ending[] {
  if (isPending(holding)) return [];
  const chain = heldChain(holding.certificates);
  if (!chain) {
    const last = holding.record?.expirationDate;
    return last ? [{ holding, of: 'record', last, precision: 'day', leafEnd: last }] : [];
  }
  const { leaf, path } = chain;
  if (isNeverValid(leaf)) return [];
  const shared = { holding, precision: 'second', start: leaf.notBefore, leafEnd: leaf.notAfter } as const;
  const early = path
    .slice(1)
    .filter((issuer) => !issuer.selfIssued && !isNeverValid(issuer) && issuer.notAfter < leaf.notAfter);
  return [
    { ...shared, of: 'leaf', last: leaf.notAfter, certificate: leaf },
    ...early.map((issuer) => ({ ...shared, of: 'intermediate', last: issuer.notAfter, certificate: issuer }) as const),
  ];
}

/** Its validity ends before it starts, so there is no moment at which it holds (RFC 5280 section 4.1.2.5). */
export function isNeverValid({ notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>): boolean {
  return notAfter < notBefore;
}

/**
 * Whether it is over at a moment. A certificate is valid through its last second, inclusive (RFC 5280 section 4.1.2.5);
 * a record with a date only is over when that day has passed.
 */
export function isOver(ending: Ending, at: Date): boolean {
  return ending.precision === 'day' ? at.getTime() >= ending.last.getTime() + DAY : at > ending.last;
}
