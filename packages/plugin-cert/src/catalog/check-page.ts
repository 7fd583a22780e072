import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { levelOf } from '@cert-health/core';
import type { Use } from '@cert-health/core';
import type { CheckDescription } from './check-description.ts';

/**
 * The page of a check (Markdown). It lies in the plugin where the plugin was packed with its pages, and in the
 * repository above it otherwise; without either the catalog's own words make one.
 *
 * @param root The plugin's folder.
 */
export function pageOf(check: CheckDescription, root: string): string {
  return pageIn('checks', check.id, root) ?? pageFromCatalog(check);
}

/** The page of one of the eight uses, in the same places. */
export function pageOfUse({ id, label, summary, breaks }: Use, root: string): string {
  return pageIn('uses', id, root) ?? [`# ${label}`, summary, breaks].join('\n\n');
}

function pageIn(part: 'checks' | 'uses', id: string, root: string): string | undefined {
  for (const folder of [root, join(root, '..', '..')]) {
    try {
      return readFileSync(join(folder, 'docs', part, `${id}.md`), 'utf8').trimEnd();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

export function pageFromCatalog({ id, title, severity, since, source, needs, remedy }: CheckDescription): string {
  return [
    `# ${id}`,
    title,
    `Severity: up to ${levelOf(severity)}${since ? `. Applies since ${since}.` : '.'}`,
    `Needs to know: ${needs}.`,
    `What to do: ${remedy}`,
    `Rule: ${source.document}, ${source.section}${source.url ? ` (${source.url})` : ''}`,
  ].join('\n\n');
}
