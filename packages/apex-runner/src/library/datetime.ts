import type { Transaction } from '../transaction/transaction.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  clockText,
  dateOf,
  DAY,
  fromZone,
  isZone,
  utcClock,
  utcMilliseconds,
  zoneClock,
  zoneOffset,
  type Clock,
} from '../values/time.ts';
import type { Value } from '../values/value.ts';
import { addMonths, dayOf } from './date.ts';
import { member, strict, type Member, type PlatformType } from './declaration.ts';
import { formatDate, localDatetime, readLocalDate } from './locale-format.ts';
import { referencePage } from './page.ts';

type Zone = (tx: Transaction) => string;
const GMT: Zone = () => 'GMT';
const LOCAL: Zone = (tx) => tx.user.timeZone;

/** `newInstance` in the user's time zone, `newInstanceGmt` in GMT. */
function makers(name: string, zone: Zone): Member[] {
  const at = (tx: Transaction, asUtc: number): ApexDatetime => new ApexDatetime(fromZone(zone(tx), asUtc));
  return [
    strict(`static Datetime ${name}(Date date, Time time)`, (tx, date: ApexDate, time: ApexTime) =>
      at(tx, date.days * DAY + time.milliseconds),
    ),
    strict(
      `static Datetime ${name}(Integer year, Integer month, Integer day)`,
      (tx, year: number, month: number, day: number) => at(tx, utcMilliseconds(year, month, day)),
    ),
    strict(
      `static Datetime ${name}(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)`,
      (tx, year: number, month: number, day: number, hour: number, minute: number, second: number) =>
        at(tx, utcMilliseconds(year, month, day, hour, minute, second)),
    ),
  ];
}

/** Parts of a moment in the user's time zone, and with `Gmt` behind their name in GMT. */
function parts(type: string, name: string, part: (clock: Clock) => Value): Member[] {
  return (
    [
      [name, LOCAL],
      [`${name}Gmt`, GMT],
    ] as const
  ).map(([called, zone]) =>
    member(`${type} ${called}()`, (tx, self: ApexDatetime) => part(zoneClock(zone(tx), self.milliseconds))),
  );
}

const dateOfClock = (clock: Clock): ApexDate => dateOf(clock.year, clock.month, clock.day);

function add(name: string, milliseconds: number): Member {
  return strict(
    `Datetime ${name}(Integer amount)`,
    (_tx, self: ApexDatetime, amount: number) => new ApexDatetime(self.milliseconds + amount * milliseconds),
  );
}

/** Months on, with the same time of day in GMT (unverified: which zone). */
function addMonthsTo(self: ApexDatetime, months: number): ApexDatetime {
  const days = Math.floor(self.milliseconds / DAY);
  return new ApexDatetime(addMonths(new ApexDate(days), months).days * DAY + self.milliseconds - days * DAY);
}

/** `yyyy-MM-dd HH:mm:ss` in a zone. @throws System.TypeException `Invalid date/time: …` */
function ofText(tx: Transaction, text: string, zone: string): ApexDatetime {
  const found = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.\d+)?Z?\s*$/.exec(text);
  if (!found) return tx.throw('TypeException', `Invalid date/time: ${text}`);
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return new ApexDatetime(fromZone(zone, utcMilliseconds(year!, month!, day!, hour, minute, second)));
}

function format(tx: Transaction, self: ApexDatetime, pattern: string, zone: string): string {
  const known = isZone(zone) ? zone : 'GMT';
  const clock = zoneClock(known, self.milliseconds);
  return formatDate(pattern, { clock, moment: self.milliseconds, zone: known, locale: tx.user.locale });
}

function localClock(tx: Transaction, self: ApexDatetime): number {
  return self.milliseconds + zoneOffset(tx.user.timeZone, self.milliseconds);
}

