import type { HealthReport } from '../health/report.ts';

/** The report as it is, indented, with a final newline. */
export function toJson(report: HealthReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
