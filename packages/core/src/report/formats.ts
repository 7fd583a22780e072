import type { HealthReport } from '../health/report.ts';
import { toCsv } from './csv.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';
import { toMarkdown } from './markdown.ts';

/** A way to write a report down. */
export interface ReportFormat {
  readonly name: string;
  /** File name endings, without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  readonly mediaType: string;
  readonly write: (report: HealthReport) => string;
}

export const reportFormats: readonly ReportFormat[] = [
  { name: 'JSON', extensions: ['json'], mediaType: 'application/json', write: toJson },
  { name: 'CSV', extensions: ['csv'], mediaType: 'text/csv; charset=utf-8', write: toCsv },
  { name: 'HTML', extensions: ['html', 'htm'], mediaType: 'text/html; charset=utf-8', write: toHtml },
  { name: 'Markdown', extensions: ['md', 'markdown'], mediaType: 'text/markdown; charset=utf-8', write: toMarkdown },
];

/**
 * The format that a file name asks for by its ending, in either case.
 *
 * @param name a file name or path, such as `build/health.html`
 * @returns undefined when the ending is none of `reportFormats`
 */
export function formatForExtension(name: string): ReportFormat | undefined {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return reportFormats.find(({ extensions }) => extensions.includes(ending));
}
