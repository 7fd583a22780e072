import { isGap } from '../inventory/index.ts';
import { mayHoldCertificates } from '../uses/index.ts';
import type { HealthReport } from './report.ts';

/** No place that may hold certificates could be read at all: whatever else the report says, it is no verdict. */
export function isWithoutVerdict({ sources }: Pick<HealthReport, 'sources'>): boolean {
  const holding = sources.filter(({ id }) => mayHoldCertificates(id));
  return holding.some(isGap) && !holding.some(({ status }) => status === 'read');
}
