import { listOf, unaskedLine, unaskedOf, uncheckedOf } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import type { Page } from './page.ts';

/** Names shown before "and N more". */
const namesShown = 5;

/** A reason why something was not looked at, and all it keeps from being looked at. */
export interface NotCheckedLine {
  readonly what: string;
  readonly why: string;
}

/** Adds what was not looked at, with what to do about it. */
export function addNotChecked(page: Page, lines: readonly NotCheckedLine[]): void {
  for (const { what, why } of lines) {
    page.head({ symbol: '?', word: 'NOT CHECKED', paint: page.paint.unknown }, what);
    page.body(why);
  }
}

/** Adds what nobody asked for, one line each. */
export function addUnasked(page: Page, report: HealthReport): void {
  for (const unasked of unaskedOf(report)) page.text(unaskedLine(unasked), page.paint.unknown);
}

/** What was not checked. Many certificates with one reason are one line, so that the reason is read. */
export function notCheckedLines(report: HealthReport): NotCheckedLine[] {
  const byReason = Map.groupBy(uncheckedOf(report), (entry) => entry.reason);
  return [...byReason].map(([reason, entries]) => ({
    what: shortened([...new Set(entries.map((entry) => entry.what))]),
    why: sentence(reason),
  }));
}

function shortened(names: readonly string[]): string {
  if (names.length <= namesShown) return listOf(names);
  return `${names.slice(0, namesShown).join(', ')} and ${names.length - namesShown} more`;
}

function sentence(reason: string): string {
  // A user name stays as it is, and so does a path.
  const text = /^\S*[@./\\_]\S/.test(reason) ? reason : reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
