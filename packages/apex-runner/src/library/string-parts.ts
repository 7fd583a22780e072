import type { Transaction } from '../transaction/transaction.ts';
import { member, strict, type Member } from './declaration.ts';
import { indexOfDifference, isWhitespace, trim } from './letters.ts';
import { patternOf, split } from './regex-work.ts';
import { textList } from './string-statics.ts';

/** Cuts from one place to another. @throws System.StringException for places outside of the text (unverified: the wording) */
function substring(tx: Transaction, self: string, start: number, end = self.length): string {
  if (start < 0 || end > self.length || start > end)
    return tx.throw('StringException', `Ending position out of bounds: ${start < 0 ? start : end}`);
  return self.slice(start, end);
}

/** A part of a text by another text that stands in it. */
function by(name: string, cut: (self: string, separator: string) => string | null): Member {
  return member(`String ${name}(String separator)`, (_tx, self: string, separator: string | null) =>
    cut(self, separator ?? ''),
  );
}

function before(self: string, place: number): string {
  return place < 0 ? self : self.slice(0, place);
}

function betweenTexts(self: string, open: string, close: string): string | null {
  const start = self.indexOf(open);
  const end = start < 0 ? -1 : self.indexOf(close, start + open.length);
  return end < 0 ? null : self.slice(start + open.length, end);
}

/** Members of String that cut parts out of a text. */
export const stringParts: readonly Member[] = [
  strict('String abbreviate(Integer length)', (tx, self: string, length: number) => abbreviate(tx, self, length)),
  strict('String difference(String other)', (_tx, self: string, other: string) => {
    const index = indexOfDifference(self, other);
    return index < 0 ? '' : other.slice(index);
  }),
  strict('String left(Integer length)', (_tx, self: string, length: number) => self.slice(0, Math.max(0, length))),
  strict('String mid(Integer start, Integer length)', (_tx, self: string, start: number, length: number) =>
    length < 0 ? '' : self.slice(Math.max(0, start), Math.max(0, start) + length),
  ),
  strict('String right(Integer length)', (_tx, self: string, length: number) =>
    length <= 0 ? '' : self.slice(Math.max(0, self.length - length)),
  ),
  strict('List<String> split(String regex)', (tx, self: string, regex: string) =>
    textList(split(patternOf(tx, regex), self, 0)),
  ),
  strict('List<String> split(String regex, Integer limit)', (tx, self: string, regex: string, limit: number) =>
    textList(split(patternOf(tx, regex), self, limit)),
  ),
  member('List<String> splitByCharacterType()', (_tx, self: string) => textList(byCharacterType(self))),
  member('List<String> splitByCharacterTypeCamelCase()', (_tx, self: string) => textList(byCamelCase(self))),
  strict('String substring(Integer start)', (tx, self: string, start: number) => substring(tx, self, start)),
  strict('String substring(Integer start, Integer end)', substring),
  by('substringAfter', (self, separator) => {
    const place = self.indexOf(separator);
    return place < 0 ? '' : self.slice(place + separator.length);
  }),
  by('substringAfterLast', (self, separator) => {
    const place = separator === '' ? -1 : self.lastIndexOf(separator);
    return place < 0 ? '' : self.slice(place + separator.length);
  }),
  by('substringBefore', (self, separator) => before(self, self.indexOf(separator))),
  by('substringBeforeLast', (self, separator) => (separator === '' ? self : before(self, self.lastIndexOf(separator)))),
  strict('String substringBetween(String tag)', (_tx, self: string, tag: string) => betweenTexts(self, tag, tag)),
  strict('String substringBetween(String open, String close)', (_tx, self: string, open: string, close: string) =>
    betweenTexts(self, open, close),
  ),
  member('String trim()', (_tx, self: string) => trim(self)),
  member('String normalizeSpace()', (_tx, self: string) =>
    [...self]
      .map((letter) => (isWhitespace(letter) ? ' ' : letter))
      .join('')
      .replace(/ +/g, ' ')
      .replace(/^ | $/g, ''),
  ),
];

/** Cut to a length, with three points at the end, which count. */
function abbreviate(tx: Transaction, self: string, length: number): string {
  if (length < 4) return tx.throw('IllegalArgumentException', 'Minimum abbreviation width is 4');
  return self.length <= length ? self : `${self.slice(0, length - 3)}...`;
}

const TYPE =
  /\p{Lu}+|\p{Ll}+|\p{Lt}+|\p{Lm}+|\p{Lo}+|\p{Nd}+|\p{Nl}+|\p{No}+|\p{Zs}+|\p{Cc}+|\p{Pd}+|\p{Ps}+|\p{Pe}+|\p{Pc}+|\p{Po}+|\p{Sm}+|\p{Sc}+|\p{Sk}+|\p{So}+|\p{Pi}+|\p{Pf}+|[^]/gu;

function byCharacterType(text: string): string[] {
  return text.match(TYPE) ?? [];
}

/** As by type, but a capital goes with the small letters after it. */
function byCamelCase(text: string): string[] {
  const parts: string[] = [];
  for (const part of byCharacterType(text)) {
    const last = parts.at(-1);
    if (last !== undefined && /^\p{Ll}+$/u.test(part) && /^\p{Lu}+$/u.test(last)) {
      parts.pop();
      if (last.length > 1) parts.push(last.slice(0, -1));
      parts.push(last.slice(-1) + part);
    } else parts.push(part);
  }
  return parts;
}
