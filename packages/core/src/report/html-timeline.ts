import { isoDay, plural } from '../findings/wording.ts';
import type { ForecastMonth, PolicyMarker, RenewalForecastReport } from '../health/report.ts';
import { validityLimits } from '../policy/index.ts';
import { dayWords, monthWords, shortDay } from './calendar-words.ts';
import { escapeMarkup } from './escape.ts';
import { boldWords, table } from './html-elements.ts';

/** Heights in pixels. Widths are percentages, so that text keeps its size on every width. */
const PLOT = 96;
const LABEL = 16;
/** How much of the narrowest page a label beside its line takes, in percent. */
const LABEL_SHARE = 36;

interface Mark {
  /** Percent of the width. */
  readonly x: number;
  readonly kind: 'now' | 'rule';
  readonly label: string;
}

/** Twelve months as a picture: what ends in each and when rules change; the same below it as a list and a table. */
export function timelineOf({ byMonth }: RenewalForecastReport, at: Date): string {
  const days = Map.groupBy(
    byMonth.flatMap(({ changes }) => changes),
    ({ on }) => on,
  );
  return `<figure>
${picture(byMonth, days, at)}
<figcaption>Filled: certificates held now that end in the month. Outlined: their successors that will end in it too (5+8: five that are held, eight successors). Lines: the moment that was judged, and days on which rules change.</figcaption>
</figure>
${changesOf(days, at)}<details><summary>The same as a table</summary>
${monthTable(byMonth, at)}
</details>`;
}

function picture(
  months: readonly ForecastMonth[],
  days: ReadonlyMap<string, readonly PolicyMarker[]>,
  at: Date,
): string {
  const marks = inRows([
    { x: positionOf(isoDay(at), months), kind: 'now', label: `as of ${shortDay(isoDay(at))}` },
    ...[...days].map(([on, changes]): Mark => ({
      x: positionOf(on, months),
      kind: 'rule',
      label: labelOf(on, changes),
    })),
  ]);
  const top = LABEL * (Math.max(...marks.map(({ row }) => row)) + 1) + LABEL;
  const base = top + PLOT;
  return `<svg class="timeline" role="img" aria-labelledby="timeline-title timeline-desc" width="100%" height="${base + 2 * LABEL + 6}">
<title id="timeline-title">Certificates that end in each of the next ${months.length} months</title>
<desc id="timeline-desc">${escapeMarkup(describe(months, days, at))}</desc>
<line class="base" x1="0" x2="100%" y1="${base}" y2="${base}"></line>
${bars(months, base)}
${marks.map(({ x, kind, row }) => `<line class="${kind}" x1="${x}%" x2="${x}%" y1="${row * LABEL}" y2="${base}"></line>`).join('\n')}
${numbers(months, base)}
${marks.map(markLabel).join('\n')}
</svg>`;
}

function bars(months: readonly ForecastMonth[], base: number): string {
  const most = Math.max(1, ...months.map(({ renewals }) => renewals));
  const width = round(60 / months.length);
  return months
    .flatMap(({ expiries, renewals }, index) => {
      const x = round((100 * (index + 0.2)) / months.length);
      const bar = (kind: string, value: number): string => {
        const height = round((PLOT * value) / most);
        return `<rect class="${kind}" x="${x}%" y="${base - height}" width="${width}%" height="${height}"></rect>`;
      };
      return [
        ...(renewals > expiries ? [bar('successors', renewals)] : []),
        ...(expiries > 0 ? [bar('ends', expiries)] : []),
      ];
    })
    .join('\n');
}

/** The number over each bar, the month below it, and the year where it begins. */
function numbers(months: readonly ForecastMonth[], base: number): string {
  const most = Math.max(1, ...months.map(({ renewals }) => renewals));
  return months
    .map(({ month, expiries, renewals }, index) => {
      const x = `${round((100 * (index + 0.5)) / months.length)}%`;
      const text = (y: number, shown: string): string =>
        `<text class="middle" x="${x}" y="${round(y)}">${shown}</text>`;
      const count = renewals > expiries ? `${expiries}+${renewals - expiries}` : String(expiries);
      const [name, year] = monthWords(month);
      const over = renewals > 0 ? text(base - (PLOT * renewals) / most - 4, count) : '';
      const begins = index === 0 || month.endsWith('-01');
      return `${over}${text(base + LABEL, escapeMarkup(name))}${begins ? text(base + 2 * LABEL, escapeMarkup(year)) : ''}`;
    })
    .join('\n');
}

