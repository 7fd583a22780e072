import { eachFinding } from '../findings/index.ts';
import { lastingReport } from '../health/lasting-report.ts';
import type { HealthReport } from '../health/report.ts';
import { withoutKeysIn } from '../secrets/index.ts';
import { planCertificates } from './certificates-plan.ts';
import { coverageRows } from './coverage-row.ts';
import { differenceOf } from './difference.ts';
import type { WantedRow } from './difference.ts';
import { rowsByKey, textOf } from './existing.ts';
import { momentIn } from './field-value.ts';
import { planFindings } from './findings-plan.ts';
import { otherDayJudged } from './judged-day.ts';
import { scanKey } from './keys.ts';
import { keyFields } from './objects.ts';
import type { RecordObject } from './objects.ts';
import type {
  ExistingRow,
  ExistingRows,
  PlannedRow,
  Publication,
  PublicationCounts,
  PublicationOptions,
  PublicationStep,
  ScanChanges,
} from './publication.ts';
import { countsOf, shortened } from './scan-changes.ts';
import { changeFields, scanFields } from './scan-row.ts';
import { notesOn, nothingToWrite, summaryOf, supersededSummary } from './summary.ts';
import { surroundingsOf } from './surroundings.ts';
import { planRenewals } from './renewals-plan.ts';
import { planUses } from './uses-plan.ts';

const scanObject = 'CertHealth_Scan__c';

/**
 * What must be written so that the org's records say what a report says. Only rows that are new or differ are planned: the
 * same report a second time plans nothing, and an interrupted publication is completed by planning again.
 *
 * @param given Key material in it stays out of the records.
 * @param existing The rows now in the org, by object; of scans the newest finished one and, where there is one, that of this report.
 * @throws Error when the report is of no org, or judges another day than that of its scan.
 */
export function planPublication(given: HealthReport, existing: ExistingRows, options: PublicationOptions): Publication {
  // It may come from a file that somebody else wrote.
  const report = withoutKeysIn(given);
  if (!report.org) throw new Error('Only the report of an org can be published; this one is of files.');
  if (otherDayJudged(report)) throw new Error('Only what is so can be published; this report judges another day.');
  const key = scanKey(report.org.id, report.generatedAt);
  const scans = rowsByKey(existing, scanObject);
  const notes = notesOn(report, options.at);
  const later = laterScan(report.generatedAt, scans);
  if (later !== undefined) return { key, ...nothing, summary: supersededSummary(later), notes, supersededBy: later };

  const around = surroundingsOf(report, existing);
  const findings = planFindings(inLastingWords(report), around);
  const uses = planUses(report, around);
  const certificates = planCertificates(report, around, { findings, uses });
  const coverage = coverageRows(report, around.coverage, { places: around.places, looked: around.looked, options });

  const stepOf = <Object extends RecordObject>(
    object: Object,
    wanted: readonly WantedRow<Object>[],
    rows: ReadonlyMap<string, ExistingRow>,
  ): PublicationStep => ({
    object,
    rows: wanted
      .flatMap((row) => differenceOf(row, rows.get(row.key), (id) => around.keyOfCertificate(id)) ?? [])
      .sort((a, b) => (a.key < b.key ? -1 : 1)),
  });
  const records = [
    // Before the certificates, which are there already: once those are written, nothing tells that they were others.
    stepOf(
      'CertHealth_Renewal__c',
      planRenewals(report, around, options),
      rowsByKey(existing, 'CertHealth_Renewal__c'),
    ),
    stepOf('CertHealth_Certificate__c', certificates.rows, around.certificates),
    stepOf('CertHealth_Use__c', uses.rows, around.uses),
    stepOf('CertHealth_Finding__c', findings.rows, around.findings),
    stepOf('CertHealth_Coverage__c', coverage, around.coverage),
  ].filter(({ rows }) => rows.length > 0);

  const lists = { ...findings, ...certificates };
  const scan = scans.get(key);
  // A message says what could not be written.
  const isWhole = textOf(scan, 'Progress__c') === 'finished' && textOf(scan, 'Message__c') === null;
  const counts: PublicationCounts = {
    ...countsOf(lists),
    certificates: around.places.all.length,
    rows: records.reduce((sum, { rows }) => sum + rows.length, isWhole ? 0 : 1),
  };
  const isResumed = scan !== undefined && !isWhole;
  // Titles of what was resolved are those of rows, which an older version may have written.
  const changes = withoutKeysIn(changesIn(scan) ?? shortened(lists));
  const about = { report, options, changes, counts, sawLess: around.sawLess };
  const steps = isWhole ? records : withScan(key, scan, records, about);
  return {
    key,
    steps,
    changes,
    counts,
    summary:
      steps.length === 0
        ? nothingToWrite
        : `${isResumed ? 'The rest of a publication that was cut short: ' : ''}${summaryOf(counts)}`,
    notes,
  };
}

