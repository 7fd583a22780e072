import type { Severity } from '@cert-health/core';
import { exitCodeFor } from '../options/exit-code.ts';
import type { FailOn } from '../options/fail-on.ts';
import type { Comparison } from './compare-chains.ts';

/** What breaks is critical, what somebody must be told first a warning, and what cannot be told is not checked. */
export function exitCodeOfComparison({ uses, notChecked }: Comparison, failOn: FailOn): number {
  const outcomes = uses.flatMap(({ reasons }) => reasons.map(({ outcome }) => outcome));
  const severities = outcomes.flatMap((outcome): Severity[] =>
    outcome === 'breaks' ? ['critical'] : outcome === 'tell-first' ? ['warning'] : [],
  );
  const denied = notChecked.some(({ permission }) => permission !== undefined);
  const open = notChecked.length > 0 || outcomes.includes('unknown') || uses.length === 0;
  return exitCodeFor(
    { severities, unchecked: denied ? 'for want of a permission' : open ? 'something' : undefined },
    failOn,
  );
}
