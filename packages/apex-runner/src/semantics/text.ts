import type { Transaction } from '../transaction/transaction.ts';
import { Decimal } from '../values/decimal.ts';
import { doubleText } from '../values/double-text.ts';
import { Blob, Double, EnumValue, PlatformObject } from '../values/scalar.ts';
import {
  ApexDate,
  ApexDatetime,
  ApexTime,
  clockText,
  dateText,
  timeText,
  utcClock,
  zoneClock,
} from '../values/time.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ExceptionObject, RecordValue, type Value } from '../values/value.ts';

/** Items of a list or set that its text shows (unverified: the number). */
const SHOWN_ITEMS = 10;

/**
 * `String.valueOf(value)`: a Date as `yyyy-MM-dd`, a Datetime as `yyyy-MM-dd HH:mm:ss` in the user's time zone.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_string.htm#apex_System_String_valueOf
 */
export function textOf(tx: Transaction, value: Value): string {
  if (value instanceof ApexDate) return dateText(value);
  if (value instanceof ApexDatetime) return clockText(zoneClock(tx.user.timeZone, value.milliseconds));
  return plainText(tx, value);
}

/**
 * What `text + value` and System.debug write: as `String.valueOf`, but a Date with its midnight and a Datetime in GMT (unverified
 * for `+`).
 */
export function plainText(tx: Transaction, value: Value): string {
  return written(tx, value, new Set());
}

function written(tx: Transaction, value: Value, above: Set<Value>): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Double) return doubleText(value.value);
  if (value instanceof ApexDate) return `${dateText(value)} 00:00:00`;
  if (value instanceof ApexDatetime) return clockText(utcClock(value.milliseconds));
  if (value instanceof ApexTime) return timeText(value);
  if (value instanceof Blob) return `Blob[${value.bytes.length}]`;
  if (value instanceof EnumValue) return value.name;
  if (value instanceof PlatformObject) return value.text();
  if (value instanceof ExceptionObject) return exceptionText(value);
  if (value instanceof ApexObject && tx.has(value, 'toString', 0)) return tx.call(value, 'toString') as string;
  if (above.has(value)) return '(already output)';
  above.add(value);
  const text = contentText(value, (inner) => written(tx, inner, above));
  above.delete(value);
  return text;
}

function contentText(
  value: ApexList | ApexSet | ApexMap | RecordValue | ApexObject,
  inner: (value: Value) => string,
): string {
  if (value instanceof ApexList) return `(${itemsText(value.items, inner)})`;
  if (value instanceof ApexSet) return `{${itemsText([...value.members.values()], inner)}}`;
  if (value instanceof ApexMap)
    return `{${[...value.entries.values()].map((entry) => `${inner(entry.key)}=${inner(entry.value)}`).join(', ')}}`;
  if (value instanceof RecordValue)
    return `${value.object}:{${[...value.fields].map(([name, field]) => `${name}=${inner(field)}`).join(', ')}}`;
  const fields = value.info.fields.map(({ name }) => `${name}=${inner(value[`$${name}`] ?? null)}`);
  return `${value.info.name.split('.').at(-1)}:[${fields.join(', ')}]`;
}

function itemsText(items: readonly Value[], inner: (value: Value) => string): string {
  const shown = items.slice(0, SHOWN_ITEMS).map(inner);
  if (items.length > SHOWN_ITEMS) shown.push('...');
  return shown.join(', ');
}

/** `System.MathException: Divide by 0`. */
function exceptionText(exception: ExceptionObject): string {
  return `${exceptionTypeName(exception)}: ${exception.message ?? 'Script-thrown exception'}`;
}

/** A built-in exception with its namespace, one of the program as it is called. */
export function exceptionTypeName(exception: ExceptionObject): string {
  return exception.info.type.kind === 'platform' && !exception.info.name.includes('.')
    ? `System.${exception.info.name}`
    : exception.info.name;
}