const nothing = {
  steps: [],
  changes: shortened({
    appeared: [],
    worse: [],
    resolved: [],
    renewed: [],
    certificatesAdded: [],
    certificatesGone: [],
  }),
  counts: {
    appeared: 0,
    worse: 0,
    resolved: 0,
    renewed: 0,
    certificatesAdded: 0,
    certificatesGone: 0,
    certificates: 0,
    rows: 0,
  },
} as const;

/** A record is read days after the scan, when "in 4 days" is wrong. Each finding has its own, by which people decide about it. */
function inLastingWords(report: HealthReport): HealthReport {
  return { ...report, findings: eachFinding(lastingReport(report).findings) };
}

/** A finished scan of a later moment, if there is one: its ISO date-time. */
function laterScan(generatedAt: string, scans: ReadonlyMap<string, ExistingRow>): string | undefined {
  const moments = [...scans.values()]
    .filter((row) => row['Progress__c'] === 'finished')
    .map((row) => momentIn(row['Scanned_At__c']) ?? -Infinity);
  const newest = Math.max(...moments);
  return newest > (momentIn(generatedAt) ?? -Infinity) ? new Date(newest).toISOString() : undefined;
}

/** The scan's own row first, running; and last, finished: whoever reads it knows whether the others are all there. */
function withScan(
  key: string,
  existing: ExistingRow | undefined,
  records: readonly PublicationStep[],
  scan: {
    report: HealthReport;
    options: PublicationOptions;
    changes: ScanChanges;
    counts: PublicationCounts;
    sawLess: boolean;
  },
): PublicationStep[] {
  // One that is resumed found what it found when it began; by now some of that is written and no change any more.
  const isCounted = existing !== undefined && typeof existing['New_Findings__c'] === 'number';
  const fields = {
    ...scanFields(scan.report, scan.options),
    // Without places that another scan saw there seems to be less work ahead than there is: the fuller view stays.
    ...(scan.sawLess ? { Forecast__c: null } : {}),
    ...(isCounted ? {} : changeFields(scan.changes, scan.counts)),
    Progress__c: 'running',
    Message__c: null,
  };
  const begun = differenceOf({ object: scanObject, key, fields }, existing, () => undefined);
  const finished: PlannedRow = {
    object: scanObject,
    key,
    fields: { [keyFields[scanObject]]: key, Progress__c: 'finished' },
    isNew: false,
  };
  return [
    ...(begun ? [{ object: scanObject, rows: [begun] } as const] : []),
    ...records,
    { object: scanObject, rows: [finished] },
  ];
}

/** What a scan's row says that it changed; undefined where it says nothing, or was not asked. */
function changesIn(scan: ExistingRow | undefined): ScanChanges | undefined {
  const json = textOf(scan, 'Changes__c');
  if (json === null) return undefined;
  try {
    return JSON.parse(json) as ScanChanges;
  } catch {
    return undefined;
  }
}
