import { noticeOf } from '../checks/index.ts';
import { defaultSettings, eachFinding, isoDay, momentOf, plural } from '../findings/index.ts';
import type { Settings, UseId } from '../findings/index.ts';
import type { HealthReport, ReportHolding } from '../health/report.ts';
import { isSentByServer, nameOfHolding } from '../inventory/index.ts';
import { visible } from './escape.ts';
import { placeOfReport } from './headline.ts';
import { datedRecordsIn, endingIn } from './held.ts';
import { keyOfHolding } from '../findings/holding-key.ts';
import { uncheckedOf } from './not-checked.ts';
import type { ReportOptions } from './options.ts';

/** "No well-defined expiration date" (RFC 5280 section 4.1.2.5): it never ends. */
const NEVER = '9999-12-31T23:59:59';

/** What ends on one day, wherever it is held. */
interface Term {
  /** Stays the same from scan to scan. */
  readonly id: string;
  readonly holdings: readonly ReportHolding[];
  /** Absent for a record, which tells only its last day. */
  readonly notBefore?: string;
  readonly notAfter: string;
}

/**
 * iCalendar (RFC 5545) to subscribe to: for each certificate that is held one all-day event when its renewal should
 * start (where the warning begins, or sooner when a finding is due sooner) and one when it ends. The same certificate
 * in the same org keeps its event, so that a later file moves it instead of doubling it. Days that are over are left out, and
 * so is what nothing uses. Names of certificates and of the org are in it, nothing about people. All days are UTC.
 */
