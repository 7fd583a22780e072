import { momentOf, plural } from '@cert-health/core';
import type { ReplacementOutcome } from '@cert-health/core';
import type { Comparison } from '../compare/compare-chains.ts';
import { groupsOf, handedOver } from '../compare/told-together.ts';
import type { SharedReason, UseGroup } from '../compare/told-together.ts';
import {
  basisSentence,
  deadlineWords,
  headOf,
  listSentence,
  outcomeWords,
  placeWords,
  verdictSentence,
} from '../compare/wording.ts';
import { Page } from './page.ts';
import type { Status } from './page.ts';
import type { Paint } from './paint.ts';
import { padTo, wrap } from './text.ts';

/** What a replacement means, for a terminal: the answer, old and new side by side, then each use with who must act. */
export function comparePage(
  comparison: Comparison,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const { paint } = options;
  const page = new Page(options.columns, paint);
  const at = new Date(comparison.asOf);
  page.head(statusOf(comparison.verdict, paint), verdictSentence(comparison), momentOf(at));
  page.blank();
  addSides(page, comparison);
  if (!comparison.identical) {
    page.blank();
    page.text(basisSentence(comparison), paint.strong);
    page.text(listSentence(comparison), paint.dim);
    for (const group of groupsOf(comparison)) addGroup(page, group, at);
    addHandedOver(page, comparison);
  }
  addRest(page, comparison);
  return page.toString();
}

function statusOf(outcome: ReplacementOutcome, paint: Paint): Status {
  const colors = { breaks: paint.critical, unknown: paint.unknown, 'tell-first': paint.warning, unchanged: paint.good };
  return { ...outcomeWords[outcome], paint: colors[outcome] };
}

const TITLE = 17;
/** Below this width the two stand below each other. */
const SIDE_BY_SIDE = 72;
/** Of a hash, as many characters as tell it from others at a glance; the whole stands below, and in --json. */
const SHORT = 16;
const STAKES = 3;

function addSides(page: Page, { old, new: next, changes }: Comparison): void {
  addRow(page, '', `old: ${old.name}`, `new: ${next.name}`, page.paint.strong);
  if (changes.length === 0) return addRow(page, 'Subject', old.subject, next.subject);
  for (const { title, old: before, new: after, matters } of changes) {
    addRow(page, title, short(before), short(after));
    page.indented(matters, 2, page.paint.dim);
  }
}

const short = (text: string): string => text.replace(/\b[0-9a-f]{40,}\b/g, (hash) => `${hash.slice(0, SHORT)}…`);

function addRow(page: Page, title: string, old: string, next: string, paint?: (text: string) => string): void {
  if (page.columns < SIDE_BY_SIDE) {
    if (title !== '') page.text(title, page.paint.strong);
    page.hanging(title === '' ? '' : '  old  ', old);
    page.hanging(title === '' ? '' : '  new  ', next);
    return;
  }
  const width = Math.floor((page.columns - TITLE - 4) / 2);
  const columns = [wrap(title, TITLE), wrap(old, width), wrap(next, width)] as const;
  const height = Math.max(...columns.map((lines) => lines.length));
  for (let at = 0; at < height; at++) {
    const [first, second, third] = columns.map((lines) => lines[at] ?? '') as [string, string, string];
    page.line(`${padTo(first, TITLE)}  ${padTo(second, width)}  ${third}`, paint);
  }
}

function addGroup(page: Page, { places, outcome, reasons }: UseGroup, at: Date): void {
  const [first] = places;
  if (!first) return;
  page.blank();
  page.head(statusOf(outcome, page.paint), headOf(first, places.length));
  if (first.reference) places.forEach((one, row) => page.term(row === 0 ? 'used by' : '', placeWords(one)));
  if (outcome !== 'unchanged') addStakes(page, [...new Set(places.map(({ stops }) => stops))]);
  const early = ({ outcome: one }: SharedReason): boolean => one === 'tell-first';
  for (const one of reasons.filter((each) => !early(each))) addReason(page, one, places.length);
  for (const theirs of Map.groupBy(reasons.filter(early), ({ who }) => who.join('; ')).values())
    addTelling(page, theirs);
  if (reasons.some((one) => one.outcome !== 'unchanged')) page.term('when', deadlineWords(first.before, at));
}

/** What stops is named again with each place above; a few show what kind of thing it is. */
function addStakes(page: Page, stakes: readonly string[]): void {
  const more = stakes.length - STAKES;
  const shown = [...stakes.slice(0, STAKES), ...(more > 0 ? [`and so on, ${more} more`] : [])];
  shown.forEach((one, row) => page.term(row === 0 ? 'at stake' : '', one));
}

function addReason(page: Page, reason: SharedReason, places: number): void {
  const { paint } = page;
  const { symbol, word } = outcomeWords[reason.outcome];
  const some = reason.places < places ? ` (${plural(reason.places, 'place')} of ${places})` : '';
  page.body(`${symbol} ${word.toLowerCase()}${some}: ${reason.why}`);
  if (reason.what) page.term('do', `${reason.who.join('; ')}: ${reason.what}`);
  const give = reason.give.map(({ what, subject }) => `the ${what} "${subject}"`);
  if (give.length > 0) page.term('give', give.join('; '));
  page.term('rule', reason.rule, paint.dim);
}

/** All that the same people must do before the switch, to be sent to them as it stands. */
function addTelling(page: Page, reasons: readonly SharedReason[]): void {
  const { paint } = page;
  const { symbol } = outcomeWords['tell-first'];
  page.body(`${symbol} before the switch: ${reasons[0]?.who.join('; ')}`);
  reasons.forEach(({ why, what }, at) => {
    if (reasons[at - 1]?.why !== why) page.term('why', why);
    if (what) page.term('do', what);
  });
  const give = [...new Set(reasons.flatMap((one) => one.give.map(({ what, subject }) => `the ${what} "${subject}"`)))];
  if (give.length > 0) page.term('give', give.join('; '));
  page.term('rule', [...new Set(reasons.map(({ rule }) => rule))].join('; '), paint.dim);
}

function addHandedOver(page: Page, comparison: Comparison): void {
  const give = handedOver(comparison);
  if (give.length === 0) return;
  page.blank();
  page.text('What to give, by SHA-256', page.paint.strong);
  for (const { what, subject, fingerprint } of give) {
    page.hanging(`  ${padTo(what, 14)}`, subject);
    page.indented(fingerprint ?? 'not at hand', 16, page.paint.dim);
  }
}

function addRest(page: Page, { notChecked, alsoLookAt, ignored }: Comparison): void {
  const unknown = { symbol: '?', word: 'NOT CHECKED', paint: page.paint.unknown };
  for (const { reason, permission } of notChecked) {
    page.blank();
    page.head(unknown, reason);
    if (permission !== undefined) page.term('missing', permission);
  }
  if (alsoLookAt.length > 0) page.blank();
  for (const { label, reason, setup } of alsoLookAt)
    page.hanging('also look  ', `${label} (${setup}): ${reason}`, page.paint.dim);
  if (ignored.length > 0) page.blank();
  for (const sentence of ignored) page.hanging('?    ', `Left out: ${sentence}`, page.paint.unknown);
}
