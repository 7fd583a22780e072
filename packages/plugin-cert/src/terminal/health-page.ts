import { dayOf, eachFinding, headlineOf, isWithoutVerdict, listOf, plural, unaskedOf } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';
import { addCertificate } from './certificate-line.ts';
import { addFinding } from './finding.ts';
import { addAhead, addForecast } from './forecast-section.ts';
import { addFindingTable } from './finding-table.ts';
import { groupFindings } from './group-findings.ts';
import type { Grouping } from './groupings.ts';
import { addHeader } from './header.ts';
import { nextStep } from './next-step.ts';
import { addNotChecked, addUnasked, notCheckedLines } from './not-checked.ts';
import { openFindings } from './open-findings.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { addRemedies } from './remedies.ts';
import { addUseTable } from './use-table.ts';

export interface HealthPageOptions {
  /** Folders and files that were looked at. */
  readonly inputs: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  /** Show notes and healthy certificates too. */
  readonly all: boolean;
  /** Tell all of each finding, not only what has to be done. */
  readonly details: boolean;
  /** Findings in groups, or by date; without, most urgent first. */
  readonly by?: Grouping | undefined;
  /** Show renewals month by month. */
  readonly forecast: boolean;
  readonly exitCode: number;
}

/** The report of `cert health` for a terminal: a row for each finding, what to do, what was not checked, and what comes first. */
export function healthPage(report: HealthReport, options: HealthPageOptions): string {
  const page = new Page(options.columns, options.paint);
  const notChecked = notCheckedLines(report);
  const open = report.findings.filter(({ status }) => status === 'open');
  addHeader(page, 'Certificate health of', report, options.inputs, [headlineOf(report), ...wellBeing(report, open)]);
  if (options.by === 'use') {
    page.blank();
    addUseTable(page, report);
  }
  const shown = open.filter(({ severity }) => severity !== 'info' || options.all);
  addFindings(page, shown, report, options);
  if (notChecked.length > 0) page.blank();
  addNotChecked(page, notChecked);
  if (shown.length > 0 && notChecked.length === 0 && unaskedOf(report).length > 0) page.blank();
  addUnasked(page, report);
  if (options.all) {
    addWaived(page, report);
    addQuiet(page, report);
  }
  // A wholly healthy report is three lines, and one for each question that nobody asked.
  const quiet = open.length === 0 && notChecked.length === 0 && !options.all && options.by === undefined;
  if (options.forecast) addForecast(page, report);
  else if (!quiet) addAhead(page, report);
  if (!quiet || options.forecast) page.blank();
  addMore(page, report, shown.length > 0, options);
  page.spread(`Next  ${nextStep(report, notChecked)}`, `exit ${options.exitCode}`, (text) => text);
  return page.toString();
}

/** What the same command shows besides. */
function addMore(
  page: Page,
  { summary }: HealthReport,
  anyShown: boolean,
  { all, details }: Pick<HealthPageOptions, 'all' | 'details'>,
): void {
  const notes = summary.findings.info;
  const more = [
    ...(anyShown && !details ? ['findings in full: --details', 'one certificate: its NAME'] : []),
    ...(notes > 0 && !all ? [`${plural(notes, 'note')} and what is healthy: --all`] : []),
  ];
  if (more.length > 0) page.flow('More  ', more, page.paint.dim);
}

/** Said only of what was looked at: what was waived, known before, left out or not asked is not "nothing". */
function wellBeing(report: HealthReport, open: readonly Finding[]): string[] {
  const { summary, decisions } = report;
  if (isWithoutVerdict(report)) return ['no verdict: nothing could be read'];
  if (summary.status === 'empty') return ['nothing to judge'];
  if (summary.status !== 'healthy' || decisions?.known !== undefined) {
    return decisions?.known && open.length === 0 ? ['nothing new'] : [];
  }
  const setAside = summary.findings.waived > 0 || (decisions?.checksOff.length ?? 0) > 0;
  const unasked = unaskedOf(report).map(({ what, how }) => `${what.toLowerCase()} ${how}`);
  const untold = untoldOf(open);
  const wrong = untold ?? (setAside ? 'nothing else wrong' : 'nothing wrong');
  if (unasked.length === 0) return [wrong];
  return [`${wrong}${untold ? '' : ' in what was read'}; ${listOf(unasked)}`];
}

