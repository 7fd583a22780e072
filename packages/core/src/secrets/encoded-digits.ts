/**
 * Digits of base64 or hex as people and tools keep them: in lines, with line ends as escapes, in pieces that code puts
 * together, in XML, JSON, YAML, comments or addresses.
 */
export interface Digits {
  readonly digits: string;
  /** Where the text behind them goes on. */
  readonly end: number;
}

const SPACE = String.raw`(?:\s|\\+(?:[nrt]|u000[aAdD9])|&#(?:x0*[aAdD9]|0*(?:10|13|9));|%0[aAdD9]|<br ?/?>)`;
const QUOTE = String.raw`(?:\\{0,4}["'\x60]|&(?:quot|apos|#3[49]|#x2[27]);)`;
/** `+`, `,`, `; text +=`, `; private static final String REST =`, `).append(`. */
const GLUE = String.raw`(?:[+,.&|]{1,2}|;\s{0,200}(?:\w{1,40}\s{1,20}){0,6}[\w.]{1,80}\s{0,20}\+?=|\)?;?\s{0,200}[\w.]{0,80}\.(?:append|add|concat)\()`;
const COMMENT = String.raw`(?<=\n[ \t]{0,80})(?://+|#+|\*|>)[ \t]`;
const LINE_GOES_ON = String.raw`\\\r?\n`;
const BETWEEN = `(?:${LINE_GOES_ON}|${SPACE}|${COMMENT}|${QUOTE}${SPACE}{0,200}(?:${GLUE}${SPACE}{0,200})?${QUOTE})+`;

const between = new RegExp(BETWEEN, 'y');
const betweenHex = new RegExp(String.raw`(?:[:,;]|[:,;]?\s*(?:0x|\\x|%)|${BETWEEN})`, 'y');
/** A hyphen is a digit of the alphabet for addresses, four are the end of a PEM block. */
const base64Run = /(?:[A-Za-z0-9+/_]|-(?!-{3}|\s))+/y;
const base64Escape = /(?:%2[bf]|\\+\/|\\+u00(?:2[bf])|&#x2[bf];)/iy;
const padding = /={1,2}|(?:%3d){1,2}/iy;
const hexRun = /(?:[0-9a-f]{2})+/iy;

/** Most digits that are looked at: a keystore has some ten thousand. */
const MOST = 1_000_000;

/** The base64 digits from a place on; the end is behind their padding. */
export function base64From(text: string, start: number, most = MOST): Digits {
  const pieces: string[] = [];
  let length = 0;
  let end = start;
  for (let at = start; length < most;) {
    const run = matchAt(base64Run, text, at);
    const piece = run || escapedDigit(matchAt(base64Escape, text, at));
    if (piece) {
      at = run ? base64Run.lastIndex : base64Escape.lastIndex;
      pieces.push(piece);
      length += piece.length;
      end = at;
    } else if (matchAt(between, text, at)) at = between.lastIndex;
    else break;
  }
  return { digits: pieces.join('').slice(0, most), end: end + matchAt(padding, text, end).length };
}

/** The pairs of hex digits from a place on. */
export function hexFrom(text: string, start: number, most = 2 * MOST): Digits {
  const pieces: string[] = [];
  let length = 0;
  let end = start;
  for (let at = start; length < most;) {
    const run = matchAt(hexRun, text, at);
    if (run) {
      pieces.push(run);
      length += run.length;
      end = at = hexRun.lastIndex;
    } else if (matchAt(betweenHex, text, at)) at = betweenHex.lastIndex;
    else break;
  }
  return { digits: pieces.join('').slice(0, most), end };
}

/** Where the text goes on behind what may stand between two lines; `at` when nothing does. */
export function behindSpace(text: string, at: number): number {
  return matchAt(between, text, at) ? between.lastIndex : at;
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

function escapedDigit(escape: string): string {
  if (escape === '') return '';
  return /b;?$/i.test(escape) ? '+' : '/';
}

const values = new Uint8Array(128).fill(255);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach(
  (digit, value) => (values[digit.charCodeAt(0)] = value),
);
values['-'.charCodeAt(0)] = 62;
values['_'.charCodeAt(0)] = 63;

/** Octets of base64 digits of either alphabet; what does not fill an octet is left out. */
export function octetsOfBase64(digits: string): Uint8Array {
  const octets = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let group = 0;
  let bits = 0;
  let length = 0;
  for (let at = 0; at < digits.length; at++) {
    group = ((group << 6) | (values[digits.charCodeAt(at)] ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    octets[length++] = (group >> bits) & 255;
  }
  return octets.subarray(0, length);
}

export function octetsOfHex(digits: string): Uint8Array {
  const octets = new Uint8Array(Math.floor(digits.length / 2));
  for (let at = 0; at < octets.length; at++) octets[at] = Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16);
  return octets;
}
