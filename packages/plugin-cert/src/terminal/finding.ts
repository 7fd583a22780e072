import { severityWords, usedBy, whatBreaks } from '@cert-health/core';
import type { Finding, HealthReport, Mover, ReportCertificate, Severity } from '@cert-health/core';
import { paintOf } from './finding-table.ts';
import { lifeBar } from './life-bar.ts';
import type { Page, Status } from './page.ts';
import { usesOfFinding } from './uses-of-finding.ts';

/**
 * Adds one finding: what will happen, what it touches, why, and what to do.
 *
 * @param told Certificates whose uses stand further up already; this one is added.
 */
export function addFinding(page: Page, finding: Finding, report: HealthReport, told: Set<string>): void {
  page.head(statusOf(finding.severity, page), finding.title);
  const certificate = report.certificates.find((one) => one.fingerprint === finding.certificate);
  // The bar is for findings on a lifetime; beside a weak key, or what says the share in words, it would say nothing.
  const isSaid = / % of its \d+ days/.test(finding.detail);
  if (certificate && finding.dueOn !== undefined && !isSaid) page.term('life', lifeBar(certificate.lifetimeUsed));
  if (finding.severity !== 'info') addUses(page, finding, report, told);
  page.term('why', finding.detail);
  page.term('do', finding.remedy);
  if (finding.move !== undefined) page.term('move', moves[finding.move]);
  if (finding.owner !== undefined) page.term('owner', finding.owner);
  page.term('see', whereOf(finding, certificate, report), page.paint.dim);
}

/** Whose move it is, in full. */
const moves: Readonly<Record<Mover, string>> = {
  customer: 'yours',
  both: 'of both sides: theirs to give, yours to put in',
  remote: 'of the other side',
};

function addUses(page: Page, finding: Finding, report: HealthReport, told: Set<string>): void {
  const uses = usesOfFinding(finding, report);
  const [first] = uses;
  if (!first) return;
  const key = `${first.certificate ?? ''}/${first.name}`;
  if (told.has(key)) return page.term('used by', 'see above', page.paint.dim);
  told.add(key);
  usedBy(uses).forEach((line, position) => page.term(position === 0 ? 'used by' : '', line));
  const breaks = whatBreaks(uses, `${finding.title} ${finding.detail}`);
  if (breaks) page.term('breaks', breaks);
}

function statusOf(severity: Severity, page: Page): Status {
  const { sign, word } = severityWords[severity];
  return { symbol: sign, word, paint: paintOf(severity, page) };
}

/** The check's page, and where the certificate is held. */
function whereOf(finding: Finding, certificate: ReportCertificate | undefined, { pending }: HealthReport): string {
  const holding = [...(certificate?.holdings ?? []), ...pending].find(
    (one) => one.source === finding.holding?.source && one.name === finding.holding.name,
  );
  return [finding.docs, holding?.path === finding.holding?.name ? undefined : holding?.path]
    .filter(Boolean)
    .join(' · ');
}
