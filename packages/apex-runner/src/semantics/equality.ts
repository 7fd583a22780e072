import type { Transaction } from '../transaction/transaction.ts';
import { Decimal } from '../values/decimal.ts';
import { idOf } from '../values/id.ts';
import { keyOf } from './key.ts';
import { compareNumbers, isNumber } from '../values/numbers.ts';
import { Blob, Double, EnumValue, PlatformObject } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY } from '../values/time.ts';
import { sameType } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type Value } from '../values/value.ts';

/**
 * The operator `==`: texts without regard to case, numbers of any type by value, dates, lists, sets, maps and records by
 * content, objects by their `equals` if they have one.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
export function equals(tx: Transaction, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === 'string')
    return typeof right === 'string' && left.length === right.length && left.toLowerCase() === right.toLowerCase();
  return alike(tx, left, right);
}

/** The operator `==` where one side is an Id: 15 and 18 characters are the same, small and capital letters are not. */
export function equalIds(left: string | null, right: string | null): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  const id = idOf(left);
  return id !== undefined && id.slice(0, 15) === idOf(right)?.slice(0, 15);
}

/** The operator `===`: the same object; for values without identity as `==`, but texts with case. */
export function same(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  return sameMoment(left, right) ?? false;
}

/**
 * What items of lists and values of maps are compared by: as `alike`, but Decimals of different scale differ, as the platform's Java
 * has it (reported, not documented).
 */
export function alikeInside(tx: Transaction, left: Value, right: Value): boolean {
  if (left instanceof Decimal && right instanceof Decimal)
    return left.scale === right.scale && left.unscaled === right.unscaled;
  return alike(tx, left, right);
}

/** What `String.equals`, assertions and the like go by: as `==`, but texts with case. */
export function alike(tx: Transaction, left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === 'string' || typeof right === 'string') return false;
  if (isNumber(left)) return isNumber(right) && compareNumbers(left, right) === 0;
  const moment = sameMoment(left, right);
  if (moment !== undefined) return moment;
  if (left instanceof ApexList)
    return (
      right instanceof ApexList &&
      left.items.length === right.items.length &&
      left.items.every((item, index) => alikeInside(tx, item, right.items[index]!))
    );
  if (left instanceof ApexSet)
    return (
      right instanceof ApexSet &&
      left.members.size === right.members.size &&
      [...left.members.keys()].every((key) => right.members.has(key))
    );
  if (left instanceof ApexMap)
    return (
      right instanceof ApexMap &&
      left.entries.size === right.entries.size &&
      [...left.entries].every(([key, entry]) => {
        const other = right.entries.get(key);
        return other !== undefined && alikeInside(tx, entry.value, other.value);
      })
    );
  if (left instanceof RecordValue) return right instanceof RecordValue && keyOf(tx, left) === keyOf(tx, right);
  if (left instanceof PlatformObject) return right instanceof PlatformObject && left.identity() === right.identity();
  if (left instanceof ApexObject && tx.has(left, 'equals', 1)) return tx.call(left, 'equals', right) === true;
  return false;
}

/** Whether two values without identity, other than numbers and texts, are equal; undefined for anything else. */
function sameMoment(left: Value, right: Value): boolean | undefined {
  if (left instanceof ApexDate || left instanceof ApexDatetime) {
    const moment = millisecondsOf(right);
    return moment !== undefined && moment === millisecondsOf(left);
  }
  if (left instanceof ApexTime) return right instanceof ApexTime && left.milliseconds === right.milliseconds;
  if (left instanceof EnumValue)
    return right instanceof EnumValue && left.name === right.name && sameType(left.type, right.type);
  if (left instanceof Blob) return right instanceof Blob && Buffer.from(left.bytes).equals(right.bytes);
  if (left instanceof Double || left instanceof Decimal) return false;
  return undefined;
}

function millisecondsOf(value: Value): number | undefined {
  if (value instanceof ApexDatetime) return value.milliseconds;
  return value instanceof ApexDate ? value.days * DAY : undefined;
}
