import type { HealthReport } from '@cert-health/core';

/**
 * Takes a value as a health report if it has the parts that the page shows; `{result: …}` of `--json` is unwrapped.
 * Undefined for anything else.
 */
export function asReport(value: unknown): HealthReport | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('result' in value && !('schemaVersion' in value)) return asReport(value.result);
  const report = value as Partial<HealthReport>;
  const lists = [report.certificates, report.findings, report.notChecked, report.sources, report.uses];
  const complete =
    report.schemaVersion === '1' &&
    typeof report.asOf === 'string' &&
    !Number.isNaN(Date.parse(report.asOf)) &&
    typeof report.summary?.findings === 'object' &&
    lists.every((list) => Array.isArray(list));
  return complete ? (report as HealthReport) : undefined;
}
