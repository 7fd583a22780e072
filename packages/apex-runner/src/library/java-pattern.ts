import { NotSupported } from '../values/not-supported.ts';

/**
 * A regular expression of Java as one of JavaScript that finds the same. What JavaScript cannot do is refused by name: possessive
 * quantifiers, atomic groups, back-references, `\G`, `&&` in classes and most inline flags. Groups inside repeated groups are
 * forgotten with each round here, and kept in Java.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_classes_pattern_and_matcher_using.htm
 */
export interface JavaPattern {
  readonly source: string;
  readonly flags: string;
  /** Names of groups by their order; undefined for a group without one. */
  readonly groups: readonly (string | undefined)[];
}

/** What is wrong with a pattern: Java refuses it as well. */
export class PatternError extends Error {}

const LINE_END = '\\r\\n|[\\n\\r\\u{85}\\u{2028}\\u{2029}]';
const FINAL_LINE_END = `(?<!\\r(?=\\n(?![^])))(?=(?:${LINE_END})?(?![^]))`;

const CLASSES: Readonly<Record<string, string>> = {
  d: '0-9',
  w: 'A-Za-z0-9_',
  s: ' \\t\\n\\v\\f\\r',
  h: ' \\t\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}',
  v: '\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}',
};

const PROPERTIES: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\u{0}-\\u{7f}',
  Alpha: 'A-Za-z',
  Digit: '0-9',
  Alnum: 'A-Za-z0-9',
  Punct: '\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}',
  Graph: '\\u{21}-\\u{7e}',
  Print: '\\u{20}-\\u{7e}',
  Blank: ' \\t',
  Cntrl: '\\u{0}-\\u{1f}\\u{7f}',
  XDigit: '0-9a-fA-F',
  Space: ' \\t\\n\\v\\f\\r',
  IsAlphabetic: '\\p{Alphabetic}',
  IsLetter: '\\p{L}',
  IsDigit: '\\p{Nd}',
  IsLowercase: '\\p{Lowercase}',
  IsUppercase: '\\p{Uppercase}',
  IsWhite_Space: '\\p{White_Space}',
};

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, a: 7, e: 27 };

/** @throws {PatternError} for a pattern that Java refuses. @throws {NotSupported} for one that JavaScript cannot do. */
export function javaPattern(regex: string): JavaPattern {
  return new Translation(regex).whole();
}

class Translation {
  readonly #text: string[];
  #place = 0;
  #out = '';
  #depth = 0;
  #flags = 'v';
  readonly #groups: (string | undefined)[] = [];

  constructor(regex: string) {
    this.#text = [...regex];
  }

