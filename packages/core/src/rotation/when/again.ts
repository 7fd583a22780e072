import { triesAlone } from './facts.ts';
import { retryAt } from './decide.ts';

/** A step that failed. */
export interface Failed {
  /** What spreads the tries of many certificates: the SHA-256 of the one that is replaced, or a name. */
  readonly certificate: string;
  /** Failures in a row, this one included. */
  readonly failures: number;
  readonly at: Date;
  /** When the certificate ends that is replaced; undefined: that is not known, and pauses grow to a day. */
  readonly end: Date | undefined;
  /**
   * `passes`: time alone may put it right. `perhaps`: that is not known, so that a few tries are made. `person`: only somebody
   * can.
   */
  readonly passes: 'passes' | 'perhaps' | 'person';
  /** Not before this, as whoever refused it has said. */
  readonly notBefore?: Date | undefined;
}

/**
 * When a step that failed is tried again with nobody there; undefined: not before a person says so. What passes is tried for
 * the rest of the certificate's life, with pauses that grow to a day and never take more than a tenth of what is left.
 */
export function againAfter({ certificate, failures, at, end, passes, notBefore }: Failed): Date | undefined {
  if (passes === 'person' || (passes === 'perhaps' && failures >= triesAlone)) return undefined;
  // Who has no end has time.
  const again = retryAt(certificate, { count: failures, last: at }, end?.getTime() ?? Number.MAX_SAFE_INTEGER);
  return notBefore && notBefore > again ? notBefore : again;
}
