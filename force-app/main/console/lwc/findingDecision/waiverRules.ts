import { momentIn } from 'c/wording';

const DAY = 86_400_000;
/** Letters and digits of a reason, and how many different ones: both as in FindingDecisions.cls. */
const SHORTEST_REASON = 10;
const FEWEST_LETTERS = 4;
/** The longest that the org lets a waiver last. */
const LONGEST = 366;
/** Proposed where nothing ends before. */
const USUAL = 90;
/** Proposed where it has ended: long enough to put it right, short enough to be asked again. */
const AFTER_END = 30;

/** Whether a text says why, as far as its length can tell. */
export function isReason(text: string): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return letters.length >= SHORTEST_REASON && new Set(letters).size >= FEWEST_LETTERS;
}

/** Days that a waiver may end on, and the one to propose: the day before the end, if that comes sooner than usual. */
export function waiverDays(
  ends: string | undefined,
  at = new Date(),
): { readonly first: string; readonly last: string; readonly proposed: string } {
  const dayAfter = (days: number): string => isoDay(at.getTime() + days * DAY);
  const end = momentIn(ends)?.getTime();
  const before = end === undefined ? dayAfter(USUAL) : isoDay(end - DAY);
  const proposed = end !== undefined && end <= at.getTime() ? dayAfter(AFTER_END) : before;
  const [first, usual] = [dayAfter(0), dayAfter(USUAL)];
  return { first, last: dayAfter(LONGEST), proposed: proposed < first ? first : proposed > usual ? usual : proposed };
}

/** Whether a waiver until and with a day would still hide a certificate that has ended. Days are UTC, as scans judge. */
export function reachesPast(until: string, ends: string | undefined): boolean {
  const end = momentIn(ends);
  return end !== undefined && /^\d{4}-\d\d-\d\d$/.test(until) && until >= isoDay(end.getTime());
}

function isoDay(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
