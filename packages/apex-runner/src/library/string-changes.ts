import type { Transaction } from '../transaction/transaction.ts';
import { member, strict, type Member } from './declaration.ts';
import { isWhitespace } from './letters.ts';
import { patternOf, replaced } from './regex-work.ts';
import * as escapes from './text-escapes.ts';

function changed(name: string, change: (self: string) => string): Member {
  return member(`String ${name}()`, (_tx, self: string) => change(self));
}

function without(name: string, cut: (self: string, other: string) => string): Member {
  return strict(`String ${name}(String text)`, (_tx, self: string, other: string) => cut(self, other));
}

const first = (self: string, change: (letter: string) => string): string => {
  const letter = self.slice(0, self.codePointAt(0)! > 0xffff ? 2 : 1);
  return change(letter) + self.slice(letter.length);
};

const endsWith = (self: string, other: string): boolean => self.toLowerCase().endsWith(other.toLowerCase());
const startsWith = (self: string, other: string): boolean => self.toLowerCase().startsWith(other.toLowerCase());

/** Fills up to a length on both sides, the right one first. */
function center(self: string, length: number, pad: string): string {
  const left = Math.max(0, Math.floor((length - self.length) / 2));
  return self.padStart(self.length + left, pad || ' ').padEnd(length, pad || ' ');
}

/** Members of String that give a changed text. */
export const stringChanges: readonly Member[] = [
  changed('capitalize', (self) => first(self, (letter) => letter.toUpperCase())),
  strict('String center(Integer length)', (_tx, self: string, length: number) => center(self, length, ' ')),
  strict('String center(Integer length, String pad)', (_tx, self: string, length: number, pad: string) =>
    center(self, length, pad),
  ),
  changed('deleteWhitespace', (self) => [...self].filter((letter) => !isWhitespace(letter)).join('')),
  changed('escapeCsv', escapes.escapeCsv),
  changed('escapeEcmaScript', escapes.escapeEcmaScript),
  changed('escapeHtml3', escapes.escapeHtml3),
  changed('escapeHtml4', escapes.escapeHtml4),
  changed('escapeJava', escapes.escapeJava),
  changed('escapeUnicode', escapes.escapeUnicode),
  changed('escapeXml', escapes.escapeXml),
  strict('String leftPad(Integer length)', (_tx, self: string, length: number) => self.padStart(length)),
  strict('String leftPad(Integer length, String pad)', (_tx, self: string, length: number, pad: string) =>
    self.padStart(length, pad || ' '),
  ),
  strict(
    'String overlay(String text, Integer start, Integer end)',
    (_tx, self: string, text: string, start: number, end: number) => {
      const [from, to] = [start, end].map((place) => Math.min(Math.max(place, 0), self.length)).sort((a, b) => a - b);
      return self.slice(0, from) + text + self.slice(to);
    },
  ),
  without('remove', (self, other) => self.replaceAll(other, '')),
  without('removeEnd', (self, other) => (self.endsWith(other) ? self.slice(0, self.length - other.length) : self)),
  without('removeEndIgnoreCase', (self, other) =>
    endsWith(self, other) ? self.slice(0, self.length - other.length) : self,
  ),
  without('removeStart', (self, other) => (self.startsWith(other) ? self.slice(other.length) : self)),
  without('removeStartIgnoreCase', (self, other) => (startsWith(self, other) ? self.slice(other.length) : self)),
  strict('String repeat(Integer times)', (_tx, self: string, times: number) => self.repeat(Math.max(0, times))),
  strict('String repeat(String separator, Integer times)', (_tx, self: string, separator: string, times: number) =>
    Array.from({ length: Math.max(0, times) }, () => self).join(separator),
  ),
  strict('String replace(String text, String by)', (_tx, self: string, text: string, by: string) =>
    self.replaceAll(text, () => by),
  ),
  strict('String replaceAll(String regex, String by)', (tx: Transaction, self: string, regex: string, by: string) =>
    replaced(tx, patternOf(tx, regex), self, by, true),
  ),
  strict('String replaceFirst(String regex, String by)', (tx: Transaction, self: string, regex: string, by: string) =>
    replaced(tx, patternOf(tx, regex), self, by, false),
  ),
  changed('reverse', (self) => [...self].reverse().join('')),
  strict('String rightPad(Integer length)', (_tx, self: string, length: number) => self.padEnd(length)),
  strict('String rightPad(Integer length, String pad)', (_tx, self: string, length: number, pad: string) =>
    self.padEnd(length, pad || ' '),
  ),
  changed('swapCase', (self) =>
    Array.from(self, (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())).join(
      '',
    ),
  ),
  changed('toLowerCase', (self) => self.toLowerCase()),
  changed('toUpperCase', (self) => self.toUpperCase()),
  changed('toString', (self) => self),
  changed('uncapitalize', (self) => first(self, (letter) => letter.toLowerCase())),
  changed('unescapeCsv', escapes.unescapeCsv),
  changed('unescapeEcmaScript', escapes.unescapeJava),
  changed('unescapeHtml3', escapes.unescapeHtml3),
  changed('unescapeHtml4', escapes.unescapeHtml4),
  changed('unescapeJava', escapes.unescapeJava),
  changed('unescapeUnicode', escapes.unescapeUnicode),
  changed('unescapeXml', escapes.unescapeXml),
];
