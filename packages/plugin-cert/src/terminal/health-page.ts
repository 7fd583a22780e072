import { dayOf, eachFinding, headlineOf, isWithoutVerdict, listOf, unaskedOf } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';
import { addCertificate } from './certificate-line.ts';
import { addFinding } from './finding.ts';
import { addAhead, addForecast } from './forecast-section.ts';
import { groupFindings } from './group-findings.ts';
import type { Grouping } from './groupings.ts';
import { addHeader } from './header.ts';
import { nextStep } from './next-step.ts';
import { addNotChecked, addUnasked, notCheckedLines } from './not-checked.ts';
import { openFindings } from './open-findings.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { addUseTable } from './use-table.ts';

export interface HealthPageOptions {
  /** Folders and files that were looked at. */
  readonly inputs: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  /** Show notes and healthy certificates too. */
  readonly all: boolean;
  /** Findings in groups; without, soonest trouble first. */
  readonly by?: Grouping | undefined;
  /** Show renewals month by month. */
  readonly forecast: boolean;
  readonly exitCode: number;
}

/** The report of `cert health` for a terminal: soonest trouble first, then what was not checked, then what to do next. */
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
  // In groups each stands with its own certificate and owner.
  addFindings(page, options.by === undefined ? shown : eachFinding(shown), report, options.by);
  if (notChecked.length > 0) page.blank();
  addNotChecked(page, notChecked);
  if (shown.length + notChecked.length > 0 && unaskedOf(report).length > 0) page.blank();
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
  const hints = report.summary.findings.info;
  if (hints > 0 && !options.all)
    page.text(
      `Run with --all to see ${hints === 1 ? 'the hint' : `the ${hints} hints`} and what is healthy.`,
      page.paint.dim,
    );
  page.spread(`Next  ${nextStep(report, notChecked)}`, `exit ${options.exitCode}`, (text) => text);
  return page.toString();
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

function addFindings(page: Page, findings: readonly Finding[], report: HealthReport, by: Grouping | undefined): void {
  const groups = by === undefined ? [{ title: '', findings }] : groupFindings(findings, report, by);
  const told = new Set<string>();
  for (const group of groups) {
    if (group.title) {
      page.blank();
      page.text(`── ${group.title}`, page.paint.strong);
    }
    for (const finding of group.findings) {
      page.blank();
      addFinding(page, finding, report, told);
    }
  }
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
