import { lowered } from '../checks/stake.ts';
import type { Finding, Severity } from '../findings/index.ts';
import { compareText } from '../health/order.ts';
import type { HealthReport } from '../health/report.ts';
import type { WantedRow } from './difference.ts';
import { textOf } from './existing.ts';
import type { StandingFinding } from './certificate-standing.ts';
import { findingFields, findingKey } from './finding-row.ts';
import { recordKey } from './keys.ts';
import { decisionOnSeen, isOpen, isWaiverOver, isWorse, statusOf } from './finding-status.ts';
import type { FindingStatus } from './finding-status.ts';
import type { ExistingRow, ScanChanges } from './publication.ts';
import type { Surroundings } from './surroundings.ts';

type FindingRow = WantedRow<'CertHealth_Finding__c'>;

/** How a finding stands once the plan is carried out. */
export interface FindingState extends StandingFinding {
  readonly key: string;
  /** Key of the certificate it is about. */
  readonly certificate: string | null;
}

export interface FindingsPlan extends Pick<ScanChanges, 'appeared' | 'worse' | 'resolved'> {
  readonly rows: readonly FindingRow[];
  /** Of all findings in the org, those that this scan says nothing about included. */
  readonly states: readonly FindingState[];
}

const object = 'CertHealth_Finding__c';

/** New, changed and ended findings. What people decided holds; what was not looked at stays as it is. */
export function planFindings(report: HealthReport, around: Surroundings): FindingsPlan {
  const plan = { rows: [], states: [], appeared: [], worse: [], resolved: [] } as {
    [Part in keyof FindingsPlan]: FindingsPlan[Part][number][];
  };
  // Those that a baseline holds back are there all the same.
  const reported = [...report.findings, ...(report.decisions?.known?.findings ?? [])].filter(
    (finding) => !isRefuted(finding, around),
  );
  const seen = new Map(
    reported
      .map((finding) => ({ finding, order: JSON.stringify(finding) }))
      .sort((a, b) => compareText(b.order, a.order))
      .map(({ finding }) => [findingKey(finding), finding] as const),
  );
  for (const key of [...new Set([...seen.keys(), ...around.findings.keys()])].sort()) {
    const finding = seen.get(key);
    const row = around.findings.get(key);
    const wanted = finding ? seenRow(key, finding, row, report, around) : row && unseenRow(key, row, report, around);
    if (wanted) plan.rows.push(wanted);
    const state = stateOf(key, wanted, row, around);
    plan.states.push(state);
    noteChange(plan, state, wanted, row, around);
  }
  return plan;
}

function seenRow(
  key: string,
  finding: Finding,
  row: ExistingRow | undefined,
  report: HealthReport,
  around: Surroundings,
): FindingRow {
  const { generatedAt: seenAt, asOf } = report;
  const wasOpen = row !== undefined && statusOf(row) !== 'resolved';
  const before = wasOpen ? textOf(row, 'Severity__c') : null;
  const isKept =
    before !== null && (isBetterUnseen(finding, before, key, row, around) || isCalmUnseen(finding, before, around));
  const severity = isKept ? before : finding.severity;
  const place = around.places.ofFinding(finding);
  const owner = finding.owner !== undefined && textOf(row, 'Responsible__c') === null;
  return {
    object,
    key,
    fields: {
      ...findingFields(finding),
      ...(isKept ? wordsBefore(finding, row) : {}),
      Severity__c: severity,
      ...decisionOnSeen(finding, row, { seenAt, asOf, hasSettings: report.decisions?.file !== undefined }),
      ...(row === undefined ? { First_Seen_At__c: seenAt } : {}),
      ...(isWorse(severity as Severity, before) ? { Rose_At__c: seenAt } : {}),
      ...(owner ? { Responsible__c: finding.owner } : {}),
    },
    ...(place ? { certificate: place.key } : {}),
    seenAt,
  };
}

/** What was said while more was seen still holds as long as it is about the same end. */
function wordsBefore({ dueOn }: Finding, row: ExistingRow | undefined): Partial<FindingRow['fields']> {
  if (!row || textOf(row, 'Due_On__c') !== (dueOn ?? null)) return {};
  return {
    Title__c: textOf(row, 'Title__c'),
    Detail__c: textOf(row, 'Detail__c'),
    Remedy__c: textOf(row, 'Remedy__c'),
    Evidence__c: textOf(row, 'Evidence__c'),
    Use__c: textOf(row, 'Use__c'),
  };
}

/** Checks that say that nothing uses a certificate, as far as was read. */
const findsNoUse: ReadonlySet<string> = new Set(['unused-certificate']);

/** "Nothing that was read uses it", while the org's records know a use in a place that this scan did not read. */
function isRefuted(finding: Finding, around: Surroundings): boolean {
  const place = findsNoUse.has(finding.check) ? around.places.ofFinding(finding) : undefined;
  return place !== undefined && around.isUsedUnseen(place.key);
}

/**
 * A check that lacked something, or a scan that did not look at everything that uses the certificate, may know less, but
 * nothing better, of what is at stake.
 */
