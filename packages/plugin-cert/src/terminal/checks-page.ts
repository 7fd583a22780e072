import { severityWords } from '@cert-health/core';
import type { CheckDescription } from '../catalog/check-description.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';

/** The catalog of checks for a terminal. */
export function checksPage(
  checks: readonly CheckDescription[],
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const page = new Page(options.columns, options.paint);
  const paints = { critical: options.paint.critical, warning: options.paint.warning, info: options.paint.dim };
  checks.forEach((check, position) => {
    if (position > 0) page.blank();
    const { sign, word } = severityWords[check.severity];
    page.head({ symbol: sign, word, paint: paints[check.severity] }, check.id);
    page.body(check.title);
    const since = check.since ? ` · since ${check.since}` : '';
    page.body(`${check.source.document}, ${check.source.section}${since}`);
  });
  page.blank();
  page.text(
    'The level is the worst that a check gives. Explain one, or one of the eight uses: sf cert checks --explain ID',
    options.paint.dim,
  );
  return page.toString();
}
