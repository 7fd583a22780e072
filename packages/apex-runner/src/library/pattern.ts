import { PlatformObject } from '../values/scalar.ts';
import { strict, member, type PlatformType } from './declaration.ts';
import type { JavaPattern } from './java-pattern.ts';
import { MatcherValue } from './matcher.ts';
import { referencePage } from './page.ts';
import { matchesWhole, patternOf, split } from './regex-work.ts';
import { textList } from './string-statics.ts';

export class PatternValue extends PlatformObject {
  readonly typeName = 'Pattern';
  readonly regex: string;
  readonly read: JavaPattern;

  constructor(regex: string, read: JavaPattern) {
    super();
    this.regex = regex;
    this.read = read;
  }

  override text(): string {
    return this.regex;
  }
}

export const pattern: PlatformType = {
  name: 'Pattern',
  page: referencePage('apex_classes_pattern_and_matcher_pattern_methods'),
  members: [
    strict(
      'static Pattern compile(String regex)',
      (tx, regex: string) => new PatternValue(regex, patternOf(tx, regex)),
    ),
    strict('static Boolean matches(String regex, String text)', (tx, regex: string, text: string) =>
      matchesWhole(patternOf(tx, regex), text),
    ),
    strict('static String quote(String text)', (_tx, text: string) => `\\Q${text.replaceAll('\\E', '\\E\\\\E\\Q')}\\E`),
    strict(
      'Matcher matcher(String text)',
      (_tx, self: PatternValue, text: string) => new MatcherValue(self.read, text),
    ),
    member('String pattern()', (_tx, self: PatternValue) => self.regex),
    strict('List<String> split(String text)', (_tx, self: PatternValue, text: string) =>
      textList(split(self.read, text, 0)),
    ),
    strict('List<String> split(String text, Integer limit)', (_tx, self: PatternValue, text: string, limit: number) =>
      textList(split(self.read, text, limit)),
    ),
  ],
};
