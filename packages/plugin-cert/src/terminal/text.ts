/** Text that fits a terminal: harmless characters only, and lines no wider than asked. */

/**
 * Columns that a character takes. East Asian wide and emoji characters take two (Unicode Standard Annex 11), combining
 * marks none.
 */
function widthOf(character: string): number {
  if (/^\p{Mark}$/u.test(character)) return 0;
  const code = character.codePointAt(0) as number;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

/** Columns that a text takes. */
export function columnsOf(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += widthOf(character);
  return columns;
}

/** Pads to a number of columns; longer text stays as it is. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}

/**
 * Names come from certificates and orgs, that is from strangers: control characters (which could move the cursor or
 * rewrite lines) and bidirectional overrides are shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  );
}

/** Breaks a text at spaces, and words that are too long anywhere, so that nothing is lost. */
export function wrap(text: string, columns: number): string[] {
  const width = Math.max(columns, 8);
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(/ +/).filter(Boolean)) {
    for (const piece of pieces(word, width)) {
      if (line && columnsOf(line) + 1 + columnsOf(piece) > width) {
        lines.push(line);
        line = '';
      }
      line = line ? `${line} ${piece}` : piece;
    }
  }
  if (line || lines.length === 0) lines.push(line);
  return lines;
}

/** A word in pieces that each fit a line; paths and addresses are broken behind a separator where there is one. */
function pieces(word: string, width: number): string[] {
  const parts: string[] = [];
  let rest = word;
  while (columnsOf(rest) > width) {
    const fitting = prefixOf(rest, width);
    const separator = fitting.search(/[/.@:,_-][^/.@:,_-]*$/);
    const part = separator > fitting.length / 2 ? fitting.slice(0, separator + 1) : fitting;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return rest ? [...parts, rest] : parts;
}

/** As many characters as fit, at least one. */
function prefixOf(text: string, width: number): string {
  let prefix = '';
  let columns = 0;
  for (const character of text) {
    columns += widthOf(character);
    if (columns > width && prefix) break;
    prefix += character;
  }
  return prefix;
}
