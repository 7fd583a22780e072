import { listOf, placeById, referenceUseOf, useById } from '@cert-health/core';
import type { Finding, HealthReport, ReportUse } from '@cert-health/core';

/** References shown for one use, and things that stop, before "and N more". */
const shown = 3;

/** What the certificate of a finding is used for, as far as the configuration that was read tells. */
export function usesOfFinding(finding: Finding, { uses }: HealthReport): readonly ReportUse[] {
  const { certificate, holding } = finding;
  return uses.filter((use) =>
    use.certificate === null ? holding !== undefined && use.name === holding.name : use.certificate === certificate,
  );
}

/** `Outbound Apex mTLS: Partner_API (Named credentials)`, one line for each use. */
export function usedBy(uses: readonly ReportUse[]): string[] {
  return [...Map.groupBy(uses, ({ use }) => use)].map(
    ([use, entries]) => `${useById(use).label}: ${some(entries.map(referrerOf))}`,
  );
}

/** What stops, in clauses; those that a text says already are left out. */
export function whatBreaks(uses: readonly ReportUse[], said: string): string {
  return some(uses.flatMap(({ breaks }) => (breaks === undefined || said.includes(breaks) ? [] : [breaks])));
}

function referrerOf({ reference }: ReportUse): string {
  const row = referenceUseOf(reference.field);
  return `${reference.name} (${row ? placeById(row.place).label : reference.field})`;
}

function some(items: readonly string[]): string {
  const different = [...new Set(items)];
  const more = different.length - shown;
  return listOf(more > 0 ? [...different.slice(0, shown), `${more} more`] : different);
}