function isBetterUnseen(
  finding: Finding,
  before: string,
  key: string,
  row: ExistingRow | undefined,
  around: Surroundings,
): boolean {
  if (row === undefined || !isWorse(before as Severity, finding.severity)) return false;
  const certificate = around.certificateOf(row);
  return !isSaidToBeOver(key, row, around) || (certificate !== undefined && around.isUsedUnseen(certificate));
}

/**
 * A scan that saw more found that nothing uses the certificate, which makes it a step less grave; this one could not tell, and
 * says no more than that.
 */
function isCalmUnseen({ severity, holding }: Finding, before: string, { findings, looked }: Surroundings): boolean {
  if (!holding || before === severity || before !== lowered(severity)) return false;
  return [...findsNoUse].some((check) => {
    const row = findings.get(recordKey([check, holding.source, holding.name]));
    return row !== undefined && statusOf(row) !== 'resolved' && !looked.check(check, holding.name);
  });
}

function unseenRow(
  key: string,
  row: ExistingRow,
  { generatedAt, asOf }: HealthReport,
  around: Surroundings,
): FindingRow | undefined {
  const status = statusOf(row);
  if (status === 'resolved') return undefined;
  const source = textOf(row, 'Source__c');
  const ended = isDecided(key, row, around) && (source === null || around.looked.source(source));
  if (ended) {
    const lastSeen = around.lastSeen(row, source);
    return { object, key, fields: { Status__c: 'resolved', Resolved_At__c: generatedAt, ...lastSeen } };
  }
  const isOver = status === 'waived' && isWaiverOver(row, asOf);
  return isOver ? { object, key, fields: { Status__c: 'open', Waived_By_Settings__c: false } } : undefined;
}

/**
 * Its check could decide about it, and saw whatever uses the certificate for what the finding is about; where its silence
 * rests on uses, whatever uses it at all.
 */
function isDecided(key: string, row: ExistingRow, around: Surroundings): boolean {
  if (!isSaidToBeOver(key, row, around)) return false;
  const certificate = around.certificateOf(row);
  if (certificate === undefined) return true;
  if (around.isServerUnseen(textOf(row, 'Source__c'), certificate)) return false;
  const check = textOf(row, 'Check__c') ?? '';
  // That nothing uses a certificate is over with any use that is known, unseen or not.
  if (around.looked.hangsOnUses(check) && !findsNoUse.has(check)) return !around.isUsedUnseen(certificate);
  const use = textOf(row, 'Use__c');
  return use === null || !around.isUsedUnseen(certificate, use);
}

/** Whether the silence of its check means that a finding is over. */
function isSaidToBeOver(key: string, row: ExistingRow, { looked }: Surroundings): boolean {
  const [check, source, subject] = [textOf(row, 'Check__c'), textOf(row, 'Source__c'), textOf(row, 'Subject_Name__c')];
  // What is said of a certificate above the subject's own has more than that in its key.
  const own = key === recordKey([check ?? '', source ?? '', subject ?? '']);
  return looked.check(check ?? '', subject, own);
}

function stateOf(
  key: string,
  wanted: FindingRow | undefined,
  row: ExistingRow | undefined,
  around: Surroundings,
): FindingState {
  const status = wanted?.fields.Status__c as FindingStatus | undefined;
  const severity = wanted?.fields.Severity__c as string | undefined;
  const until = wanted?.fields.Waived_Until__c as string | null | undefined;
  return {
    key,
    status: status ?? (row ? statusOf(row) : 'open'),
    severity: severity ?? textOf(row, 'Severity__c'),
    until: until === undefined ? textOf(row, 'Waived_Until__c') : until,
    certificate: wanted?.certificate ?? around.certificateOf(row) ?? null,
  };
}

function noteChange(
  changes: { readonly [List in 'appeared' | 'worse' | 'resolved']: FindingsPlan[List][number][] },
  { key, status, severity, certificate }: FindingState,
  wanted: FindingRow | undefined,
  row: ExistingRow | undefined,
  around: Surroundings,
): void {
  const before = row && statusOf(row);
  const title = (wanted?.fields.Title__c as string | undefined) ?? textOf(row, 'Title__c') ?? key;
  const about = { ...row, ...wanted?.fields };
  const mark = isFirstLook(about, certificate, around) ? { firstLook: true as const } : {};
  if (status === 'resolved') {
    if (before !== 'resolved') changes.resolved.push({ key, title, ...mark });
  } else if (isOpen(status)) {
    const from = textOf(row, 'Severity__c');
    if (before === undefined || !isOpen(before)) {
      changes.appeared.push({ key, title, severity: severity ?? '', ...mark });
    } else if (from !== null && isWorse(severity as Severity, from)) {
      changes.worse.push({ key, title, from, to: severity ?? '', ...mark });
    }
  }
}

/** Whether a change may only be one of sight: its source, its check or a use of its certificate was never looked at before. */
function isFirstLook(about: ExistingRow, certificate: string | null, { first }: Surroundings): boolean {
  return (
    first.source(textOf(about, 'Source__c')) ||
    first.check(textOf(about, 'Check__c') ?? '', textOf(about, 'Subject_Name__c')) ||
    first.use(certificate)
  );
}
