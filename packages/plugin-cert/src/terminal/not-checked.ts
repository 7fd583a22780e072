import { listOf, unaskedLine, unaskedOf, uncheckedOf } from '@cert-health/core';
import type { HealthReport, Unchecked } from '@cert-health/core';
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

/** Adds what nobody asked for. */
export function addUnasked(page: Page, report: HealthReport): void {
  const unasked = unaskedOf(report).map(unaskedLine);
  if (unasked.length > 0) page.flow('', unasked);
}

/** What was not checked, by what would change it: a permission, or what is behind the reason. One line for each. */
export function notCheckedLines(report: HealthReport): NotCheckedLine[] {
  const groups = Map.groupBy(uncheckedOf(report), ({ permission, cause, reason }) => permission ?? cause ?? reason);
  return [...groups.values()].map((entries) => ({
    what: shortened([...new Set(entries.map((entry) => entry.what))]),
    why: whyOf(entries),
  }));
}

function whyOf(entries: readonly Unchecked[]): string {
  const [{ permission, cause, reason }] = entries as [Unchecked];
  const reasons = new Set(entries.map((entry) => entry.reason));
  if (reasons.size === 1) return sentence(reason);
  return permission === undefined ? sentence(cause ?? reason) : `Needs the permission "${permission}".`;
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
