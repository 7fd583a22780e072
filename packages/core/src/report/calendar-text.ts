import { visible } from './escape.ts';

/** What is to be done on a day: begin a renewal, or have finished it. */
export type CalendarEventKind = 'renew' | 'end';

/** One day in a calendar. */
export interface CalendarEvent {
  readonly kind: CalendarEventKind;
  /** What it is about; stays the same from file to file. */
  readonly id: string;
  /** Id of the org, or `files`. With kind and id it makes the UID, so that a later file moves the event instead of doubling it. */
  readonly org: string;
  /** ISO day (UTC). */
  readonly day: string;
  readonly summary: string;
  /** One line each. */
  readonly description: readonly string[];
  /** Where to read on. */
  readonly url?: string;
}

/** When to speak up, counted from the midnight with which the day begins: at eight in the morning. */
const alarms: Readonly<Record<CalendarEventKind, readonly string[]>> = {
  renew: ['PT8H'],
  // A week before.
  end: ['-P6DT16H', 'PT8H'],
};

/**
 * iCalendar (RFC 5545) of events that last a day. Whoever subscribes to it looks again each day.
 *
 * @param about.name What the calendar is called
 * @param about.description What one has to know of it
 * @param stamp When it was made: a later file must have a later one
 */
export function calendarText(
  about: { readonly name: string; readonly description?: string },
  events: readonly CalendarEvent[],
  stamp: Date,
): string {
  const { name, description } = about;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certificate Health for Salesforce//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    ...(description === undefined
      ? []
      : [`DESCRIPTION:${escapeText(description)}`, `X-WR-CALDESC:${escapeText(description)}`]),
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    ...events.flatMap((event) => linesOf(event, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function linesOf(event: CalendarEvent, stamp: Date): string[] {
  const { kind, id, org, day, summary, description, url } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${kind}-${id}@${org}`)}`,
    `DTSTAMP:${stamp.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    // Must grow when an event moves, and no file knows of the one before it: minutes since 1970.
    `SEQUENCE:${Math.floor(stamp.getTime() / 60_000)}`,
    // Without an end an event with a date lasts that day (RFC 5545 section 3.6.1).
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${description.map(escapeText).join('\\n')}`,
    ...(url === undefined ? [] : [`URL:${visible(url)}`]),
    'TRANSP:TRANSPARENT',
    ...alarms[kind].flatMap((trigger) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `TRIGGER:${trigger}`,
      `DESCRIPTION:${escapeText(summary)}`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}

/** A value of type TEXT (RFC 5545 section 3.3.11); line feeds are among what is made visible. */
function escapeText(text: string): string {
  return visible(text).replace(/[\\;,]/g, '\\$&');
}

/** Lines of at most 75 octets of UTF-8, no character torn apart (RFC 5545 section 3.1). */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const point = character.codePointAt(0) as number;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
