import type { Transaction } from '../transaction/transaction.ts';
import { compareNumbers, isNumber } from '../values/numbers.ts';
import { Blob, EnumValue } from '../values/scalar.ts';
import { ApexDate, ApexDatetime, ApexTime, DAY } from '../values/time.ts';
import { typeOf } from '../values/type-of.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import { ApexObject, RecordValue, type Value } from '../values/value.ts';

/**
 * The order of List.sort: null first, texts by their characters with capitals before small letters, enums by their order in the
 * declaration, records by object, name and fields, objects of the program by `compareTo`.
 * https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_list.htm#apex_System_List_sort
 */
export function compare(tx: Transaction, left: Value, right: Value): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (left instanceof ApexObject && tx.has(left, 'compareTo', 1)) return Number(tx.call(left, 'compareTo', right));
  if (left instanceof RecordValue && right instanceof RecordValue) return compareRecords(tx, left, right);
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return relation(left, right) ?? unsortable(tx, left);
}

const collators = new Map<string, Intl.Collator>();

/** In the order of the locale's dictionaries, without regard to case: so `==` and `<` never hold at once. */
function inDictionary(left: string, right: string, locale: string): number {
  let collator = collators.get(locale);
  if (!collator) {
    collator = new Intl.Collator(locale.split('_')[0], { sensitivity: 'accent' });
    collators.set(locale, collator);
  }
  return collator.compare(left, right);
}

/**
 * Compares for `<`, `<=`, `>` and `>=`. A text or Id is greater than null; of anything else null compares with nothing. Texts go
 * by the locale of the user and not by case (unverified: where punctuation stands).
 *
 * @returns Undefined if the two do not compare: then each of the operators is false.
 */
export function relation(left: Value, right: Value, locale = 'en_US'): number | undefined {
  if (typeof left === 'string' || typeof right === 'string') {
    if (left === right) return 0;
    if (left === null) return -1;
    if (right === null) return 1;
    if (typeof left === 'string' && typeof right === 'string') return inDictionary(left, right, locale);
    return undefined;
  }
  if (left === null || right === null) return undefined;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  if (left instanceof EnumValue && right instanceof EnumValue) return Math.sign(left.ordinal - right.ordinal);
  if (left instanceof ApexTime && right instanceof ApexTime) return Math.sign(left.milliseconds - right.milliseconds);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (left instanceof Blob && right instanceof Blob) return Buffer.compare(left.bytes, right.bytes);
  const [first, second] = [momentOf(left), momentOf(right)];
  return first === undefined || second === undefined ? undefined : Math.sign(first - second);
}

function momentOf(value: Value): number | undefined {
  if (value instanceof ApexDatetime) return value.milliseconds;
  return value instanceof ApexDate ? value.days * DAY : undefined;
}

/** By the label of the object, then Name, then standard fields, then custom ones, each by the alphabet. */
function compareRecords(tx: Transaction, left: RecordValue, right: RecordValue): number {
  const label = (record: RecordValue): string => tx.org.schema.object(record.object)?.label ?? record.object;
  if (left.object !== right.object) return compareTexts(label(left), label(right));
  const names = [...new Set([...left.fields.keys(), ...right.fields.keys()])].filter((name) => name !== 'Id');
  const place = (name: string): string => `${name === 'Name' ? 0 : name.includes('__') ? 2 : 1}${name}`;
  names.sort((first, second) => compareTexts(place(first), place(second)));
  for (const name of names) {
    const order = relationWithNull(left.fields.get(name) ?? null, right.fields.get(name) ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function relationWithNull(left: Value, right: Value): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  return relation(left, right) ?? 0;
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function unsortable(tx: Transaction, value: Value): never {
  const name = runtimeTypeText(typeOf(value));
  return tx.throw('ListException', `One or more of the items in this list is not Comparable: ${name}`);
}
