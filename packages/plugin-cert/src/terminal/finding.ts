import { severityWords } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate, Severity } from '@cert-health/core';
import { lifeBar } from './life-bar.ts';
import type { Page, Status } from './page.ts';

/** Adds one finding: what will happen, why, and what to do. */
export function addFinding(page: Page, finding: Finding, report: HealthReport): void {
  page.head(statusOf(finding.severity, page), finding.title);
  const certificate = report.certificates.find((one) => one.fingerprint === finding.certificate);
  // The bar is for findings on a lifetime; beside a weak key it would say nothing.
  if (certificate && finding.dueOn !== undefined) page.term('life', lifeBar(certificate.lifetimeUsed));
  page.term('why', finding.detail);
  page.term('do', finding.remedy);
  page.term('see', whereOf(finding, certificate), page.paint.dim);
}

function statusOf(severity: Severity, page: Page): Status {
  const paint = { critical: page.paint.critical, warning: page.paint.warning, info: page.paint.dim }[severity];
  const { sign, word } = severityWords[severity];
  return { symbol: sign, word, paint };
}

/** The check's page, and where the certificate is held. */
function whereOf(finding: Finding, certificate: ReportCertificate | undefined): string {
  const holding = certificate?.holdings.find(
    (one) => one.source === finding.holding?.source && one.name === finding.holding.name,
  );
  return [finding.docs, holding?.path === finding.holding?.name ? undefined : holding?.path]
    .filter(Boolean)
    .join(' · ');
}
