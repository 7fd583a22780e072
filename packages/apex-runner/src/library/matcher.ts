import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import type { JavaPattern } from './java-pattern.ts';
import { referencePage } from './page.ts';
import { expressionOf, replaced } from './regex-work.ts';

/** A text that a pattern is looked for in, and the match that was found last. */
export class MatcherValue extends PlatformObject {
  readonly typeName = 'Matcher';
  readonly pattern: JavaPattern;
  searched: string;
  match: RegExpExecArray | null = null;
  next = 0;

  constructor(pattern: JavaPattern, text: string) {
    super();
    this.pattern = pattern;
    this.searched = text;
  }

  /** Looks on behind the last match; one of no length moves on by a character. */
  find(): boolean {
    const expression = expressionOf(this.pattern, 'gd');
    expression.lastIndex = this.next;
    this.match = this.next > this.searched.length ? null : expression.exec(this.searched);
    if (this.match) {
      const end = this.match.index + this.match[0].length;
      this.next = this.match[0] === '' ? end + 1 : end;
    } else this.next = this.searched.length + 1;
    return this.match !== null;
  }

  /** Whether the pattern matches from the start, and with `isWhole` up to the end. */
  matches(isWhole: boolean): boolean {
    const source = `(?:${this.pattern.source})${isWhole ? '(?![^])' : ''}`;
    this.match = new RegExp(source, `${this.pattern.flags}yd`).exec(this.searched);
    if (this.match) this.next = this.match[0].length;
    return this.match !== null;
  }

  reset(text = this.searched): this {
    this.searched = text;
    this.match = null;
    this.next = 0;
    return this;
  }
}

/** The last match. @throws System.StringException `No match found` (unverified: type and wording) */
function matchOf(tx: Transaction, self: MatcherValue, group = 0): RegExpExecArray {
  if (!self.match) return tx.throw('StringException', 'No match found');
  if (group < 0 || group > self.pattern.groups.length) return tx.throw('StringException', `No group ${group}`);
  return self.match;
}

function place(tx: Transaction, self: MatcherValue, group: number, side: 0 | 1): number {
  return matchOf(tx, self, group).indices![group]?.[side] ?? -1;
}

export const matcher: PlatformType = {
  name: 'Matcher',
  page: referencePage('apex_classes_pattern_and_matcher_matcher_methods'),
  members: [
    member('Integer end()', (tx, self: MatcherValue) => place(tx, self, 0, 1)),
    strict('Integer end(Integer group)', (tx, self: MatcherValue, group: number) => place(tx, self, group, 1)),
    member('Boolean find()', (_tx, self: MatcherValue) => self.find()),
    strict('Boolean find(Integer start)', (tx, self: MatcherValue, start: number) => {
      if (start < 0 || start > self.searched.length) tx.throw('StringException', 'Illegal start index');
      self.reset();
      self.next = start;
      return self.find();
    }),
    member('String group()', (tx, self: MatcherValue) => matchOf(tx, self)[0]),
    strict(
      'String group(Integer group)',
      (tx, self: MatcherValue, group: number) => matchOf(tx, self, group)[group] ?? null,
    ),
    member('Integer groupCount()', (_tx, self: MatcherValue) => self.pattern.groups.length),
    member('Boolean lookingAt()', (_tx, self: MatcherValue) => self.matches(false)),
    member('Boolean matches()', (_tx, self: MatcherValue) => self.matches(true)),
    strict('String replaceAll(String by)', (tx, self: MatcherValue, by: string) =>
      replaced(tx, self.pattern, self.reset().searched, by, true),
    ),
    strict('String replaceFirst(String by)', (tx, self: MatcherValue, by: string) =>
      replaced(tx, self.pattern, self.reset().searched, by, false),
    ),
    member('Matcher reset()', (_tx, self: MatcherValue) => self.reset()),
    strict('Matcher reset(String text)', (_tx, self: MatcherValue, text: string) => self.reset(text)),
    member('Integer start()', (tx, self: MatcherValue) => place(tx, self, 0, 0)),
    strict('Integer start(Integer group)', (tx, self: MatcherValue, group: number) => place(tx, self, group, 0)),
    strict('static String quoteReplacement(String text)', (_tx, text: string) => text.replace(/[\\$]/g, '\\$&')),
  ],
};
