import { headlineOf } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { addCertificate } from './certificate-line.ts';
import { addFinding } from './finding.ts';
import { addHeader } from './header.ts';
import { nextStep } from './next-step.ts';
import { addNotChecked, notCheckedLines } from './not-checked.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';

export interface HealthPageOptions {
  /** Folders and files that were looked at. */
  readonly inputs: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  /** Show notes and healthy certificates too. */
  readonly all: boolean;
  readonly exitCode: number;
}

/** The report of `cert health` for a terminal: soonest trouble first, then what was not checked, then what to do next. */
export function healthPage(report: HealthReport, options: HealthPageOptions): string {
  const page = new Page(options.columns, options.paint);
  const notChecked = notCheckedLines(report);
  const wellBeing = report.summary.status === 'healthy' ? ['nothing wrong'] : [];
  addHeader(page, 'Certificate health of', report, options.inputs, [headlineOf(report), ...wellBeing]);
  const open = report.findings.filter((finding) => finding.status === 'open');
  for (const finding of open) {
    if (finding.severity === 'info' && !options.all) continue;
    page.blank();
    addFinding(page, finding, report);
  }
  if (notChecked.length > 0) page.blank();
  addNotChecked(page, notChecked);
  if (options.all) addQuiet(page, report);
  // A wholly healthy report is three lines.
  if (open.length > 0 || notChecked.length > 0 || options.all) page.blank();
  const hints = report.summary.findings.info;
  if (hints > 0 && !options.all)
    page.text(
      `Run with --all to see ${hints === 1 ? 'the hint' : `the ${hints} hints`} and what is healthy.`,
      page.paint.dim,
    );
  page.spread(`Next: ${nextStep(report, notChecked)}`, `exit ${options.exitCode}`, (text) => text);
  return page.toString();
}

/** Certificates that no finding is about; one with an open question is not called healthy. */
function addQuiet(page: Page, report: HealthReport): void {
  const accused = new Set(
    report.findings.filter((one) => one.severity !== 'info').map((finding) => finding.certificate),
  );
  const questioned = new Set(report.notChecked.map((entry) => entry.subject));
  for (const certificate of report.certificates) {
    const own = certificate.holdings.filter((holding) => !holding.chainMember);
    if (own.length === 0 || accused.has(certificate.fingerprint)) continue;
    page.blank();
    const known = !own.some((holding) => questioned.has(holding.name));
    const healthy = { symbol: '✔', word: 'HEALTHY', paint: page.paint.good };
    const partly = { symbol: '?', word: 'PARTLY', paint: page.paint.unknown };
    addCertificate(page, certificate, report, known ? healthy : partly);
  }
}
