import type { CheckResultRow } from '../health/check-results.ts';
import { escapeCsv } from './escape.ts';

const COLUMNS = ['check', 'source', 'name', 'certificate', 'result', 'severity', 'detail'] as const;

/**
 * Every check on every certificate as a table (RFC 4180). A line without a source is about the check as a whole. Only
 * `passed` says that something is in order.
 */
export function toCheckResultsCsv(results: readonly CheckResultRow[]): string {
  const lines = results.map((row) => COLUMNS.map((column) => escapeCsv(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}
