import type { Transaction } from '../transaction/transaction.ts';
import type { PrimitiveName } from '../types/type.ts';
import { checkedId } from '../semantics/conversion.ts';
import { Decimal } from '../values/decimal.ts';
import { Blob, Double } from '../values/scalar.ts';
import type { ApexDate } from '../values/time.ts';
import { ApexDatetime, ApexTime, dateOf, DAY, utcMilliseconds } from '../values/time.ts';
import type { Value } from '../values/value.ts';

/**
 * A value of JSON as one of a primitive type: numbers and true or false also as text.
 *
 * @param text As it stands, without quotation marks.
 * @throws System.JSONException
 */
export function scalarOf(tx: Transaction, text: string, isText: boolean, type: PrimitiveName): Value {
  switch (type) {
    case 'String':
      return text;
    case 'Id':
      return checkedId(tx, text);
    case 'Boolean':
      if (text.toLowerCase() === 'true') return true;
      return text.toLowerCase() === 'false' ? false : illegal(tx);
    case 'Integer':
    case 'Long':
      return wholeNumber(tx, text, type);
    case 'Double':
      return Decimal.fromText(text) ? new Double(Number(text)) : illegal(tx);
    case 'Decimal':
      return Decimal.fromText(text) ?? illegal(tx);
    case 'Blob':
      return isText ? new Blob(new Uint8Array(Buffer.from(text, 'base64'))) : illegal(tx);
    case 'Date':
      return dateOfJson(tx, text);
    case 'Datetime':
      return new ApexDatetime(momentOfJson(text) ?? badFormat(tx, text));
    case 'Time':
      return timeOfJson(tx, text);
  }
}

function illegal(tx: Transaction): never {
  return tx.throw('JSONException', 'Illegal value for primitive');
}

function badFormat(tx: Transaction, text: string): never {
  return tx.throw('JSONException', `Invalid format: "${text}"`); // unverified: the wording
}

function wholeNumber(tx: Transaction, text: string, type: 'Integer' | 'Long'): number | bigint {
  if (!/^-?\d+$/.test(text)) return illegal(tx);
  const value = BigInt(text);
  if (value !== BigInt.asIntN(type === 'Integer' ? 32 : 64, value)) return illegal(tx);
  return type === 'Integer' ? Number(value) : value;
}

/** ISO 8601: a day, with a time and its distance from UTC, or without (then midnight and UTC). Milliseconds since 1970. */
function momentOfJson(text: string): number | undefined {
  const found =
    /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const outside = month! < 1 || month! > 12 || hour! > 23 || minute! > 59 || second! > 59;
  if (outside || new Date(utcMilliseconds(year!, month!, day!)).getUTCDate() !== day) return undefined;
  const millisecond = Number((found[7] ?? '').padEnd(3, '0').slice(0, 3));
  const zone = /^([+-])(\d{2}):?(\d{2})$/.exec(found[8] ?? '');
  const offset = zone ? (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000 : 0;
  return utcMilliseconds(year!, month!, day, hour, minute, second, millisecond) - offset;
}

function dateOfJson(tx: Transaction, text: string): ApexDate {
  const moment = momentOfJson(text) ?? badFormat(tx, text);
  const day = new Date(moment);
  return dateOf(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate());
}

function timeOfJson(tx: Transaction, text: string): ApexTime {
  const moment = momentOfJson(`1970-01-01T${text}`) ?? badFormat(tx, text);
  return new ApexTime(((moment % DAY) + DAY) % DAY);
}
