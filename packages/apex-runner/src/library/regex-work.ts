import type { Transaction } from '../transaction/transaction.ts';
import { javaPattern, PatternError, type JavaPattern } from './java-pattern.ts';

const known = new Map<string, JavaPattern>();

/** A pattern of Java, read once. @throws System.StringException for one that is wrong (unverified: type and wording) */
export function patternOf(tx: Transaction, regex: string): JavaPattern {
  let pattern = known.get(regex);
  if (!pattern) {
    try {
      pattern = javaPattern(regex);
    } catch (problem) {
      if (problem instanceof PatternError) return tx.throw('StringException', `Invalid regex: ${problem.message}`);
      throw problem;
    }
    known.set(regex, pattern);
  }
  return pattern;
}

/** As an expression of JavaScript with more flags: `g`, `y`, `d`. */
export function expressionOf(pattern: JavaPattern, flags: string): RegExp {
  return new RegExp(pattern.source, pattern.flags + flags);
}

/** Whether the whole text matches. */
export function matchesWhole(pattern: JavaPattern, text: string): boolean {
  return new RegExp(`(?<![^])(?:${pattern.source})(?![^])`, pattern.flags).test(text);
}

/** Replaces with Java's `$1`, `${name}` and `\` in the replacement. */
export function replaced(tx: Transaction, pattern: JavaPattern, text: string, by: string, isAll: boolean): string {
  const expression = expressionOf(pattern, isAll ? 'g' : '');
  return text.replace(expression, (...values: unknown[]) => {
    const groups = values.slice(0, pattern.groups.length + 1) as (string | undefined)[];
    return replacement(tx, pattern, groups, by);
  });
}

/** The replacement of one match: `$n` takes as many digits as name a group. */
function replacement(
  tx: Transaction,
  pattern: JavaPattern,
  groups: readonly (string | undefined)[],
  by: string,
): string {
  return by.replace(
    /\\([^])|\$(?:(\d+)|\{([a-zA-Z][a-zA-Z0-9]*)\})|[\\$]/gu,
    (whole, escaped: string | undefined, digits: string | undefined, name: string | undefined) => {
      if (escaped !== undefined) return escaped;
      if (name !== undefined) {
        const index = pattern.groups.indexOf(name);
        if (index < 0) return illegal(tx, `No group with name {${name}}`);
        return groups[index + 1] ?? '';
      }
      if (digits === undefined) return illegal(tx, `Illegal group reference in the replacement: ${whole}`);
      let length = digits.length;
      while (length > 1 && Number(digits.slice(0, length)) > pattern.groups.length) length--;
      const index = Number(digits.slice(0, length));
      if (index > pattern.groups.length) return illegal(tx, `No group ${index}`);
      return (groups[index] ?? '') + digits.slice(length);
    },
  );
}

function illegal(tx: Transaction, message: string): never {
  return tx.throw('StringException', message);
}

/**
 * Splits as Java's Pattern.split: a limit above 0 is the most parts, 0 leaves out empty parts at the end, below 0 keeps them. A
 * match of no length at the start gives no empty part.
 */
export function split(pattern: JavaPattern, text: string, limit: number): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(expressionOf(pattern, 'g'))) {
    if (limit > 0 && parts.length === limit - 1) break;
    const end = match.index + match[0].length;
    if (end === 0) continue;
    parts.push(text.slice(start, match.index));
    start = end;
  }
  if (parts.length === 0) return [text];
  parts.push(text.slice(start));
  if (limit === 0) while (parts.at(-1) === '') parts.pop();
  return parts;
}
