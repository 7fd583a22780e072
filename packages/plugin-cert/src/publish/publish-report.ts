import { dayOf, otherDayJudged, planPublication, recordObjects, scanKey } from '@cert-health/core';
import type {
  ExistingRows,
  HealthReport,
  OrgIdentity,
  Publication,
  PublicationOptions,
  PublicationStep,
  ScanChanges,
} from '@cert-health/core';
import { sentenceOf } from '../org/access.ts';
import { OrgApiError } from '../org/api.ts';
import { existingRows } from './existing-rows.ts';
import { PublishError } from './publish-error.ts';
import type { RecordApi } from './record-api.ts';
import { RowWriter } from './write-rows.ts';
import type { FailedRow, WrittenRows } from './write-rows.ts';

/** What a publication did, or would do. */
export interface PublishOutcome {
  /** `published`: written. `planned`: a dry run. `unchanged`: the org has all of it. `incomplete`: some rows could not be written. */
  readonly status: 'published' | 'planned' | 'unchanged' | 'incomplete';
  readonly org: { readonly id: string; readonly instanceUrl: string };
  /** `Scan_Key__c` of the scan's record. */
  readonly scan: string;
  /** What changed, in one sentence. */
  readonly summary: string;
  /** What to know of the scan: that it is old, or of an earlier version. */
  readonly notes: readonly string[];
  readonly changes: ScanChanges;
  readonly rows: readonly ObjectRows[];
  /** Rows that could not be written, and why; all others are. */
  readonly failed: readonly FailedRow[];
  /** Requests that wrote. */
  readonly requests: number;
  /** Where to look at it. */
  readonly consoleUrl: string;
}

/** Rows of one object: to be written in a dry run, else written. */
export interface ObjectRows {
  readonly object: string;
  readonly created: number;
  readonly changed: number;
}

export interface PublishRequest extends Omit<PublicationOptions, 'scannedBy'> {
  readonly report: HealthReport;
  /** Say what would change, and write nothing. */
  readonly dryRun?: boolean;
  /** Says what is being done at the moment. */
  readonly progress?: (what: string) => void;
}

/**
 * Makes the org's records say what a report says. The app must be there (see `requireApp`). Nothing is deleted; an
 * interrupted run leaves the scan's record as running, and publishing the same report again completes it.
 *
 * @throws {PublishError} when nothing was written, or when writing broke off.
 */
export async function publishReport(api: RecordApi, request: PublishRequest): Promise<PublishOutcome> {
  const { report, dryRun = false, progress = () => undefined, ...options } = request;
  progress('Reading the records of the org');
  const { id, existing } = await asking(api, () => readOrg(api, report));
  const publication = planPublication(report, existing, {
    scannedBy: report.org?.username ?? api.username,
    ...options,
  });
  if (publication.supersededBy !== undefined) {
    throw new PublishError(`${publication.summary}, so nothing was written. Scan again: sf cert health --publish.`);
  }
  const outcome = {
    org: { id, instanceUrl: api.instanceUrl },
    scan: publication.key,
    summary: publication.summary,
    notes: publication.notes,
    changes: publication.changes,
    consoleUrl: `${api.instanceUrl}/lightning/n/Certificate_Health`,
  };
  if (dryRun || publication.steps.length === 0) {
    const status = publication.steps.length === 0 ? 'unchanged' : 'planned';
    return { ...outcome, status, rows: plannedRows(publication), failed: [], requests: 0 };
  }
  const { written, requests } = await writeAll(api, publication, existing, progress);
  const failed = [...written.values()].flatMap((one) => one.failed);
  const rows = [...written].map(([object, { created, changed }]): ObjectRows => ({ object, created, changed }));
  return { ...outcome, status: failed.length > 0 ? 'incomplete' : 'published', rows, failed, requests };
}

/**
 * The org of a report that can be published: of an org, and of the day of its scan.
 *
 * @throws {PublishError}
 */
