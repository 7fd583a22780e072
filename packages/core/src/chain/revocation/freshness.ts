import { dateText } from '../certificate-label.ts';

export interface Freshness {
  readonly at: Date;
  readonly maxAgeSeconds?: number | undefined;
  /** The same, for what does not say when the next is due, and for nothing else. */
  readonly openEndedAgeSeconds?: number | undefined;
}

/** What is known about the time for which revocation information speaks. */
export interface Currency {
  /** Set when it must not be used at all: one clause. */
  readonly outdated?: string;
  /** It says nothing about how long it holds, so a certificate that it does not list may have been revoked since. */
  readonly openEnded: boolean;
}

/**
 * Whether information of this date is current (RFC 5280 section 6.3.3 (a), RFC 6960 section 4.2.2.1). Without nextUpdate, only
 * the caller's greatest age can tell.
 */
export function currency(thisUpdate: Date, nextUpdate: Date | undefined, freshness: Freshness): Currency {
  const { at, openEndedAgeSeconds } = freshness;
  const maxAgeSeconds = freshness.maxAgeSeconds ?? (nextUpdate === undefined ? openEndedAgeSeconds : undefined);
  const openEnded = nextUpdate === undefined && maxAgeSeconds === undefined;
  const second = Math.floor(at.getTime() / 1000) * 1000;
  if (Number.isNaN(second)) return { outdated: 'the time asked about is no date', openEnded };
  if (thisUpdate.getTime() > second)
    return { outdated: `it is dated later than the time asked about (${dateText(thisUpdate)})`, openEnded };
  if (nextUpdate !== undefined && nextUpdate.getTime() < second)
    return { outdated: `it is out of date; a new one was due on ${dateText(nextUpdate)}`, openEnded };
  if (maxAgeSeconds !== undefined && !(second - thisUpdate.getTime() <= maxAgeSeconds * 1000))
    return { outdated: `it is older than allowed; it is dated ${dateText(thisUpdate)}`, openEnded };
  return { openEnded };
}
