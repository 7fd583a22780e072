import { dayOf, listOf } from '@cert-health/core';
import type { ForecastMonth, HealthReport, RenewalForecastReport } from '@cert-health/core';
import type { Page } from './page.ts';
import { addTable } from './table.ts';

const levels = '▁▂▃▄▅▆▇█';
const barColumns = 20;

/** Adds what is ahead in two lines: the ends of each month, and how many renewals a year there will be. */
export function addAhead(page: Page, { forecast }: HealthReport): void {
  // Of one certificate its finding says it all.
  if (!forecast || forecast.perCertificate.length < 2) return;
  const most = Math.max(...forecast.byMonth.map(({ renewals }) => renewals));
  page.blank();
  const busy = forecast.byMonth.filter(({ renewals, changes }) => renewals > 0 || changes.some(isNewLimit));
  const months = busy.map((month) => `${nameOf(month)} ${mark(month.renewals, most)}${limitIn(month)}`);
  page.flow(
    'Renewals ahead  ',
    months.length > 0 ? months : ['nothing ends in the next twelve months'],
    page.paint.strong,
  );
  page.indented(workloadOf(forecast), 16, page.paint.dim);
}

/** Adds month by month what ends and what is to be renewed, with the rules that change, as a chart with its numbers. */
export function addForecast(page: Page, { forecast }: HealthReport): void {
  page.blank();
  if (!forecast || forecast.perCertificate.length === 0) {
    page.text('Ahead: no certificate ends that anybody here would have to renew.', page.paint.strong);
    return;
  }
  page.text('Ahead: renewals by month', page.paint.strong);
  const most = Math.max(...forecast.byMonth.map(({ renewals }) => renewals));
  const numbers = true as const;
  addTable(
    page,
    [{ title: 'month' }, { title: 'end', numbers }, { title: 'renewals', numbers }, { title: '' }],
    forecast.byMonth.map((month) => [
      `${nameOf(month)} ${month.month.slice(0, 4)}`,
      String(month.expiries || '–'),
      String(month.renewals || '–'),
      '█'.repeat(Math.ceil((barColumns * month.renewals) / Math.max(most, 1))),
    ]),
  );
  for (const { on, text } of forecast.byMonth.flatMap(({ changes }) => changes)) {
    page.hanging(`${dayOf(new Date(on), new Date(`${forecast.byMonth[0]?.month}-01`))}  `, text, page.paint.strong);
  }
  page.text(workloadOf(forecast));
  page.text(forecast.basis, page.paint.dim);
}

/** `renewals a year: 21 today, 77 at 100 days, 160 at 47`; limits that change nothing are left out. */
function workloadOf({ today, under200, under100, under47 }: RenewalForecastReport): string {
  const limits = [
    { renewals: under200, days: '200 days' },
    { renewals: under100, days: '100 days' },
    { renewals: under47, days: '47 days' },
  ].filter(({ renewals }) => Math.round(renewals) > Math.round(today));
  const then = limits.map(({ renewals, days }) => `${Math.round(renewals)} at ${days}`);
  return `a year: ${listOf([`${Math.round(today)} today`, ...then])}`;
}

/** ` (100-day rule from Mon 15 Mar)`: the change that makes most of the work. */
function limitIn({ changes }: ForecastMonth): string {
  const change = changes.find(isNewLimit);
  if (!change) return '';
  const day = new Date(change.on);
  return ` (${newLimit.exec(change.rule)?.[1]}-day rule from ${dayOf(day, day)})`;
}

const newLimit = /^br\.validity\.(\d+)$/;

function isNewLimit({ rule, change }: ForecastMonth['changes'][number]): boolean {
  return change === 'begins' && newLimit.test(rule);
}

/** A small bar with its number. */
function mark(renewals: number, most: number): string {
  if (renewals === 0) return '–';
  return `${levels[Math.ceil((levels.length * renewals) / most) - 1]}${renewals}`;
}

function nameOf({ month }: ForecastMonth): string {
  return dayOf(new Date(`${month}-01`)).split(' ')[2] ?? month;
}