  whole(): JavaPattern {
    this.#flagsInFront();
    while (this.#place < this.#text.length) this.#next();
    if (this.#depth > 0) this.#fail('Unclosed group');
    try {
      new RegExp(this.#out, this.#flags);
    } catch {
      this.#fail('Not a regular expression');
    }
    return { source: this.#out, flags: this.#flags, groups: this.#groups };
  }

  #flagsInFront(): void {
    const flags = /^\(\?([a-zA-Z]+)\)/.exec(this.#text.join(''));
    if (!flags) return;
    for (const flag of flags[1]!) {
      if (!'ims'.includes(flag)) throw new NotSupported(`The flag (?${flag}) of a regular expression is not supported`);
      this.#flags += flag;
    }
    this.#place = flags[0].length;
  }

  #next(): void {
    const letter = this.#text[this.#place++]!;
    switch (letter) {
      case '\\':
        this.#out += this.#escape(false);
        break;
      case '[':
        this.#out += this.#characterClass();
        break;
      case '(':
        this.#group();
        break;
      case ')':
        if (--this.#depth < 0) this.#fail("Unmatched closing ')'");
        this.#out += ')';
        break;
      case '.':
        this.#out += this.#flags.includes('s') ? '[^]' : '[^\\n\\r\\u{85}\\u{2028}\\u{2029}]';
        break;
      case '$':
        this.#out += this.#flags.includes('m') ? '$' : FINAL_LINE_END;
        break;
      case '*':
      case '+':
      case '?':
      case '{':
        this.#quantifier(letter);
        break;
      case '^':
      case '|':
        this.#out += letter;
        break;
      default:
        this.#out += literal(letter);
    }
  }

  #quantifier(letter: string): void {
    let quantifier = letter;
    if (letter === '{') {
      const bounds = /^\d+(?:,\d*)?\}/.exec(this.#text.slice(this.#place).join(''));
      if (!bounds) this.#fail('Illegal repetition');
      quantifier += bounds[0];
      this.#place += bounds[0].length;
    }
    if (this.#text[this.#place] === '+')
      throw new NotSupported('Possessive quantifiers of regular expressions are not supported');
    if (this.#text[this.#place] === '?') {
      quantifier += '?';
      this.#place++;
    }
    this.#out += quantifier;
  }

  #group(): void {
    this.#depth++;
    const rest = this.#text.slice(this.#place, this.#place + 80).join('');
    const special = /^\?(?::|=|!|<=|<!|<([a-zA-Z][a-zA-Z0-9]*)>|([ims]+):)/.exec(rest);
    if (special) {
      if (special[1] !== undefined) this.#groups.push(special[1]);
      this.#out += `(${special[0]}`;
      this.#place += special[0].length;
    } else if (rest.startsWith('?')) {
      throw new NotSupported(`The group (${rest.slice(0, 3)} of a regular expression is not supported`);
    } else {
      this.#groups.push(undefined);
      this.#out += '(';
    }
  }

  /** After the backslash; inside a class without its brackets. */
  #escape(isInClass: boolean): string {
    const letter = this.#text[this.#place++] ?? this.#fail('Unexpected internal error');
    const inside = (content: string): string => (isInClass ? content : `[${content}]`);
    if (letter in CLASSES) return inside(CLASSES[letter]!);
    if (letter.toLowerCase() in CLASSES) return `[^${CLASSES[letter.toLowerCase()]}]`;
    if (letter in CONTROLS) return codePoint(CONTROLS[letter]!);
    if (letter === 'p' || letter === 'P') return this.#property(letter === 'P');
    if (letter === 'x' || letter === 'u' || letter === '0' || letter === 'c') return this.#code(letter);
    if (letter === 'Q') return this.#quoted();
    if (!/[A-Za-z0-9]/.test(letter)) return literal(letter);
    const outside: Readonly<Record<string, string>> = {
      b: '\\b',
      B: '\\B',
      A: '(?<![^])',
      z: '(?![^])',
      Z: FINAL_LINE_END,
      R: `(?:${LINE_END}|[\\v\\f])`,
    };
    if (!isInClass && letter in outside) return outside[letter]!;
    if (!isInClass && /[1-9kGX]/.test(letter))
      throw new NotSupported(`\\${letter} of regular expressions is not supported`);
    return this.#fail('Illegal/unsupported escape sequence');
  }

  #property(isNegated: boolean): string {
    let name = this.#text[this.#place++] ?? '';
    if (name === '{') {
      const end = this.#text.indexOf('}', this.#place);
      if (end < 0) this.#fail('Unclosed character family');
      name = this.#text.slice(this.#place, end).join('');
      this.#place = end + 1;
    }
    const known = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;
    if (known !== undefined) return `[${isNegated ? '^' : ''}${known}]`;
    if (/^(?:Is)?(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?)$/.test(name))
      return `\\${isNegated ? 'P' : 'p'}{${name.replace(/^Is/, '')}}`;
    throw new NotSupported(`\\p{${name}} of regular expressions is not supported`);
  }

  #code(letter: string): string {
    const rest = this.#text.slice(this.#place, this.#place + 12).join('');
    const forms: Readonly<Record<string, RegExp>> = {
      x: /^(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]+)\})/,
      u: /^([0-9a-fA-F]{4})/,
      '0': /^([0-3][0-7]{2}|[0-7]{1,2})/,
      c: /^([A-Z])/,
    };
    const digits = forms[letter]!.exec(rest);
    if (!digits) return this.#fail('Illegal escape sequence');
    this.#place += digits[0].length;
    const value = digits[1] ?? digits[2]!;
    if (letter === 'c') return codePoint(value.charCodeAt(0) ^ 64);
    return codePoint(Number.parseInt(value, letter === '0' ? 8 : 16));
  }

  #quoted(): string {
    let quoted = '';
    while (this.#place < this.#text.length) {
      if (this.#text[this.#place] === '\\' && this.#text[this.#place + 1] === 'E') {
        this.#place += 2;
        break;
      }
      quoted += literal(this.#text[this.#place++]!);
    }
    return quoted;
  }

  #characterClass(): string {
    let content = '[';
    if (this.#text[this.#place] === '^') {
      content += '^';
      this.#place++;
    }
    for (let isFirst = true; ; isFirst = false) {
      const letter = this.#text[this.#place++] ?? this.#fail('Unclosed character class');
      if (letter === ']' && !isFirst) return `${content}]`;
      if (letter === '&' && this.#text[this.#place] === '&')
        throw new NotSupported('&& in a class of a regular expression is not supported');
      if (letter === '[') content += this.#characterClass();
      else if (letter === '\\') content += this.#escape(true);
      else if (letter === '-' && !isFirst && !['[', ']', undefined].includes(this.#text[this.#place])) content += '-';
      else content += literal(letter);
    }
  }

  #fail(reason: string): never {
    throw new PatternError(`${reason} near index ${this.#place}: ${this.#text.join('')}`);
  }
}

/** A character that stands for itself, in a class and outside of one. */
function literal(letter: string): string {
  return /^[A-Za-z0-9 _]$/.test(letter) || letter.codePointAt(0)! > 0xff ? letter : codePoint(letter.codePointAt(0)!);
}

function codePoint(code: number): string {
  return `\\u{${code.toString(16)}}`;
}