export function toCalendar(report: HealthReport, { settings = defaultSettings }: ReportOptions = {}): string {
  const name = `Certificates of ${placeOfReport(report)}`;
  const planning = { report, dueDays: dueDaysIn(report), uses: usesIn(report), settings };
  const gaps = uncheckedOf(report).length;
  const about =
    gaps === 0 ? 'Everything was checked.' : `${plural(gaps, 'entry', 'entries')} not checked: may be incomplete.`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Certificate Health for Salesforce//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    `DESCRIPTION:${escapeText(about)}`,
    `X-WR-CALDESC:${escapeText(about)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:P1D',
    'X-PUBLISHED-TTL:P1D',
    ...termsOf(report).flatMap((term) => eventsOf(term, planning)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function termsOf(report: HealthReport): Term[] {
  const held = Map.groupBy(endingIn(report), ({ certificate }) => certificate);
  const known = Array.from(held, ([{ fingerprint, notBefore, notAfter }, places]) => ({
    id: fingerprint,
    holdings: places.map(({ holding }) => holding),
    notBefore,
    notAfter,
  }));
  const records = datedRecordsIn(report).map((holding) => ({
    id: `${holding.source}/${holding.name}`,
    holdings: [holding],
    notAfter: holding.expirationDate,
  }));
  const leftovers = leftoversIn(report);
  return [...known, ...records].filter(
    ({ notAfter, holdings }) =>
      !notAfter.startsWith(NEVER) && !holdings.every((holding) => leftovers.has(keyOfHolding(holding))),
  );
}

/** What nothing uses, as far as everything was read: it is to be deleted, not renewed. */
function leftoversIn({ findings }: HealthReport): ReadonlySet<string> {
  return new Set(
    eachFinding(findings).flatMap(({ check, evidence, holding }) => {
      const chosenBy = evidence['chosenBy'];
      const isDoubted = Array.isArray(chosenBy) && chosenBy.length > 0;
      const isUnused = check === 'unused-certificate' || evidence['usage'] === 'unused';
      return holding && isUnused && !isDoubted ? [keyOfHolding(holding)] : [];
    }),
  );
}

/** What the day of a renewal depends on. */
interface Planning {
  readonly report: HealthReport;
  readonly dueDays: DueDays;
  readonly uses: ReadonlyMap<string, readonly UseId[]>;
  readonly settings: Settings;
}

function eventsOf(term: Term, planning: Planning): string[] {
  const { report } = planning;
  const label = labelOf(term);
  const owned = term.holdings.some(({ kind }) => kind === 'keyPair');
  const end = new Date(term.notAfter);
  const until = term.notBefore === undefined ? `on ${isoDay(end)}, as its record says` : `on ${momentOf(end)}`;
  const isSent = term.holdings.every(isSentByServer);
  const held = term.holdings.map(({ name, source }) => `${name} (${source})`).join(', ');
  const names = term.holdings.map(({ name }) => name).join(', ');
  const where = isSent ? `Sent by ${names}; whoever runs the server renews it there.` : `Held as ${held}.`;
  const shared = { term, report, description: [`It ends ${until}.`, where] };
  const begin = owned
    ? 'Start renewing'
    : isSent
      ? 'Ask the operator about the renewal of'
      : 'Ask for the successor of';
  return [
    ...event({
      ...shared,
      kind: 'renew',
      day: renewalDay(term, planning),
      summary: `${begin} certificate ${label}`,
    }),
    ...event({ ...shared, kind: 'end', day: isoDay(end), summary: `Certificate ${label} ends` }),
  ];
}

/** Days on which something about a holding is due: `2026-11-26`. */
type DueDays = ReadonlyMap<string, readonly string[]>;

function dueDaysIn({ findings }: HealthReport): DueDays {
  const due = eachFinding(findings).flatMap(({ status, holding, dueOn = '' }) =>
    status === 'open' && holding && /^\d{4}-\d\d-\d\d/.test(dueOn)
      ? { key: keyOfHolding(holding), day: dueOn.slice(0, 10) }
      : [],
  );
  const groups = Map.groupBy(due, ({ key }) => key);
  return new Map(Array.from(groups, ([key, entries]) => [key, entries.map(({ day }) => day)]));
}

/** What each certificate, by fingerprint, is used for. */
function usesIn({ uses }: HealthReport): ReadonlyMap<string, readonly UseId[]> {
  const groups = Map.groupBy(uses, ({ certificate }) => certificate ?? '');
  return new Map(
    Array.from(groups, ([certificate, entries]) => [certificate, entries.flatMap(({ use }) => use ?? [])]),
  );
}

/** From when on there is a warning, or an earlier day on which something about it is due. */
function renewalDay({ id, holdings, notBefore, notAfter }: Term, { dueDays, uses, settings }: Planning): string {
  const due = holdings.flatMap((holding) => dueDays.get(keyOfHolding(holding)) ?? []);
  const [{ source, name, label, kind }] = holdings as [ReportHolding];
  const last = new Date(notAfter);
  const { warningFrom } = noticeOf(
    {
      holding: { source, name, label, kind, certificates: [] },
      of: notBefore === undefined ? 'record' : 'leaf',
      last,
      leafEnd: last,
      precision: notBefore === undefined ? 'day' : 'second',
      ...(notBefore === undefined ? {} : { start: new Date(notBefore) }),
    },
    settings,
    uses.get(id) ?? [],
  );
  return [isoDay(warningFrom), ...due].sort()[0] as string;
}

/** When to speak up, counted from the midnight with which the day begins: at eight in the morning. */
const alarms = {
  renew: ['PT8H'],
  // A week before.
  end: ['-P6DT16H', 'PT8H'],
} as const;

function event(about: {
  readonly kind: 'renew' | 'end';
  readonly term: Term;
  readonly report: HealthReport;
  readonly day: string;
  readonly summary: string;
  readonly description: readonly string[];
}): string[] {
  const { kind, term, report, day, summary, description } = about;
  const stamp = new Date(report.generatedAt);
  if (day < isoDay(new Date(report.asOf))) return [];
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${kind}-${term.id}@${report.org?.id ?? 'files'}`)}`,
    `DTSTAMP:${stamp.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`,
    // Must grow when an event moves, and no scan knows of the one before it: minutes since 1970.
    `SEQUENCE:${Math.floor(stamp.getTime() / 60_000)}`,
    // Without an end an event with a date lasts that day (RFC 5545 section 3.6.1).
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${description.map(escapeText).join('\\n')}`,
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

function labelOf({ holdings }: Term): string {
  const [first] = holdings as [ReportHolding];
  return `${nameOfHolding(first)}${holdings.length > 1 ? ` and ${holdings.length - 1} more` : ''}`;
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
