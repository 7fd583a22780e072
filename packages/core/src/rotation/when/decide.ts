import { dayOf, momentOf, when } from '../../findings/wording.ts';
import {
  advice,
  betweenIssuances,
  floors,
  longestLife,
  longestPauseOfRest,
  pauses,
  spread,
  usualSkew,
} from './facts.ts';
import { jitterOf } from './jitter.ts';

/**
 * Everything that decides when a certificate is rotated. Dates are the certificate's own; nothing is counted from its
 * creation.
 */
export interface DueRequest {
  /** SHA-256 of the certificate, lower-case hex: what the authority's window and the spread go by. */
  readonly certificate: string;
  /** Undefined: the certificate cannot be read. */
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date } | undefined;
  readonly at: Date;
  /** Its authority's renewal information (RFC 9773), and of which certificate that was asked. */
  readonly window?: RenewalWindow;
  /** Attempts that failed since the last success, and when the last one ended. */
  readonly failures?: { readonly count: number; readonly last: Date };
  /** When a certificate for the same names was issued last. */
  readonly issuedLast?: Date;
  /** A certificate that takes its place already, or waits to. */
  readonly successor?: { readonly name: string; readonly notBefore: Date; readonly notAfter: Date };
  /**
   * Moments by which it must be over, by rules of others: the end of a kind of certificate, a week before a domain's
   * end.
   */
  readonly limits?: readonly { readonly by: Date; readonly because: string }[];
  /** Milliseconds by which clocks may differ. */
  readonly skew?: number;
}

/** @see https://www.rfc-editor.org/rfc/rfc9773#section-4.2 */
export interface RenewalWindow {
  /** SHA-256 of the certificate it was asked for. */
  readonly certificate: string;
  readonly start: Date;
  readonly end: Date;
  /** When the authority wants to be asked again (Retry-After): a window may move, after an incident to at once. */
  readonly again?: Date;
}

/** What decided. */
export type DueBecause =
  | 'unreadable'
  | 'successor'
  | 'not-yet-valid'
  | 'issued-just-now'
  | 'retry-later'
  | 'ended'
  | 'last-chance'
  | 'urgent'
  | 'window'
  | 'limit'
  | 'share-of-life';

export interface Due {
  readonly due: boolean;
  readonly because: DueBecause;
  /** From when on it is, or was, due; undefined where no date says so. */
  readonly from?: Date;
  /** When to look again; the same as `at` when it is due. */
  readonly next: Date;
  /** The one sentence that says why, with the dates. */
  readonly sentence: string;
}

const DAY = 86_400_000;

/**
 * Decides whether and when a certificate is rotated, and says why. The authority's window comes first, then the share
 * of life that it advises; whatever they say, at a twentieth of its life it is due, and a fiftieth is its last
 * chance.
 */
export function decideDue(request: DueRequest): Due {
  const { validity, at, certificate, failures, successor, skew = usualSkew } = request;
  if (!validity) {
    return not(
      'unreadable',
      new Date(at.getTime() + DAY),
      'Not planned: the certificate could not be read, so nothing says when it ends.',
    );
  }
  const { notBefore, notAfter } = validity;
  if (notAfter < notBefore) {
    return not(
      'unreadable',
      new Date(at.getTime() + DAY),
      'Not planned: its dates contradict each other, so that it never is valid.',
    );
  }
  // Valid through its last second (RFC 5280 section 4.1.2.5).
  const end = notAfter.getTime() + 1000;
  const life = Math.min(end - notBefore.getTime(), longestLife);
  const ends = `it ends ${when(notAfter, at)}`;
  // One that begins only later leaves a gap.
  if (successor && successor.notAfter > notAfter && successor.notBefore <= notAfter) {
    return not(
      'successor',
      notAfter,
      `Not due: ${successor.name} takes its place and lasts until ${dayOf(successor.notAfter, at)}.`,
    );
  }
  if (notBefore.getTime() > at.getTime() + skew) {
    return not('not-yet-valid', notBefore, `Not due: it is valid only from ${pointOf(notBefore, at)}.`);
  }
  const start = startOf(request, { end, life, ends });
  if (at < start.from)
    return {
      ...not(
        start.because,
        earlier(start.from, request.window?.again, at),
        `Not due before ${pointOf(start.from, at)}: ${start.why}.`,
      ),
      from: start.from,
    };
  const left = end - at.getTime();
  const urgency = urgencyOf(left, life);
  const pressing =
    urgency === undefined
      ? start
      : { because: urgency, why: urgencyWords(urgency, ends, at, notAfter), from: start.from };
  const issued = pauseAfterIssue(request, life, skew);
  if (issued && at < issued) {
    return {
      ...not(
        'issued-just-now',
        issued,
        `Due since ${pointOf(start.from, at)}, and a certificate for the same names was issued a moment ago: not again before ${momentOf(issued)}.`,
      ),
      from: start.from,
    };
  }
  if (failures && failures.count > 0) {
    const again = retryAt(certificate, failures, end);
    // A clock that was ahead must not put a try off for ever.
    if (at < again && failures.last.getTime() <= at.getTime() + skew) {
      return {
        ...not(
          'retry-later',
          again,
          `Due since ${pointOf(start.from, at)}; attempt ${failures.count} failed, the next one is at ${momentOf(again)}: ${ends}.`,
        ),
        from: start.from,
      };
    }
  }
  return {
    due: true,
    because: pressing.because,
    from: start.from,
    next: at,
    sentence: `Due since ${pointOf(start.from, at)}: ${pressing.why}.`,
  };
}

