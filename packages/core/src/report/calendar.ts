import { noticeOf } from '../checks/index.ts';
import { defaultSettings, eachFinding, isoDay, momentOf, plural } from '../findings/index.ts';
import type { Settings, UseId } from '../findings/index.ts';
import type { HealthReport, ReportHolding } from '../health/report.ts';
import { isSentByServer, nameOfHolding } from '../inventory/index.ts';
import { calendarText } from './calendar-text.ts';
import type { CalendarEvent } from './calendar-text.ts';
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
  const events = termsOf(report).flatMap((term) => eventsOf(term, planning));
  return calendarText({ name, description: about }, events, new Date(report.generatedAt));
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

function eventsOf(term: Term, planning: Planning): CalendarEvent[] {
  const { report } = planning;
  const label = labelOf(term);
  const owned = term.holdings.some(({ kind }) => kind === 'keyPair');
  const end = new Date(term.notAfter);
  const until = term.notBefore === undefined ? `on ${isoDay(end)}, as its record says` : `on ${momentOf(end)}`;
  const isSent = term.holdings.every(isSentByServer);
  const held = term.holdings.map(({ name, source }) => `${name} (${source})`).join(', ');
  const names = term.holdings.map(({ name }) => name).join(', ');
  const where = isSent ? `Sent by ${names}; whoever runs the server renews it there.` : `Held as ${held}.`;
  const shared = {
    id: term.id,
    org: report.org?.id ?? 'files',
    description: [`It ends ${until}.`, where],
  };
  const begin = owned
    ? 'Start renewing'
    : isSent
      ? 'Ask the operator about the renewal of'
      : 'Ask for the successor of';
  const events: CalendarEvent[] = [
    { ...shared, kind: 'renew', day: renewalDay(term, planning), summary: `${begin} certificate ${label}` },
    { ...shared, kind: 'end', day: isoDay(end), summary: `Certificate ${label} ends` },
  ];
  return events.filter(({ day }) => day >= isoDay(new Date(report.asOf)));
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

function labelOf({ holdings }: Term): string {
  const [first] = holdings as [ReportHolding];
  return `${nameOfHolding(first)}${holdings.length > 1 ? ` and ${holdings.length - 1} more` : ''}`;
}