/** A class whose certificate cannot be told may well use one that is wrong. */
function untoldOf(open: readonly Finding[]): string | undefined {
  const classes = new Set(
    open.flatMap(({ check, reference }) => (check === 'computed-name' ? (reference?.name ?? []) : [])),
  );
  if (classes.size === 0) return undefined;
  return `which certificate ${classes.size === 1 ? 'a class uses' : `${classes.size} classes use`} cannot be told`;
}

/** From grave to light by how long a certificate lives, not by how soon it ends: said, because it is not what everybody expects. */
const orders = {
  urgency: 'Most urgent for its lifetime first; plain dates: --by date.',
  date: 'Soonest date first, whatever the level.',
} as const;

function addFindings(
  page: Page,
  shown: readonly Finding[],
  report: HealthReport,
  { by, details }: Pick<HealthPageOptions, 'by' | 'details'>,
): void {
  if (shown.length === 0) return;
  // In groups each stands with its own certificate and owner.
  const findings = by === undefined ? shown : by === 'date' ? shown.toSorted(compareDates) : eachFinding(shown);
  const groups = by === undefined || by === 'date' ? [{ title: '', findings }] : groupFindings(findings, report, by);
  page.blank();
  groups.forEach((group, position) => {
    if (position > 0) page.blank();
    if (group.title) page.text(`── ${group.title}`, page.paint.strong);
    addFindingTable(page, group.findings, report, { byLevel: by === undefined });
  });
  if (findings.length > 1) page.text(orders[by === 'date' ? 'date' : 'urgency'], page.paint.dim);
  page.blank();
  if (details) addDetails(page, findings, report);
  else addRemedies(page, findings, report);
}

/** By the day on which something happens; what has none comes last, in the order of the report. */
function compareDates({ dueOn: one = '9999' }: Finding, { dueOn: other = '9999' }: Finding): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function addDetails(page: Page, findings: readonly Finding[], report: HealthReport): void {
  const told = new Set<string>();
  findings.forEach((finding, position) => {
    if (position > 0) page.blank();
    addFinding(page, finding, report, told);
  });
}

/** What somebody decided to live with: who, why and until when. */
function addWaived(page: Page, { findings, asOf }: HealthReport): void {
  for (const { title, waiver, docs } of findings.filter(({ status }) => status === 'waived')) {
    page.blank();
    page.head({ symbol: '○', word: 'WAIVED', paint: page.paint.dim }, title);
    if (!waiver) continue;
    page.term('why', waiver.reason);
    page.term('owner', waiver.owner);
    page.term('until', dayOf(new Date(waiver.until), new Date(asOf)));
    page.term('see', docs, page.paint.dim);
  }
}

/** Certificates that no finding is about; one with an open question is not called healthy. */
function addQuiet(page: Page, report: HealthReport): void {
  const waived = report.findings.filter(({ status }) => status === 'waived');
  const accused = new Set(
    [...openFindings(report), ...waived].filter(({ severity }) => severity !== 'info').map((one) => one.certificate),
  );
  const questioned = new Set(report.notChecked.map((entry) => entry.subject));
  // What has ended, or never holds, is told by its finding, if only in a note; healthy it is not.
  const over = (one: ReportCertificate): boolean => one.lifetimeUsed >= 1 || one.notAfter < one.notBefore;
  for (const certificate of report.certificates) {
    const own = certificate.holdings.filter((holding) => !holding.chainMember);
    if (own.length === 0 || accused.has(certificate.fingerprint) || over(certificate)) continue;
    page.blank();
    const known = !own.some((holding) => questioned.has(holding.name));
    const healthy = { symbol: '✔', word: 'HEALTHY', paint: page.paint.good };
    const partly = { symbol: '?', word: 'PARTLY', paint: page.paint.unknown };
    addCertificate(page, certificate, report, known ? healthy : partly);
  }
}
