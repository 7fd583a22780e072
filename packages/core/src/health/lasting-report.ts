import { lasting } from '../findings/index.ts';
import type { Finding } from '../findings/index.ts';
import type { HealthReport } from './report.ts';

/**
 * The report in words that are still right when somebody reads the file: dates instead of "in 4 days", and no share of a
 * lifetime that grows by the day. What is counted to the moment that was judged stays in the evidence.
 */
export function lastingReport(report: HealthReport): HealthReport {
  const at = new Date(report.asOf);
  const { findings, decisions } = report;
  const known = decisions?.known;
  return {
    ...report,
    findings: findings.map((finding) => lastingFinding(finding, at)),
    ...(decisions && known
      ? {
          decisions: {
            ...decisions,
            known: { ...known, findings: known.findings.map((finding) => lastingFinding(finding, at)) },
          },
        }
      : {}),
  };
}

function lastingFinding(finding: Finding, at: Date): Finding {
  const words = (text: string): string => lasting(text, at).replace(used, 'It lasts $1 days');
  return {
    ...finding,
    title: words(finding.title),
    detail: words(finding.detail),
    remedy: words(finding.remedy),
    ...(finding.parts ? { parts: finding.parts.map((part) => lastingFinding(part, at)) } : {}),
  };
}

/** As the check for certificates that end says it. */
const used = /\b\d+ % of its (\d+) days are used/g;
