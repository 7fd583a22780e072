import { dayOf } from '../findings/wording.ts';

/** The moment of an ISO day or date-time; undefined for what is none, which a page shows as it stands. */
export function momentIn(iso: string): Date | undefined {
  const date = new Date(iso);
  return /^\d{4}-\d\d-\d\d(T|$)/.test(iso) && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** `Thu 26 Nov` for `2026-11-26`, with the year when it is not the year of `at` (or `at` is not given). */
export function dayWords(iso: string, at?: Date): string {
  const date = momentIn(iso);
  return date ? dayOf(date, at) : iso;
}

/** `15 Mar` for `2027-03-15`: where there is little room. */
export function shortDay(iso: string): string {
  const date = momentIn(iso);
  return date ? dayOf(date, date).split(' ').slice(1).join(' ') : iso;
}

/** `Nov` and `2026` for `2026-11`. */
export function monthWords(month: string): readonly [name: string, year: string] {
  const [, , name, year] = dayWords(`${month}-01`).split(' ');
  return name !== undefined && year !== undefined ? [name, year] : [month, ''];
}
