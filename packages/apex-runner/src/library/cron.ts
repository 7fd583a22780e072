const MINUTE = 60_000;
/** The farthest a time is looked for: a year and a day. */
const HORIZON = 366 * 24 * 60;

/**
 * When a cron expression fires next, in milliseconds since 1970; a sentence where it is none, or none that is understood here:
 * numbers, lists, `*` and `?` in `seconds minutes hours dayOfMonth month dayOfWeek [year]`.
 *
 * Source: Apex Developer Guide, "Apex Scheduler" (System.schedule).
 *
 * @param after Milliseconds since 1970
 * @param timeZone Of the user who schedules, an IANA name: the fields of the expression are read in it
 */
export function nextFireTime(expression: string, after: number, timeZone: string): number | string {
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) return `Illegal cron expression format (${expression})`;
  const wanted = fields.map(valuesOf);
  const unread = fields.find((_, position) => wanted[position] === undefined);
  if (unread !== undefined) return `The cron expression ${expression} has a part that is not supported here: ${unread}`;
  if ((fields[3] === '?') === (fields[5] === '?'))
    return `One of day-of-month and day-of-week is ? in a cron expression (${expression})`; // unverified: the wording
  const [second = new Set(['0'])] = wanted;
  const seconds = second instanceof Set ? Math.min(...[...second].map(Number)) : 0;
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    minute: 'numeric',
    hour: 'numeric',
    day: 'numeric',
    month: 'numeric',
    weekday: 'short',
    year: 'numeric',
  });
  let at = Math.floor(after / MINUTE) * MINUTE;
  for (let minutes = 0; minutes < HORIZON; minutes++, at += MINUTE) {
    if (at + seconds * 1000 <= after) continue;
    const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const weekday = String(weekdays.indexOf(parts['weekday'] ?? '') + 1);
    const now = [undefined, parts['minute'], parts['hour'], parts['day'], parts['month'], weekday, parts['year']];
    if (now.every((value, position) => value === undefined || fits(wanted[position], value)))
      return at + seconds * 1000;
  }
  return `The cron expression ${expression} does not fire within a year.`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function valuesOf(field: string): 'any' | Set<string> | undefined {
  if (field === '*' || field === '?') return 'any';
  return /^\d+(,\d+)*$/.test(field) ? new Set(field.split(',').map((value) => String(Number(value)))) : undefined;
}

function fits(wanted: 'any' | Set<string> | undefined, value: string): boolean {
  return wanted === undefined || wanted === 'any' || wanted.has(String(Number(value)));
}
