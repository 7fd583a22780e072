/** Milliseconds in a day. */
export const day = 86_400_000;

/** A dateTime as the REST API writes it: `2026-11-22T02:15:00.000+0000`. */
export function dateTime(at: Date): string {
  return at.toISOString().replace('Z', '+0000');
}

/** A date without time. */
export function dateOnly(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The moment that `days` lie after (or, negative, before) another. */
export function daysAfter(at: Date, days: number): Date {
  return new Date(at.getTime() + days * day);
}
