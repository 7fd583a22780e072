import type { Transaction } from '../transaction/transaction.ts';
import { plainText, textOf } from '../semantics/text.ts';
import { clockText, utcClock, type ApexDatetime } from '../values/time.ts';
import { primitive } from '../values/type-of.ts';
import { ApexList, ApexSet, type Value } from '../values/value.ts';
import { member, strict, type Member } from './declaration.ts';
import { isWhitespace } from './letters.ts';

const isBlank = (text: string | null): boolean => text === null || [...text].every(isWhitespace);

/** A value as text, null as null. */
function textOrNull(tx: Transaction, value: Value): string | null {
  return value === null ? null : textOf(tx, value);
}

/** Static members of String: making texts of values. */
export const stringStatics: readonly Member[] = [
  strict('static String escapeSingleQuotes(String text)', (_tx, text: string) => text.replace(/['\\]/g, '\\$&')),
  member(
    'static String format(String pattern, List<Object> values)',
    (tx, pattern: string | null, values: ApexList | null) =>
      pattern === null
        ? tx.throw('NullPointerException', 'Argument 1 cannot be null')
        : format(tx, pattern, values?.items ?? []),
  ),
  strict('static String fromCharArray(List<Integer> letters)', (_tx, letters: ApexList) =>
    String.fromCodePoint(...(letters.items as number[])),
  ),
  strict('static String getCommonPrefix(List<String> texts)', (_tx, texts: ApexList) =>
    commonPrefix(texts.items as (string | null)[]),
  ),
  member('static Boolean isBlank(String text)', (_tx, text: string | null) => isBlank(text)),
  member('static Boolean isEmpty(String text)', (_tx, text: string | null) => text === null || text === ''),
  member('static Boolean isNotBlank(String text)', (_tx, text: string | null) => !isBlank(text)),
  member('static Boolean isNotEmpty(String text)', (_tx, text: string | null) => text !== null && text !== ''),
  strict(
    'static String join(Iterable<Object> items, String separator)',
    (tx, items: ApexList | ApexSet, separator: string) =>
      (items instanceof ApexSet ? [...items.members.values()] : items.items)
        .map((item) => (item === null ? '' : plainText(tx, item)))
        .join(separator),
  ),
  ...['Date', 'Datetime', 'Decimal', 'Double', 'Integer', 'Long', 'Boolean', 'String', 'Id'].map((type) =>
    member(`static String valueOf(${type} value)`, textOrNull),
  ),
  member('static String valueOf(Object value)', (tx, value: Value) => (value === null ? null : plainText(tx, value))),
  strict('static String valueOfGmt(Datetime moment)', (_tx, moment: ApexDatetime) =>
    clockText(utcClock(moment.milliseconds)),
  ),
];

/**
 * Placeholders `{0}` of Java's MessageFormat: what stands in single quotes is taken as it is, two single quotes are one. A
 * placeholder without a value stays.
 */
function format(tx: Transaction, pattern: string, values: readonly Value[]): string {
  let text = '';
  let isQuoted = false;
  for (let index = 0; index < pattern.length; index++) {
    const letter = pattern[index]!;
    if (letter === "'") {
      if (pattern[index + 1] === "'") {
        text += "'";
        index++;
      } else isQuoted = !isQuoted;
      continue;
    }
    const place = !isQuoted && letter === '{' ? /^\{\s*(\d+)\s*\}/.exec(pattern.slice(index)) : null;
    if (!place) {
      if (!isQuoted && letter === '{')
        return tx.throw('IllegalArgumentException', `can't parse argument number: ${pattern.slice(index + 1)}`);
      text += letter;
      continue;
    }
    const number = Number(place[1]);
    text += number < values.length ? plainText(tx, values[number]!) : `{${number}}`;
    index += place[0].length - 1;
  }
  return text;
}

function commonPrefix(texts: readonly (string | null)[]): string {
  const [first = '', ...others] = texts.map((text) => text ?? '');
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** A list of texts. */
export function textList(texts: readonly string[]): ApexList {
  return new ApexList(primitive('String'), [...texts]);
}
