import { isGap } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { exitCodes, failOnLevels } from './fail-on.ts';
import type { FailOn } from './fail-on.ts';

/**
 * The highest exit code that applies to a report.
 *
 * @param failOn Codes above what it asks for are not given.
 */
export function exitCodeOf(report: Pick<HealthReport, 'findings' | 'sources' | 'notChecked'>, failOn: FailOn): number {
  const asks = (level: FailOn): boolean => failOnLevels.indexOf(failOn) >= failOnLevels.indexOf(level);
  const open = new Set(
    report.findings.filter((finding) => finding.status === 'open').map((finding) => finding.severity),
  );
  const codes: number[] = [exitCodes.clean];
  if (asks('critical') && open.has('critical')) codes.push(exitCodes.critical);
  if (asks('warning') && open.has('warning')) codes.push(exitCodes.warning);
  if (asks('info') && open.has('info')) codes.push(exitCodes.warning);
  if (asks('incomplete')) codes.push(...incompleteCodes(report));
  return Math.max(...codes);
}

/** 6 only where the org said "you may not": a check's own guess at a permission may stand beside any other failure. */
function incompleteCodes({ sources, notChecked }: Pick<HealthReport, 'sources' | 'notChecked'>): number[] {
  if (sources.some((source) => source.status === 'denied')) return [exitCodes.permissionMissing];
  return sources.some(isGap) || notChecked.length > 0 ? [exitCodes.notChecked] : [];
}
