export { toCsv } from './csv.ts';
export type { ReportFormat } from './formats.ts';
export { formatForExtension, reportFormats } from './formats.ts';
export { headlineOf, severityWords, subjectOfReport, verdictOf } from './headline.ts';
export { toHtml } from './html.ts';
export { toJson } from './json.ts';
export { toMarkdown } from './markdown.ts';
export type { Unchecked } from './not-checked.ts';
export { uncheckedOf } from './not-checked.ts';
