import { failsOn, isGap, isUnasked, isWithoutVerdict } from '@cert-health/core';
import type { HealthReport, Severity } from '@cert-health/core';
import { exitCodes } from './fail-on.ts';
import type { FailOn } from './fail-on.ts';

/** What decides about an exit code, whichever command it is. */
export interface Outcome {
  /** Severities of findings that count. */
  readonly severities: readonly Severity[];
  /** Whether everything could be checked, and if not, whether a permission is missing for it. */
  readonly unchecked?: 'something' | 'for want of a permission' | undefined;
}

/** The worst news that was asked for, in this order: critical, a permission, something not checked, a warning or note. */
export function exitCodeFor({ severities, unchecked }: Outcome, failOn: FailOn): number {
  const failing = severities.filter((severity) => failsOn(severity, failOn));
  if (failing.includes('critical')) return exitCodes.critical;
  if (failOn === 'incomplete' && unchecked) {
    return unchecked === 'something' ? exitCodes.notChecked : exitCodes.permissionMissing;
  }
  return failing.length > 0 ? exitCodes.warning : exitCodes.clean;
}

type Judged = Pick<HealthReport, 'findings' | 'sources' | 'notChecked'> & {
  readonly summary: Pick<HealthReport['summary'], 'status'>;
};

/** The exit code of a report. Where nothing could be read there is no verdict, whatever was asked for. */
export function exitCodeOf(report: Judged, failOn: FailOn): number {
  if (isWithoutVerdict(report)) return exitCodes.noVerdict;
  const open = report.findings.filter(({ status }) => status === 'open');
  return exitCodeFor({ severities: open.map(({ severity }) => severity), unchecked: uncheckedIn(report) }, failOn);
}

/**
 * A permission only where the org said "you may not": a check's own guess at one may stand beside any other failure. Where
 * nothing was there to judge, nothing was checked. What nobody asked for did not fail.
 */
function uncheckedIn({ sources, notChecked, summary }: Judged): Outcome['unchecked'] {
  if (sources.some(({ status }) => status === 'denied')) return 'for want of a permission';
  const gap = sources.some(isGap) || notChecked.some((one) => !isUnasked(one)) || summary.status === 'empty';
  return gap ? 'something' : undefined;
}