export const datetime: PlatformType = {
  name: 'Datetime',
  page: referencePage('apex_methods_system_datetime'),
  members: [
    ...makers('newInstance', LOCAL),
    ...makers('newInstanceGmt', GMT),
    strict('static Datetime newInstance(Long milliseconds)', (_tx, milliseconds: bigint) => {
      return new ApexDatetime(Number(milliseconds));
    }),
    member('static Datetime now()', (tx) => new ApexDatetime(tx.now())),
    strict('static Datetime parse(String text)', (tx, text: string) => {
      const read = /^(.*?\d{1,4}\D+\d{1,4}\D+\d{1,4}),? +(\d{1,2}):(\d{2})(?: ?([AP]M))?$/i.exec(text);
      const day = read ? readLocalDate(tx.user.locale, read[1]!) : undefined;
      if (!read || !day) return tx.throw('TypeException', `Invalid date/time: ${text}`);
      const half = read[4]?.toUpperCase();
      const hour = half === undefined ? Number(read[2]) : (Number(read[2]) % 12) + (half === 'PM' ? 12 : 0);
      const asUtc = utcMilliseconds(day.year, day.month, day.day, hour, Number(read[3]));
      return new ApexDatetime(fromZone(tx.user.timeZone, asUtc));
    }),
    strict('static Datetime valueOf(String text)', (tx, text: string) => ofText(tx, text, tx.user.timeZone)),
    strict('static Datetime valueOf(Object value)', (tx, value: Value) => {
      if (value instanceof ApexDatetime) return value;
      if (value instanceof ApexDate) return new ApexDatetime(value.days * DAY);
      if (typeof value === 'string') return ofText(tx, value, tx.user.timeZone);
      return tx.throw('TypeException', 'Invalid date/time');
    }),
    strict('static Datetime valueOfGmt(String text)', (tx, text: string) => ofText(tx, text, 'GMT')),
    add('addDays', DAY),
    add('addHours', 3_600_000),
    add('addMinutes', 60_000),
    add('addSeconds', 1000),
    strict('Datetime addMonths(Integer amount)', (_tx, self: ApexDatetime, amount: number) =>
      addMonthsTo(self, amount),
    ),
    strict('Datetime addYears(Integer amount)', (_tx, self: ApexDatetime, amount: number) =>
      addMonthsTo(self, 12 * amount),
    ),
    ...parts('Date', 'date', dateOfClock),
    ...parts('Integer', 'day', (clock) => clock.day),
    ...parts('Integer', 'dayOfYear', (clock) => dateOfClock(clock).days - dateOf(clock.year, 1, 1).days + 1),
    ...parts('Integer', 'hour', (clock) => clock.hour),
    ...parts('Integer', 'millisecond', (clock) => clock.millisecond),
    ...parts('Integer', 'minute', (clock) => clock.minute),
    ...parts('Integer', 'month', (clock) => clock.month),
    ...parts('Integer', 'second', (clock) => clock.second),
    ...parts('Time', 'time', (clock) => {
      return new ApexTime(utcMilliseconds(1970, 1, 1, clock.hour, clock.minute, clock.second, clock.millisecond));
    }),
    ...parts('Integer', 'year', (clock) => clock.year),
    member('String format()', (tx, self: ApexDatetime) => localDatetime(tx.user.locale, localClock(tx, self))),
    strict('String format(String pattern)', (tx, self: ApexDatetime, pattern: string) =>
      format(tx, self, pattern, tx.user.timeZone),
    ),
    member(
      'String format(String pattern, String zone)',
      (tx, self: ApexDatetime, pattern: string | null, zone: string | null) =>
        pattern === null
          ? tx.throw('NullPointerException', 'Argument 1 cannot be null')
          : format(tx, self, pattern, zone ?? tx.user.timeZone),
    ),
    strict('String formatGmt(String pattern)', (tx, self: ApexDatetime, pattern: string) =>
      format(tx, self, pattern, 'GMT'),
    ),
    member('Long getTime()', (_tx, self: ApexDatetime) => BigInt(self.milliseconds)),
    strict(
      'Boolean isSameDay(Datetime other)',
      (tx, self: ApexDatetime, other: ApexDatetime) =>
        dayOf(tx, self.milliseconds).days === dayOf(tx, other.milliseconds).days,
    ),
    member('String toString()', (_tx, self: ApexDatetime) => clockText(utcClock(self.milliseconds))),
  ],
};
