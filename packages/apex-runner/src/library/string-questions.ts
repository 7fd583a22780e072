import type { Transaction } from '../transaction/transaction.ts';
import { primitive } from '../values/type-of.ts';
import { ApexList, type Value } from '../values/value.ts';
import { member, strict, type Member } from './declaration.ts';
import * as letters from './letters.ts';

/** A question about a text alone. */
function about(name: string, answer: (text: string) => boolean): Member {
  return member(`Boolean ${name}()`, (_tx, self: string) => answer(self));
}

/** A question about a text and another one. */
function between(name: string, answer: (text: string, other: string) => boolean | number): Member {
  return strict(name, (_tx, self: string, other: string) => answer(self, other));
}

const lower = (text: string): string => text.toLowerCase();

function letterAt(tx: Transaction, self: string, index: number): number {
  return self.codePointAt(index) ?? outOfBounds(tx, index);
}

function outOfBounds(tx: Transaction, index: number): never {
  return tx.throw('StringException', `String index out of range: ${index}`);
}

/** Members of String that tell something about a text. Places and lengths are in UTF-16 units, as in Java. */
export const stringQuestions: readonly Member[] = [
  strict('Integer charAt(Integer index)', letterAt),
  strict('Integer codePointAt(Integer index)', letterAt),
  strict('Integer codePointCount(Integer start, Integer end)', (tx, self: string, start: number, end: number) =>
    start < 0 || end > self.length || start > end ? outOfBounds(tx, start) : [...self.slice(start, end)].length,
  ),
  between('Integer compareTo(String other)', (self, other) => {
    const index = letters.indexOfDifference(self, other);
    if (index < 0) return 0;
    if (index === self.length || index === other.length) return self.length - other.length;
    return self.charCodeAt(index) - other.charCodeAt(index);
  }),
  between('Boolean contains(String text)', (self, other) => self.includes(other)),
  between('Boolean containsAny(String letters)', (self, other) => [...other].some((letter) => self.includes(letter))),
  between('Boolean containsIgnoreCase(String text)', (self, other) => lower(self).includes(lower(other))),
  between('Boolean containsNone(String letters)', (self, other) => ![...other].some((letter) => self.includes(letter))),
  between('Boolean containsOnly(String letters)', (self, other) => [...self].every((letter) => other.includes(letter))),
  about('containsWhitespace', (self) => [...self].some(letters.isWhitespace)),
  between('Integer countMatches(String text)', (self, other) => (other === '' ? 0 : self.split(other).length - 1)),
  between('Boolean endsWith(String text)', (self, other) => self.endsWith(other)),
  between('Boolean endsWithIgnoreCase(String text)', (self, other) => lower(self).endsWith(lower(other))),
  member('Boolean equals(Object other)', (_tx, self: string, other: Value) => self === other),
  member(
    'Boolean equalsIgnoreCase(String other)',
    (_tx, self: string, other: string | null) => other !== null && lower(self) === lower(other),
  ),
  member('List<Integer> getChars()', (_tx, self: string) => {
    return new ApexList(
      primitive('Integer'),
      Array.from({ length: self.length }, (_, index) => self.charCodeAt(index)),
    );
  }),
  between('Integer getLevenshteinDistance(String other)', letters.levenshtein),
  member('Integer hashCode()', (_tx, self: string) => letters.hashCode(self)),
  between('Integer indexOf(String text)', (self, other) => self.indexOf(other)),
  strict('Integer indexOf(String text, Integer start)', (_tx, self: string, other: string, start: number) =>
    self.indexOf(other, start),
  ),
  between('Integer indexOfAny(String letters)', (self, other) =>
    [...self].findIndex((letter) => other.includes(letter)),
  ),
  between('Integer indexOfAnyBut(String letters)', (self, other) =>
    [...self].findIndex((letter) => !other.includes(letter)),
  ),
  strict('Integer indexOfChar(Integer letter)', (_tx, self: string, letter: number) =>
    self.indexOf(String.fromCodePoint(letter)),
  ),
  between('Integer indexOfDifference(String other)', letters.indexOfDifference),
  between('Integer indexOfIgnoreCase(String text)', (self, other) => lower(self).indexOf(lower(other))),
  about('isAllLowerCase', letters.isAllLowerCase),
  about('isAllUpperCase', letters.isAllUpperCase),
  about('isAlpha', letters.isAlpha),
  about('isAlphaSpace', letters.isAlphaSpace),
  about('isAlphanumeric', letters.isAlphanumeric),
  about('isAlphanumericSpace', letters.isAlphanumericSpace),
  about('isAsciiPrintable', letters.isAsciiPrintable),
  about('isNumeric', letters.isNumeric),
  about('isNumericSpace', letters.isNumericSpace),
  about('isWhitespace', (self) => [...self].every(letters.isWhitespace)),
  between('Integer lastIndexOf(String text)', (self, other) => self.lastIndexOf(other)),
  strict('Integer lastIndexOf(String text, Integer end)', (_tx, self: string, other: string, end: number) =>
    end < 0 ? -1 : self.lastIndexOf(other, end),
  ),
  between('Integer lastIndexOfIgnoreCase(String text)', (self, other) => lower(self).lastIndexOf(lower(other))),
  member('Integer length()', (_tx, self: string) => self.length),
  between('Boolean startsWith(String text)', (self, other) => self.startsWith(other)),
  between('Boolean startsWithIgnoreCase(String text)', (self, other) => lower(self).startsWith(lower(other))),
];
