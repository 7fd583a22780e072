import { findKeys } from './find-keys.ts';

/** Stands where a text of somebody else's is not repeated. */
export const NOT_REPEATED = '…';

/**
 * How often the kind of a character (small letter, capital, digit) is another than that of the one before; a small letter behind
 * a capital goes on with its word. In names every fifth, in random text nearly every second.
 */
const RANDOM_FROM = [
  { length: 24, changes: 0.31 },
  { length: 20, changes: 0.38 },
] as const;
/** A piece of a text need not be told by anybody: here the doubt counts against it. */
const DOUBTFUL_FROM = [{ length: 12, changes: 0.2 }] as const;

/** Whether a text that could be a name looks as if nobody had thought of it as one: keys, tokens, hashes. */
export function looksRandom(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some((piece) => isHex(piece) || isMixed(piece, RANDOM_FROM));
}

const [DIGIT, SMALL, CAPITAL] = [0, 1, 2] as const;

function isHex(piece: string): boolean {
  return /^(?=.*\d)(?=.*[a-f])[0-9a-f]{32,}$/i.test(piece);
}

function isMixed(piece: string, limits: readonly { readonly length: number; readonly changes: number }[]): boolean {
  const limit = limits.find(({ length }) => piece.length >= length);
  if (!limit) return false;
  const kinds = [...piece].map((character) =>
    /\d/.test(character) ? DIGIT : /[a-z]/.test(character) ? SMALL : CAPITAL,
  );
  const changes = kinds.filter((kind, position) => {
    const before = kinds[position - 1];
    return before !== undefined && kind !== before && !(before === CAPITAL && kind === SMALL);
  });
  return changes.length / (piece.length - 1) > limit.changes;
}

/** Longest text that is repeated within a sentence or a piece of code. */
const LONGEST = 60;

/** A short text of somebody else's as it may be repeated: itself, or an ellipsis. */
export function harmless(text: string): string {
  const isPlain = text.length <= LONGEST && /^[\w .,:;!?/$#@%&(){}[\]<>|=+*^~-]*$/.test(text);
  // The digits of base64 make no pieces.
  const pieces = text.replaceAll(/[+/=_-]/g, '').split(/[^A-Za-z0-9]+/);
  const isDoubtful = pieces.some((piece) => isHex(piece) || isMixed(piece, DOUBTFUL_FROM));
  return isPlain && !isDoubtful && findKeys(text).length === 0 ? text : NOT_REPEATED;
}

/** Literals of Apex, SOQL, JavaScript: between quotes, escapes included; one without its end goes on to the end. */
const LITERAL = /'''[\s\S]*?(?:'''|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)/g;

/** Literals that are shown of one piece of code, and their characters: a key in pieces has more. */
const MOST = { literals: 4, characters: 80 } as const;

/** A piece of code in which only harmless literals are repeated, and none where there are many. */
export function withHarmlessLiterals(code: string): string {
  const literals = code.match(LITERAL) ?? [];
  const isMany = literals.length > MOST.literals || literals.join('').length > MOST.characters;
  return code.replace(LITERAL, (literal) => {
    const content = literal.replace(/^'{1,3}|'{1,3}$/g, '');
    return !isMany && harmless(content) === content ? literal : `'${NOT_REPEATED}'`;
  });
}

/** A message of a parser, in which what it quotes of its input is repeated only where it is harmless. */
export function withHarmlessQuotes(message: string): string {
  return message.replace(/(['"`])(.*)\1/gs, (whole, quote: string, content: string) =>
    content.split(/['"`]/).every((piece) => harmless(piece) === piece) ? whole : quote + NOT_REPEATED + quote,
  );
}
