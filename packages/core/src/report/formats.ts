import type { HealthReport } from '../health/report.ts';
import { withoutKeysIn } from '../secrets/index.ts';
import { toCalendar } from './calendar.ts';
import { toCsv } from './csv.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toJunit } from './junit.ts';
import { lastingReport } from '../health/lasting-report.ts';
import { toMarkdown } from './markdown.ts';
import { toOpenMetrics } from './open-metrics.ts';
import type { ReportOptions } from './options.ts';
import { toSarif } from './sarif.ts';

/** A way to write a report down. */
export interface ReportFormat {
  readonly name: string;
  /** File name endings, without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  readonly write: (report: HealthReport, options?: ReportOptions) => string;
}

const formats: readonly ReportFormat[] = [
  { name: 'JSON', extensions: ['json'], mediaType: 'application/json', write: toJson },
  { name: 'CSV', extensions: ['csv'], mediaType: 'text/csv; charset=utf-8', write: toCsv },
  { name: 'HTML', extensions: ['html', 'htm'], mediaType: 'text/html; charset=utf-8', write: toHtml },
  { name: 'Markdown', extensions: ['md', 'markdown'], mediaType: 'text/markdown; charset=utf-8', write: toMarkdown },
  { name: 'SARIF', extensions: ['sarif', 'sarif.json'], mediaType: 'application/sarif+json', write: toSarif },
  { name: 'JUnit XML', extensions: ['xml', 'junit.xml'], mediaType: 'application/xml', write: toJunit },
  {
    name: 'OpenMetrics',
    extensions: ['prom', 'metrics'],
    mediaType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    write: toOpenMetrics,
  },
  { name: 'iCalendar', extensions: ['ics'], mediaType: 'text/calendar; charset=utf-8', write: toCalendar },
];

/**
 * A report may come from a file that somebody else wrote: whatever it is written as, key material stays out. And it is read
 * on another day than that of the scan.
 */
export const reportFormats: readonly ReportFormat[] = formats.map((format) => ({
  ...format,
  write: (report, options) => format.write(lastingReport(withoutKeysIn(report)), withoutKeysIn(options)),
}));

/**
 * The format that a file name asks for by its ending, in either case. The longest ending counts: `health.sarif.json` is
 * SARIF.
 *
 * @param name a file name or path, such as `build/health.html`
 * @returns undefined when the ending is none of `reportFormats`
 */
export function formatForExtension(name: string): ReportFormat | undefined {
  const lower = name.toLowerCase();
  return reportFormats
    .flatMap((format) => format.extensions.map((extension) => ({ format, extension })))
    .sort((a, b) => b.extension.length - a.extension.length)
    .find(({ extension }) => lower.endsWith(`.${extension}`))?.format;
}