interface Start {
  readonly from: Date;
  readonly because: DueBecause;
  /** A clause. */
  readonly why: string;
}

interface Life {
  readonly end: number;
  readonly life: number;
  readonly ends: string;
}

/** The earliest of what says that it is time; the window of the authority stands in for the share of life. */
function startOf(request: DueRequest, { end, life, ends }: Life): Start {
  const { limits = [], at } = request;
  const isShort = life < advice.shortDays * DAY;
  const share = isShort ? advice.shortFractionLeft : advice.fractionLeft;
  const byShare: Start = {
    from: new Date(end - share * life),
    because: 'share-of-life',
    why: `${isShort ? 'half' : 'a third'} of its ${lifeInWords(life)} is left then, and ${ends}`,
  };
  const starts: Start[] = [
    byWindow(request, ends) ?? byShare,
    {
      from: new Date(end - floors.urgent * life),
      because: 'urgent',
      why: `a twentieth of its ${lifeInWords(life)} is left then, whatever its authority says, and ${ends}`,
    },
    ...limits.map(({ by, because }): Start => ({ from: by, because: 'limit', why: `${because}, and ${ends}` })),
  ];
  const [first = byShare] = starts.sort((a, b) => a.from.getTime() - b.from.getTime());
  return at < first.from ? first : { ...first, why: first.why.replace(' is left then', ' was left then') };
}

/** A moment within the window that the certificate decides (RFC 9773 section 4.2 wants a random one). */
function byWindow({ window, certificate, at }: DueRequest, ends: string): Start | undefined {
  // That of its predecessor, or one without extent, says nothing (cert-manager issue 8993; RFC 9773 section 4.2).
  if (!window || window.certificate !== certificate || window.end <= window.start) return undefined;
  const extent = window.end.getTime() - window.start.getTime();
  // Whole seconds: that is what dates are written with.
  const chosen = Math.floor((window.start.getTime() + extent * jitterOf(certificate, 'window')) / 1000) * 1000;
  return {
    from: new Date(Math.max(chosen, window.start.getTime())),
    because: 'window',
    why: `its authority asks for a renewal between ${pointOf(window.start, at)} and ${pointOf(window.end, at)}, and ${ends}`,
  };
}

function urgencyOf(left: number, life: number): 'ended' | 'last-chance' | 'urgent' | undefined {
  if (left <= 0) return 'ended';
  if (left <= floors.last * life) return 'last-chance';
  return left <= floors.urgent * life ? 'urgent' : undefined;
}

function urgencyWords(urgency: 'ended' | 'last-chance' | 'urgent', ends: string, at: Date, notAfter: Date): string {
  if (urgency === 'ended') return `it ended ${when(notAfter, at)}`;
  return urgency === 'last-chance'
    ? `less than a fiftieth of its life is left, and ${ends}`
    : `less than a twentieth of its life is left, and ${ends}`;
}

/** Undefined: nothing was issued, or the clock that said so was ahead. */
function pauseAfterIssue({ issuedLast, at }: DueRequest, life: number, skew: number): Date | undefined {
  if (!issuedLast || issuedLast.getTime() > at.getTime() + skew) return undefined;
  return new Date(issuedLast.getTime() + Math.max(betweenIssuances.least, betweenIssuances.shareOfLife * life));
}

/**
 * When to try again after an attempt that failed: pauses grow to a day, and none takes more than a tenth of what was
 * left. Which certificate and which attempt it is spreads them.
 *
 * @param end When the certificate ends, in milliseconds of the epoch.
 */
export function retryAt(
  certificate: string,
  { count, last }: { readonly count: number; readonly last: Date },
  end: number,
): Date {
  const pause = pauses[Math.min(Math.max(count, 1), pauses.length) - 1] ?? DAY;
  const rest = end - last.getTime();
  const bounded = rest > 0 ? Math.max(Math.min(pause, rest * longestPauseOfRest), pauses[0]) : pause;
  return new Date(last.getTime() + Math.round(bounded * (1 + spread * jitterOf(certificate, count))));
}

/** A day, and near by the time of day too. */
function pointOf(date: Date, at: Date): string {
  return Math.abs(date.getTime() - at.getTime()) < 2 * DAY ? momentOf(date) : dayOf(date, at);
}

function lifeInWords(life: number): string {
  if (life === longestLife) return 'life (at most three years are counted)';
  const days = Math.round(life / DAY);
  return days >= 2 ? `${days} days` : `${Math.round(life / 3_600_000)} hours`;
}

/** The first of two moments, where the second one is still ahead. */
function earlier(first: Date, second: Date | undefined, at: Date): Date {
  return second && second > at && second < first ? second : first;
}

function not(because: DueBecause, next: Date, sentence: string): Due {
  return { due: false, because, next, sentence };
}
