import { isoDay } from '../findings/index.ts';
import type { HealthReport } from '../health/report.ts';

/** A day that was judged in place of that of the scan: what would be then is no record of how things are. Days are UTC. */
export function otherDayJudged({ asOf, generatedAt }: Pick<HealthReport, 'asOf' | 'generatedAt'>): Date | undefined {
  const [judged, scanned] = [new Date(asOf), new Date(generatedAt)];
  return isoDay(judged) === isoDay(scanned) ? undefined : judged;
}
