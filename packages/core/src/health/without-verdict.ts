import { isGap } from '../inventory/index.ts';
import { mayHoldCertificates } from '../uses/index.ts';
import type { HealthReport } from './report.ts';

/**
 * No place that may hold certificates could be read at all: whatever else the report says, it is no verdict. A file that is a
 * private key is no certificate and was read as what it is: there the finding is the verdict.
 */
export function isWithoutVerdict({ sources, findings }: Pick<HealthReport, 'sources' | 'findings'>): boolean {
  if (findings.some(({ check }) => check === 'exposed-key')) return false;
  const holding = sources.filter(({ id }) => mayHoldCertificates(id));
  return holding.some(isGap) && !holding.some(({ status }) => status === 'read');
}