export function orgToPublish(report: Pick<HealthReport, 'org' | 'asOf' | 'generatedAt'>): OrgIdentity {
  const judged = otherDayJudged(report);
  if (judged) {
    throw new PublishError(
      `This report says how things would stand on ${dayOf(judged)}, not on the day of its scan (${dayOf(new Date(report.generatedAt))}), ` +
        'and the records tell how things are: scan without --as-of and publish that.',
      true,
    );
  }
  if (report.org) return report.org;
  throw new PublishError(
    'This is the report of files, not of an org; only what an org holds can be published to it.',
    true,
  );
}

async function readOrg(api: RecordApi, report: HealthReport): Promise<{ id: string; existing: ExistingRows }> {
  const [organization] = await api.query('SELECT Id FROM Organization');
  const id = typeof organization?.['Id'] === 'string' ? organization['Id'] : '';
  const org = orgToPublish(report);
  if (org.id.slice(0, 15) !== id.slice(0, 15)) {
    throw new PublishError(
      `The report is of the org ${org.id} (${org.username}), but ${api.username} is in the org ${id}: give that org with --target-org.`,
      true,
    );
  }
  return { id, existing: await existingRows(api, scanKey(org.id, report.generatedAt)) };
}

async function writeAll(
  api: RecordApi,
  publication: Publication,
  existing: ExistingRows,
  progress: (what: string) => void,
): Promise<{ written: Map<string, WrittenRows>; requests: number }> {
  const writer = new RowWriter(api, existing);
  const written = new Map<string, WrittenRows>();
  const scan = publication.steps.filter(({ object }) => object === 'CertHealth_Scan__c').flatMap(({ rows }) => rows);
  for (const [index, step] of publication.steps.entries()) {
    progress(`Writing ${step.rows.length} of ${labels[step.object]}`);
    const isLast = index === publication.steps.length - 1 && scan.length > 0;
    const failed = [...written.values()].flatMap((one) => one.failed);
    const now = await asking(api, () => writer.write(isLast ? withMessage(step, failed) : step), done(written));
    // Without its own row a scan that broke off could not be told from one that is whole.
    if (index === 0 && step.object === 'CertHealth_Scan__c' && now.failed[0]) {
      const { message } = now.failed[0];
      throw new PublishError(`The org does not take the record of the scan, so nothing was written: ${message}`);
    }
    written.set(step.object, merged(written.get(step.object), now));
  }
  return { written, requests: writer.requests };
}

/** The scan says what is missing, where something is. */
function withMessage(step: PublicationStep, failed: readonly FailedRow[]): PublicationStep {
  const [first] = failed;
  if (!first) return step;
  const count = failed.length === 1 ? '1 row' : `${failed.length} rows`;
  const message = `${count} could not be written, the first one of ${first.object}: ${first.message}`.slice(0, 255);
  return { ...step, rows: step.rows.map((row) => ({ ...row, fields: { ...row.fields, Message__c: message } })) };
}

/** A scan's own row is written first and last, and is one row all the same. */
function merged(before: WrittenRows | undefined, now: WrittenRows): WrittenRows {
  return before ? { ...before, failed: [...before.failed, ...now.failed] } : now;
}

function plannedRows({ steps }: Publication): ObjectRows[] {
  return recordObjects.flatMap((object) => {
    const rows = steps.filter((step) => step.object === object).flatMap((step) => step.rows);
    const [keys, made] = [rows, rows.filter(({ isNew }) => isNew)].map(
      (all) => new Set(all.map(({ key }) => key)).size,
    );
    return keys ? [{ object, created: made ?? 0, changed: keys - (made ?? 0) }] : [];
  });
}

const labels = {
  CertHealth_Scan__c: 'the scan',
  CertHealth_Certificate__c: 'the certificates',
  CertHealth_Renewal__c: 'the renewals',
  CertHealth_Use__c: 'the uses',
  CertHealth_Finding__c: 'the findings',
  CertHealth_Coverage__c: 'what was checked',
} as const;

function done(written: ReadonlyMap<string, WrittenRows>): string {
  const rows = [...written.values()].reduce((sum, { created, changed }) => sum + created + changed, 0);
  return rows === 0 ? '' : ` ${rows} rows are written; publish the same report again and the rest will be.`;
}

async function asking<T>(api: RecordApi, ask: () => Promise<T>, after = ''): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof OrgApiError) throw new PublishError(`${sentenceOf(error, api)}${after}`);
    throw error;
  }
}