function markLabel({ x, kind, label, row }: Mark & { readonly row: number }): string {
  const side = leansLeft(x) ? `class="${kind} end" dx="-4"` : `class="${kind}" dx="4"`;
  return `<text ${side} x="${x}%" y="${row * LABEL + 12}">${escapeMarkup(label)}</text>`;
}

/** Labels that would lie on each other get rows of their own. */
function inRows(marks: readonly Mark[]): (Mark & { readonly row: number })[] {
  const taken: [from: number, to: number][][] = [];
  return marks.map((mark) => {
    const from = leansLeft(mark.x) ? mark.x - LABEL_SHARE : mark.x;
    const to = from + LABEL_SHARE;
    const free = taken.findIndex((row) => row.every(([start, end]) => to <= start || from >= end));
    const row = free < 0 ? taken.length : free;
    (taken[row] ??= []).push([from, to]);
    return { ...mark, row };
  });
}

function leansLeft(x: number): boolean {
  return x > 100 - LABEL_SHARE;
}

/** `15 Mar: 100-day rule`, with the limit where one begins. */
function labelOf(on: string, changes: readonly PolicyMarker[]): string {
  const begun = changes.filter(({ change }) => change === 'begins').map(({ rule }) => rule);
  const limit = validityLimits.find(({ id }) => begun.includes(id))?.value?.days;
  return limit === undefined ? shortDay(on) : `${shortDay(on)}: ${limit}-day rule`;
}

function changesOf(days: ReadonlyMap<string, readonly PolicyMarker[]>, at: Date): string {
  if (days.size === 0) return '';
  const items = [...days].map(
    ([on, changes]) =>
      `<dt><time datetime="${escapeMarkup(on)}">${escapeMarkup(dayWords(on, at))}</time></dt>` +
      changes.map((one) => `<dd>${escapeMarkup(changeText(one))}</dd>`).join(''),
  );
  return `<dl class="days">${items.join('')}</dl>\n`;
}

function monthTable(months: readonly ForecastMonth[], at: Date): string {
  const rows = months.map(({ month, expiries, renewals, changes }) => [
    boldWords(monthWords(month).join('\u00a0')),
    String(expiries),
    String(renewals),
    changes.map((one) => escapeMarkup(`${dayWords(one.on, at)}: ${changeText(one)}`)).join('<br>'),
  ]);
  return table(['Month', 'Certificates that end', 'Renewals with successors', 'Rules that change'], rows);
}

function changeText({ change, text }: PolicyMarker): string {
  return change === 'ends' ? `No longer in force: ${text}` : text;
}

function describe(months: readonly ForecastMonth[], days: ReadonlyMap<string, unknown>, at: Date): string {
  const busy = months.filter(({ expiries }) => expiries > 0);
  const ends = busy.map(({ month, expiries }) => `${expiries} in ${monthWords(month).join(' ')}`);
  const rules = [...days.keys()].map((on) => dayWords(on, at));
  return [
    ends.length > 0 ? `${ends.join(', ')}.` : 'None ends.',
    rules.length > 0 ? `Rules change on ${plural(rules.length, 'day')}: ${rules.join(', ')}.` : '',
  ]
    .join(' ')
    .trim();
}

/** Where a day lies, in percent of the months shown; what is outside them lies at their edge. */
function positionOf(on: string, months: readonly ForecastMonth[]): number {
  const index = months.findIndex(({ month }) => month === on.slice(0, 7));
  const [year = 0, month = 0, date = 1] = on.slice(0, 10).split('-').map(Number);
  const share = (date - 1) / new Date(Date.UTC(year, month, 0)).getUTCDate();
  const x = (100 * (index + share)) / months.length;
  return index < 0 || Number.isNaN(x) ? 0 : round(x);
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
