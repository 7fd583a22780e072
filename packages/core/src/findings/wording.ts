import type { RuleSource } from './model.ts';

/** Dates and numbers in words, the same in every report. All dates are UTC; a report says so once. */

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAY = 86_400_000;

/** `2026-11-26`. */
export function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** `Thu 26 Nov`, with the year when it is not the year of `at` (or `at` is not given). */
export function dayOf(date: Date, at?: Date): string {
  const text = `${WEEKDAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return at && at.getUTCFullYear() === date.getUTCFullYear() ? text : `${text} ${date.getUTCFullYear()}`;
}

/** `22 Nov 2026 02:15 UTC`. */
export function momentOf(date: Date): string {
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${timeOf(date)} UTC`;
}

/** `today`, `tomorrow`, `in 4 days`, `3 months ago`, … counted in calendar days, so that it agrees with the date. */
export function relativeDay(date: Date, at: Date): string {
  const days = Math.floor(date.getTime() / DAY) - Math.floor(at.getTime() / DAY);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const distance = spanOf(Math.abs(days));
  return days > 0 ? `in ${distance}` : `${distance} ago`;
}

/** `in 4 days (Thu 26 Nov)`; nearer than two days with the time of day, unless only the day is known. */
export function when(date: Date, at: Date, precision: 'second' | 'day' = 'second'): string {
  const relative = relativeDay(date, at);
  const near = precision === 'second' && !relative.includes(' ');
  return `${relative}${near ? ` at ${timeOf(date)}` : ''} (${dayOf(date, at)})`;
}

const spoken = new RegExp(
  `\\b(?:today|tomorrow|yesterday|in \\d+ (?:day|month|year)s?|\\d+ (?:day|month|year)s? ago)(?: at \\d\\d:\\d\\d)? ` +
    `\\(((?:${WEEKDAYS.join('|')}) \\d{1,2} (?:${MONTHS.join('|')}))( \\d{4})?\\)`,
  'g',
);

/**
 * The same text for a place where it stays: `in 4 days (Thu 26 Nov)`, as `when` writes it, becomes `on Thu 26 Nov 2026`,
 * which is still right a week later.
 *
 * @param at The moment from which the text was written.
 */
export function lasting(text: string, at: Date): string {
  return text.replace(spoken, (_, day: string, year = ` ${at.getUTCFullYear()}`) => `on ${day}${year}`);
}

/** `RFC 5280, section 4.1.2.5`. A section that starts with a digit is a number, any other is a heading. */
export function citationOf({ document, section }: RuleSource): string {
  return `${document}, ${/^\d/.test(section) ? 'section ' : ''}${section}`;
}

/** What shows the page of a check, wherever the plugin is. */
export function explainCommand(check: string): string {
  return `sf cert checks --explain ${check}`;
}

/** `1 day`, `2 days`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listOf(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function spanOf(days: number): string {
  if (days < 61) return plural(days, 'day');
  const months = Math.round(days / 30.44);
  return months < 24 ? plural(months, 'month') : plural(Math.round(days / 365.25), 'year');
}

function timeOf(date: Date): string {
  return date.toISOString().slice(11, 16);
}
