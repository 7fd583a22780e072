import type { PlatformType } from '../library/declaration.ts';
import type { Member } from '../library/declaration.ts';
import type { LibraryMember } from '../check/library-model.ts';
import type { ApexType } from '../types/type.ts';
import { recordSupport } from '../records/record-support.ts';
import { cast, widen } from '../semantics/conversion.ts';
import { Decimal } from '../values/decimal.ts';
import { equalIds, equals, same } from '../semantics/equality.ts';
import { isInstance } from '../values/instance-of.ts';
import { keyOf } from '../semantics/key.ts';
import { relation } from '../semantics/order.ts';
import type { EnumValue } from '../values/scalar.ts';
import { Double } from '../values/scalar.ts';
import { plainText } from '../semantics/text.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../values/time.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ExceptionObject, RecordValue, type Value } from '../values/value.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { Runtime } from './runtime.ts';

const DAY = 86_400_000;
const NULL_MESSAGE = 'Attempt to de-reference a null object';

/** How many records a loop over a query takes at a time as a list. */
const BATCH = 200;

/** The functions that compiled code calls. All of them throw exceptions of Apex. */
const functions = {
  ApexList,
  ApexMap,
  ApexObject,
  ApexSet,
  Decimal,
  Double,
  ExceptionObject,
  cast,
  equalIds,
  equals,
  isInstance,
  same,
  widen,

  present<Item>($: Runtime, value: Item | null): Item {
    return value === null ? $.tx.throw('NullPointerException', NULL_MESSAGE) : value;
  },

  itemAt($: Runtime, list: ApexList, index: number): Value {
    const { items } = list;
    return index >= 0 && index < items.length ? items[index]! : outOfBounds($, index);
  },

  putItem($: Runtime, list: ApexList, index: number, value: Value): Value {
    if (index < 0 || index >= list.items.length) outOfBounds($, index);
    list.items[index] = value;
    return value;
  },

  divideIntegers($: Runtime, left: number, right: number): number {
    return right === 0 ? divideByZero($) : (left / right) | 0;
  },

  divideLongs($: Runtime, left: bigint, right: bigint): bigint {
    return right === 0n ? divideByZero($) : BigInt.asIntN(64, left / right);
  },

  divideDoubles($: Runtime, left: Double, right: Double): Double {
    return right.value === 0 ? divideByZero($) : new Double(left.value / right.value);
  },

  divideDecimals($: Runtime, left: Decimal, right: Decimal): Decimal {
    return left.divide(right) ?? divideByZero($);
  },

  isLessNumber: (left: number | null, right: number | null) => left !== null && right !== null && left < right,
  isLessOrEqualNumber: (left: number | null, right: number | null) => left !== null && right !== null && left <= right,
  isGreaterNumber: (left: number | null, right: number | null) => left !== null && right !== null && left > right,
  isGreaterOrEqualNumber: (left: number | null, right: number | null) =>
    left !== null && right !== null && left >= right,
  isLess: ($: Runtime, left: Value, right: Value) => (relation(left, right, $.tx.user.locale) ?? 1) < 0,
  isLessOrEqual: ($: Runtime, left: Value, right: Value) => (relation(left, right, $.tx.user.locale) ?? 1) <= 0,
  isGreater: ($: Runtime, left: Value, right: Value) => (relation(left, right, $.tx.user.locale) ?? -1) > 0,
  isGreaterOrEqual: ($: Runtime, left: Value, right: Value) => (relation(left, right, $.tx.user.locale) ?? -1) >= 0,

  text($: Runtime, value: Value): string {
    return typeof value === 'string' ? value : plainText($.tx, value);
  },

  /** Date plus days; Datetime plus days, whole or in parts; Time plus milliseconds. */
  moved($: Runtime, moment: Value, by: Value, sign: 1 | -1): Value {
    const amount = sign * (by instanceof Decimal ? by.toNumber() : by instanceof Double ? by.value : Number(by));
    if (moment instanceof ApexDate) return new ApexDate(moment.days + Math.trunc(amount));
    if (moment instanceof ApexDatetime) return new ApexDatetime(moment.milliseconds + Math.trunc(amount * DAY));
    if (moment instanceof ApexTime) return new ApexTime((((moment.milliseconds + amount) % DAY) + DAY) % DAY);
    return functions.present($, null);
  },

  setOf($: Runtime, of: ApexType, items: readonly Value[]): ApexSet {
    const set = new ApexSet(of);
    for (const item of items) {
      const key = keyOf($.tx, item);
      if (!set.members.has(key)) set.members.set(key, item);
    }
    return set;
  },

  mapOf($: Runtime, map: ApexMap, pairs: readonly (readonly [Value, Value])[]): ApexMap {
    for (const [key, value] of pairs) {
      const found = keyOf($.tx, key);
      const entry = map.entries.get(found);
      if (entry) entry.value = value;
      else map.entries.set(found, { key, value });
    }
    return map;
  },

  sizedList($: Runtime, of: ApexType, size: number): ApexList {
    if (size < 0) outOfBounds($, size);
    return new ApexList(of, Array.from<Value>({ length: size }).fill(null));
  },

  /** Has a constructor of the library fill a new object. */
  newBy<Filled extends Value>($: Runtime, member: Member, empty: Filled, values: readonly Value[]): Filled {
    (member.run as (...all: unknown[]) => unknown)($.tx, empty, ...values);
    return empty;
  },

  /** Sets a property of the library. */
  assigned(member: Member, to: readonly unknown[], value: Value): Value {
    (member.assign as (...all: unknown[]) => void)(...to, value);
    return value;
  },

  newRecord(_tx: unknown, object: string, fields: readonly (readonly [string, Value])[]): RecordValue {
    return new RecordValue(object, new Map(fields));
  },

  enumNamed($: Runtime, values: readonly EnumValue[], name: string | null, type: string): EnumValue {
    const found = values.find((one) => one.name.toLowerCase() === name?.toLowerCase());
    return found ?? $.tx.throw('NoSuchElementException', `No enum constant ${type}.${String(name)}`);
  },

  /** The only record that a query found. */
  single($: Runtime, found: ApexList, isSafe: boolean): Value {
    const { items } = found;
    if (items.length === 1) return items[0]!;
    if (items.length === 0 && isSafe) return null;
    return $.tx.throw(
      'QueryException',
      items.length === 0
        ? 'List has no rows for assignment to SObject'
        : 'List has more than 1 row for assignment to SObject',
    );
  },

  /** The records of a query in lists, as `for (List<X> batch : [SELECT …])` takes them. */
  *batches(found: ApexList): Generator<ApexList> {
    for (let from = 0; from < found.items.length; from += BATCH) {
      yield new ApexList(found.of, found.items.slice(from, from + BATCH));
    }
  },

  label($: Runtime, name: string): string {
    const text = $.tx.org.label(name);
    if (text === undefined) throw new Error(`The org has no label ${name}`);
    return text;
  },

  isCaught(exception: ExceptionObject | null, type: string): boolean {
    if (exception === null) return false;
    const { info } = exception;
    return type === 'Exception' || info.name === type || info.ancestors.has(type);
  },
};

function divideByZero($: Runtime): never {
  return $.tx.throw('MathException', 'Divide by 0');
}

function outOfBounds($: Runtime, index: number): never {
  return $.tx.throw('ListException', `List index out of bounds: ${String(index)}`);
}

/** What compiled code is given: the functions above, those for records, and the values of enums. */
export function operationsFor(enumsOf: (name: string) => readonly EnumValue[]): Readonly<Record<string, unknown>> {
  const { getParent, setField } = recordSupport;
  return {
    ...functions,
    ...recordSupport,
    enumsOf,
    getChildren: getParent,
    putField: (tx: Transaction, record: Value, name: string, value: Value): Value => {
      setField(tx, record, name, value);
      return value;
    },
  };
}

/** The declarations of members that compiled code calls. */
export function membersFor(members: readonly LibraryMember[]): readonly Member[] {
  return members.map((one) => one.member);
}

/** Whether a type of the library is an exception. */
export function isExceptionType(type: PlatformType): boolean {
  return type.name === 'Exception' || Boolean(type.ancestors?.includes('Exception'));
}
