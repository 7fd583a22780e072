import asOfLabel from '@salesforce/label/c.CertHealth_Timeline_AsOf';
import noLongerLabel from '@salesforce/label/c.CertHealth_Timeline_NoLonger';
import ruleLabel from '@salesforce/label/c.CertHealth_Timeline_Rule';
import type { Forecast } from 'c/healthRecords';
import { fill, month as monthWords, number, shortDay } from 'c/wording';

/** Heights in pixels; widths are percentages, so that text keeps its size on every width. */
const PLOT = 104;
const LINE = 16;
/** How much of a narrow page the words beside the scan's line take, and the number of a day of rules, in percent. */
const WORDS_SHARE = 40;
const NUMBER_SHARE = 6;

export type Month = Forecast['byMonth'][number];
type Change = Month['changes'][number];

export interface Bar {
  readonly key: string;
  readonly kind: 'bar ends' | 'bar successors';
  readonly x: string;
  readonly y: number;
  readonly width: string;
  readonly height: number;
}
export interface Text {
  readonly key: string;
  readonly x: string;
  readonly y: number;
  readonly text: string;
}
export interface Mark {
  readonly key: string;
  readonly kind: string;
  readonly x: string;
  readonly top: number;
  readonly labelY: number;
  readonly labelClass: string;
  readonly shift: number;
  readonly label: string;
}
export interface Picture {
  readonly height: number;
  readonly base: number;
  readonly bars: readonly Bar[];
  readonly numbers: readonly Text[];
  readonly marks: readonly Mark[];
}

/** Where everything of the picture is: a bar for each month, its numbers, the scan's day and the days of rules. */
export function pictureOf(months: readonly Month[], scannedOn: string): Picture {
  const marks = marksOf(months, scannedOn);
  const rows = 1 + Math.max(...marks.map(({ row }) => row));
  const base = rows * LINE + LINE + PLOT;
  const most = Math.max(1, ...months.map(({ renewals }) => renewals));
  return {
    base,
    height: base + 2 * LINE + 6,
    bars: months.flatMap((one, index) => barsOf(one, index, { count: months.length, base, most })),
    numbers: months.flatMap((one, index) => numbersOf(one, index, { count: months.length, base, most })),
    marks: marks.map(({ x, kind, label, row }) => ({
      key: `${kind}${x}${label}`,
      kind: `line ${kind}`,
      x: percentage(x),
      // Below its number; beside its words.
      top: row * LINE + (kind === 'rule' ? LINE : 0),
      labelY: row * LINE + 12,
      labelClass: `label ${kind}${kind === 'rule' ? ' middle' : leansLeft(x) ? ' end' : ''}`,
      shift: kind === 'rule' ? 0 : leansLeft(x) ? -4 : 4,
      label,
    })),
  };
}

/** Changes of rules by their day. */
export function changesByDay(months: readonly Month[]): ReadonlyMap<string, readonly Change[]> {
  return Map.groupBy(
    months.flatMap(({ changes }) => changes),
    ({ on }) => on,
  );
}

export function changeText({ change, text }: Change): string {
  return change === 'ends' ? fill(noLongerLabel, text) : text;
}

interface Scale {
  readonly count: number;
  readonly base: number;
  readonly most: number;
}

function barsOf({ month, expiries, renewals }: Month, index: number, { count, base, most }: Scale): Bar[] {
  const bar = (kind: Bar['kind'], value: number): Bar => {
    const height = round((PLOT * value) / most);
    const x = percentage((100 * (index + 0.2)) / count);
    return { key: `${month}${kind}`, kind, x, y: base - height, width: percentage(60 / count), height };
  };
  return [
    ...(renewals > expiries ? [bar('bar successors', renewals)] : []),
    ...(expiries > 0 ? [bar('bar ends', expiries)] : []),
  ];
}

/** The number over each bar (`5+8`: five that are held, eight successors), the month below it, the year where it begins. */
function numbersOf({ month, expiries, renewals }: Month, index: number, { count, base, most }: Scale): Text[] {
  const x = percentage((100 * (index + 0.5)) / count);
  const { name, year } = monthWords(month);
  const over = renewals > expiries ? `${number(expiries)}+${number(renewals - expiries)}` : number(expiries);
  const begins = index === 0 || month.endsWith('-01');
  return [
    ...(renewals > 0 ? [{ key: `${month}#`, x, y: round(base - (PLOT * renewals) / most - 4), text: over }] : []),
    { key: month, x, y: base + LINE, text: name },
    ...(begins ? [{ key: `${month}y`, x, y: base + 2 * LINE, text: year }] : []),
  ];
}

function marksOf(
  months: readonly Month[],
  scannedOn: string,
): { x: number; kind: string; label: string; row: number }[] {
  const all = [
    { x: positionOf(scannedOn, months), kind: 'now', label: fill(asOfLabel, shortDay(scannedOn.slice(0, 10))) },
    ...[...changesByDay(months).keys()].map((on, index) => ({
      x: positionOf(on, months),
      kind: 'rule',
      label: number(index + 1),
    })),
  ];
  // Labels that would lie on each other get rows of their own.
  const taken: [from: number, to: number][][] = [];
  return all.map((mark) => {
    const [from, to] = spanOf(mark);
    const free = taken.findIndex((row) => row.every(([start, end]) => to <= start || from >= end));
    const row = free < 0 ? taken.length : free;
    (taken[row] ??= []).push([from, to]);
    return { ...mark, row };
  });
}

/** How far the words or the number of a mark reach, in percent. */
function spanOf({ x, kind }: { readonly x: number; readonly kind: string }): [from: number, to: number] {
  if (kind === 'rule') return [x - NUMBER_SHARE / 2, x + NUMBER_SHARE / 2];
  return leansLeft(x) ? [x - WORDS_SHARE, x] : [x, x + WORDS_SHARE];
}

/** `Mar 15: 100-day rule` where a limit begins, else the day alone. */
export function ruleWords(on: string, changes: readonly Change[]): string {
  const limit = changes.find(({ rule, change }) => change === 'begins' && /^br\.validity\.\d+$/.test(rule));
  return limit ? fill(ruleLabel, shortDay(on), limit.rule.replace(/^.*\./, '')) : shortDay(on);
}

/** Where a day lies, in percent of the months shown; what is outside them lies at their edge. */
function positionOf(on: string, months: readonly Month[]): number {
  const index = months.findIndex(({ month }) => month === on.slice(0, 7));
  const [year = 0, month = 0, date = 1] = on.slice(0, 10).split('-').map(Number);
  const share = (date - 1) / new Date(Date.UTC(year, month, 0)).getUTCDate();
  const x = (100 * (index + share)) / months.length;
  return index < 0 || Number.isNaN(x) ? 0 : round(x);
}

function leansLeft(x: number): boolean {
  return x > 100 - WORDS_SHARE;
}

function percentage(value: number): string {
  return `${round(value)}%`;
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
