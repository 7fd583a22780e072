import { useCatalog } from '@cert-health/core';
import type { Finding, HealthReport, ReportUse } from '@cert-health/core';
import { openFindings } from './open-findings.ts';
import type { Page } from './page.ts';
import { addTable } from './table.ts';

type Standing = 'critical' | 'warning' | 'unknown' | 'waived' | 'ok';

const rotators = { salesforce: 'Salesforce', customer: 'you', remote: 'the other side' } as const;

/** Adds the eight uses: how many certificates in each, how they stand, and who rotates them. */
export function addUseTable(page: Page, report: HealthReport): void {
  const byUse = Map.groupBy(report.uses, ({ use }) => use);
  const numbers = true as const;
  const waives = report.findings.some(({ status }) => status === 'waived');
  const columns = ['ok', 'warning', 'critical', ...(waives ? (['waived'] as const) : []), 'unknown'] as const;
  addTable(
    page,
    [
      { title: 'By use' },
      { title: 'ok', numbers },
      { title: 'warn', numbers },
      { title: 'crit', numbers },
      ...(waives ? [{ title: 'waived', numbers }] : []),
      { title: '?', numbers },
      { title: 'who rotates' },
    ],
    useCatalog.map(({ id, label, rotates }) => {
      const counts = standingsOf(byUse.get(id) ?? [], report);
      const shown = columns.map((one) => String(counts[one] || '–'));
      return [label, ...shown, rotators[rotates.who]];
    }),
  );
  page.text('? not judged: the certificate was not read, or only the other side has it.', page.paint.dim);
}

function standingsOf(uses: readonly ReportUse[], report: HealthReport): Record<Standing, number> {
  const counts = { critical: 0, warning: 0, unknown: 0, waived: 0, ok: 0 };
  const certificates = Map.groupBy(uses, ({ certificate, name }) => certificate ?? `?${name}`);
  for (const [, [first]] of certificates) if (first) counts[standingOf(first, report)] += 1;
  return counts;
}

/** The worst that is said of a certificate; one that nobody looked at, or not with every check, is never in order. */
function standingOf({ certificate, name }: ReportUse, report: HealthReport): Standing {
  const isAbout = (finding: Finding): boolean =>
    certificate === null ? finding.holding?.name === name : finding.certificate === certificate;
  const found = openFindings(report).filter(isAbout);
  if (found.some(({ severity }) => severity === 'critical')) return 'critical';
  if (found.some(({ severity }) => severity === 'warning')) return 'warning';
  const questioned = report.notChecked.some(({ subject }) => subject === name);
  if (certificate === null || questioned) return 'unknown';
  return report.findings.some((finding) => finding.status === 'waived' && isAbout(finding)) ? 'waived' : 'ok';
}
