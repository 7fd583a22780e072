const day = /^\d{4}-\d{2}-\d{2}$/;
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * The moment meant by `--as-of`.
 *
 * @param text An ISO 8601 day (its first moment in UTC) or date-time (UTC when it names no offset).
 * @returns undefined when it is not such a date, or one that no calendar has.
 */
export function parseAsOf(text: string): Date | undefined {
  if (!day.test(text) && !dateTime.test(text)) return undefined;
  // A date-time without an offset is local time to JavaScript; here the same input must mean the same everywhere.
  const zoned = day.test(text) || /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  const date = new Date(zoned);
  // V8 rolls 30 February over to March instead of refusing it.
  const calendarDay = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || calendarDay.toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  return date;
}
