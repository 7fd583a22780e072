import { isUnasked } from '../findings/index.ts';
import type { NotChecked } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';
import type { Source } from '../inventory/index.ts';
import { isCut, momentIn } from './field-value.ts';
import type { HeldPlaces } from './held-places.ts';
import { checkCoverageKey, sourceCoverageKey } from './keys.ts';
import type { LookedAt } from './looked-at.ts';
import type { FieldsOf } from './objects.ts';
import type { ExistingRow, PublicationOptions } from './publication.ts';
import { textOf } from './existing.ts';
import type { WantedRow } from './difference.ts';

type CoverageRow = WantedRow<'CertHealth_Coverage__c'>;

const LONGEST_PERMISSION = 255;
const object = 'CertHealth_Coverage__c';

/** What was and what was not looked at. Rows of what this scan says nothing about are not in it, and stay as they are. */
export function coverageRows(
  report: HealthReport,
  existing: ReadonlyMap<string, ExistingRow>,
  { places, looked, options }: { places: HeldPlaces; looked: LookedAt; options: PublicationOptions },
): CoverageRow[] {
  const sources = new Map<string, CoverageRow>();
  for (const source of report.sources) {
    const key = sourceCoverageKey(source.id);
    const beyond = source.status === 'failed' && options.outOfReach?.includes(source.id);
    const row = existing.get(key);
    if (!(beyond && row)) sources.set(key, sourceRow(key, source, row, { seenAt: report.generatedAt, ...options }));
  }
  const checks = Map.groupBy(report.notChecked, ({ check, subject }) => checkCoverageKey(check, subject));
  const undecided = [...checks].map(([key, entries]) => checkRow(key, entries, report, places));
  const settled = [...existing].filter(([key, row]) => !checks.has(key) && isSettled(row, looked));
  return [
    ...sources.values(),
    ...undecided,
    ...settled.map(([key]): CoverageRow => ({
      object,
      key,
      fields: { Status__c: 'settled' },
      seenAt: report.generatedAt,
    })),
  ];
}

function sourceRow(
  key: string,
  source: Source,
  row: ExistingRow | undefined,
  { seenAt, origin }: PublicationOptions & { readonly seenAt: string },
): CoverageRow {
  // Who read it is said by whoever publishes the scan first.
  const isTold = momentIn(row?.['Last_Read_At__c']) === momentIn(seenAt);
  const read = source.status === 'read' && !isTold ? { Last_Read_At__c: seenAt, Read_By__c: origin } : {};
  return {
    object,
    key,
    fields: {
      Name: source.label,
      Kind__c: 'source',
      Source__c: source.id,
      Status__c: source.status,
      ...explanation(source.detail, source.permission),
      Items__c: source.items,
      ...read,
      // As exact as the moment it was read: the rows of what is held there go by this one.
      Last_Seen_At__c: seenAt,
    },
  };
}

function checkRow(key: string, entries: readonly NotChecked[], report: HealthReport, places: HeldPlaces): CoverageRow {
  const [{ check, subject }] = entries as [NotChecked];
  const distinct = (values: readonly (string | undefined)[]): string[] =>
    [...new Set(values.filter((value) => value !== undefined))].sort();
  const reasons = distinct(entries.map(({ reason }) => reason)).join('\n');
  const permissions = distinct(entries.map(({ permission }) => permission)).join(', ');
  return {
    object,
    key,
    fields: {
      Name: subject === undefined ? check : `${check}: ${subject}`,
      Kind__c: 'check',
      Source__c: subject === undefined ? null : (sourceOfSubject(subject, report, places) ?? null),
      Check__c: check,
      Subject__c: subject ?? null,
      Status__c: entries.every(isUnasked) ? 'not-asked' : 'not-checked',
      ...explanation(reasons, permissions),
    },
    seenAt: report.generatedAt,
  };
}

function explanation(detail: string, permission = ''): FieldsOf<typeof object> {
  const whole = isCut(permission, LONGEST_PERMISSION) ? `${detail}\n\n${permission}` : detail;
  return { Detail__c: whole, Permission__c: permission };
}

/** A subject is the name of a holding, or a source's label or id. */
function sourceOfSubject(subject: string, { sources }: HealthReport, places: HeldPlaces): string | undefined {
  const own = sources.find(({ id, label }) => id === subject || label === subject);
  return own?.id ?? places.sourceOfName(subject);
}

/** The check decides now. A subject whose source was not read this time was not judged, so nothing is settled about it. */
function isSettled(row: ExistingRow, looked: LookedAt): boolean {
  const [check, source] = [textOf(row, 'Check__c'), textOf(row, 'Source__c')];
  const isOpen = row['Status__c'] === 'not-checked' || row['Status__c'] === 'not-asked';
  if (row['Kind__c'] !== 'check' || !isOpen || check === null) return false;
  return looked.check(check, textOf(row, 'Subject__c')) && (source === null || looked.source(source));
}
