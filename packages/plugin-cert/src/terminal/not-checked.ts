import { listOf, unaskedLine, unaskedOf, uncheckedOf } from '@cert-health/core';
import type { HealthReport, Unchecked } from '@cert-health/core';
import type { Page } from './page.ts';

/** Names shown before "and N more". */
const namesShown = 5;

/** A reason why something was not looked at, and all it keeps from being looked at. */
export interface NotCheckedLine {
  readonly names: readonly string[];
  readonly why: string;
}

/** Adds what was not looked at, with what to do about it. */
export function addNotChecked(page: Page, lines: readonly NotCheckedLine[]): void {
  for (const { names, why } of lines) {
    page.head({ symbol: '?', word: 'NOT CHECKED', paint: page.paint.unknown }, shortened(names, namesShown));
    page.body(why);
  }
}

/** Adds what nobody asked for. */
export function addUnasked(page: Page, report: HealthReport): void {
  const unasked = unaskedOf(report).map(unaskedLine);
  if (unasked.length > 0) page.flow('', unasked);
}

/**
 * What was not checked, by what would change it: a permission, or what is behind the reason. One line for each, but none for what
 * another line says of each by name.
 */
export function notCheckedLines(report: HealthReport): NotCheckedLine[] {
  const groups = Map.groupBy(uncheckedOf(report), ({ permission, cause, reason }) => permission ?? cause ?? reason);
  const lines = [...groups.values()].map((entries) => ({
    names: [...new Set(entries.map((entry) => entry.what))],
    why: whyOf(entries),
  }));
  return lines.filter(({ names, why }) => !lines.some((other) => says(other.why, why, names)));
}

/** Whether a reason is a longer one that says a shorter one of each of some names. */
function says(longer: string, shorter: string, names: readonly string[]): boolean {
  if (longer.length <= shorter.length || !longer.includes(shorter)) return false;
  // Part of another name is not the name.
  const pieces = longer.split(shorter).flatMap((piece) => piece.split(/[,:] |, | and |[.] /));
  return names.every((name) => pieces.includes(name));
}

function whyOf(entries: readonly Unchecked[]): string {
  const [{ permission, cause, reason }] = entries as [Unchecked];
  const reasons = new Set(entries.map((entry) => entry.reason));
  if (reasons.size === 1) return sentence(reason);
  return permission === undefined ? sentence(cause ?? reason) : `Needs the permission "${permission}".`;
}

/** `Apex code, Connected apps and 20 more`. */
export function shortened(names: readonly string[], most: number): string {
  if (names.length <= most) return listOf(names);
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}

function sentence(reason: string): string {
  // A user name stays as it is, and so does a path.
  const text = /^\S*[@./\\_]\S/.test(reason) ? reason : reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
