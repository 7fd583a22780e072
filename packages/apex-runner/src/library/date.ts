import type { Transaction } from '../transaction/transaction.ts';
import {
  ApexDate,
  ApexDatetime,
  calendarOf,
  dateOf,
  dateText,
  DAY,
  utcClock,
  utcMilliseconds,
  zoneClock,
} from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { localDate, readLocalDate, tagOf } from './locale-format.ts';
import { referencePage } from './page.ts';

/** The day that a moment has in the user's time zone. */
export function dayOf(tx: Transaction, milliseconds: number): ApexDate {
  const { year, month, day } = zoneClock(tx.user.timeZone, milliseconds);
  return dateOf(year, month, day);
}

/** Days of a month. */
export function daysInMonth(year: number, month: number): number {
  return utcClock(utcMilliseconds(year, month + 1, 0)).day;
}

/** Months on; a day that the month does not have becomes its last one. */
export function addMonths(date: ApexDate, months: number): ApexDate {
  const { year, month, day } = calendarOf(date);
  const first = calendarOf(dateOf(year, month + months, 1));
  return dateOf(first.year, first.month, Math.min(day, daysInMonth(first.year, first.month)));
}

/** `yyyy-MM-dd`, with or without a time behind it. @throws System.TypeException `Invalid date: …` */
function dateOfText(tx: Transaction, text: string): ApexDate {
  const parts = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
  const [year, month, day] = (parts ?? []).slice(1).map(Number);
  if (!parts || month! < 1 || month! > 12 || day! < 1 || day! > daysInMonth(year!, month!))
    return tx.throw('TypeException', `Invalid date: ${text}`);
  return dateOf(year!, month!, day!);
}

/** The first day of the week, which the locale begins with Sunday or Monday. */
function startOfWeek(tx: Transaction, date: ApexDate): ApexDate {
  const weekday = new Date(date.days * DAY).getUTCDay();
  const locale = new Intl.Locale(tagOf(tx.user.locale)) as Intl.Locale & {
    getWeekInfo(): { readonly firstDay: number };
  };
  const first = locale.getWeekInfo().firstDay % 7;
  return new ApexDate(date.days - ((weekday - first + 7) % 7));
}

export const date: PlatformType = {
  name: 'Date',
  page: referencePage('apex_methods_system_date'),
  members: [
    strict('static Integer daysInMonth(Integer year, Integer month)', (_tx, year: number, month: number) =>
      daysInMonth(year, month),
    ),
    strict('static Boolean isLeapYear(Integer year)', (_tx, year: number) => daysInMonth(year, 2) === 29),
    strict(
      'static Date newInstance(Integer year, Integer month, Integer day)',
      (_tx, year: number, month: number, day: number) => dateOf(year, month, day),
    ),
    strict('static Date parse(String text)', (tx, text: string) => {
      const read = readLocalDate(tx.user.locale, text);
      return read ? dateOf(read.year, read.month, read.day) : tx.throw('TypeException', `Invalid date: ${text}`);
    }),
    member('static Date today()', (tx) => dayOf(tx, tx.now())),
    strict('static Date valueOf(String text)', dateOfText),
    strict('static Date valueOf(Object value)', (tx, value: Value) => {
      if (value instanceof ApexDate) return value;
      if (value instanceof ApexDatetime) return new ApexDate(Math.floor(value.milliseconds / DAY));
      return typeof value === 'string' ? dateOfText(tx, value) : tx.throw('TypeException', 'Invalid date');
    }),
    strict('Date addDays(Integer days)', (_tx, self: ApexDate, days: number) => new ApexDate(self.days + days)),
    strict('Date addMonths(Integer months)', (_tx, self: ApexDate, months: number) => addMonths(self, months)),
    strict('Date addYears(Integer years)', (_tx, self: ApexDate, years: number) => addMonths(self, 12 * years)),
    member('Integer day()', (_tx, self: ApexDate) => calendarOf(self).day),
    member('Integer dayOfYear()', (_tx, self: ApexDate) => self.days - dateOf(calendarOf(self).year, 1, 1).days + 1),
    strict('Integer daysBetween(Date other)', (_tx, self: ApexDate, other: ApexDate) => other.days - self.days),
    member('String format()', (tx, self: ApexDate) => localDate(tx.user.locale, self.days * DAY)),
    strict('Boolean isSameDay(Date other)', (_tx, self: ApexDate, other: ApexDate) => self.days === other.days),
    member('Integer month()', (_tx, self: ApexDate) => calendarOf(self).month),
    strict('Integer monthsBetween(Date other)', (_tx, self: ApexDate, other: ApexDate) => {
      const [start, end] = [calendarOf(self), calendarOf(other)];
      return (end.year - start.year) * 12 + end.month - start.month;
    }),
    member('Date toStartOfMonth()', (_tx, self: ApexDate) => new ApexDate(self.days - calendarOf(self).day + 1)),
    member('Date toStartOfWeek()', startOfWeek),
    member('String toString()', (_tx, self: ApexDate) => `${dateText(self)} 00:00:00`),
    member('Integer year()', (_tx, self: ApexDate) => calendarOf(self).year),
  ],
};
