import { dayOf, plural } from '@cert-health/core';
import type { Page } from './page.ts';
import type { StoreFacts } from '../trust/store-facts.ts';

/** Adds where a list comes from, how old it is, and what of it was not understood. */
export function addStoreFacts(page: Page, store: StoreFacts, at: Date): void {
  page.hanging('data    ', dataOf(store, at), page.paint.dim);
  page.hanging('source  ', store.source, page.paint.dim);
  for (const note of store.notes) page.hanging('note    ', note, page.paint.dim);
  addStaleness(page, store);
  addNotUnderstood(page, store);
}

function dataOf({ version, date, days }: StoreFacts, at: Date): string {
  if (date === null) return `${version}; of no known date`;
  const age =
    days === null
      ? ''
      : ` (${days < 0 ? `${plural(-days, 'day')} after the day judged` : `${plural(days, 'day')} old`})`;
  return `${version}, of ${dayOf(new Date(date), at)}${age}`;
}

/** Somebody's own file has no date, and needs none: only a list that is meant to be current can be out of date. */
function addStaleness(page: Page, store: StoreFacts): void {
  if (!store.stale || (store.date === null && store.id.startsWith('file:'))) return;
  page.head({ symbol: '▲', word: 'OLD DATA', paint: page.paint.warning }, store.age);
  page.body('Lists of roots change every few weeks: what is said of this one may no longer hold.');
}

function addNotUnderstood(page: Page, { entries, problems, label }: StoreFacts): void {
  if (entries.nameOnly > 0) {
    page.head(
      { symbol: '?', word: 'BY NAME', paint: page.paint.unknown },
      `${plural(entries.nameOnly, 'entry tells a name', 'entries tell a name')} and no fingerprint`,
    );
    page.body('A name is enough to find a root by and too little to be sure of it.');
  }
  if (entries.notUnderstood === 0) return;
  page.head(
    { symbol: '?', word: 'NOT READ', paint: page.paint.unknown },
    `${plural(entries.notUnderstood, 'entry', 'entries')} of ${label}`,
  );
  for (const problem of problems) page.body(problem);
  const more = entries.notUnderstood - problems.length;
  if (more > 0) page.body(`and ${more} more`);
}

/** So many octets of a fingerprint tell roots apart for a reader; `--json` has all of it. */
export function shortPrint(fingerprint: string | null): string {
  return (fingerprint ?? '').slice(0, 8).padEnd(8);
}
