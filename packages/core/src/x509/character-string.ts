import { note, noteUndecoded, type Irregularities } from './irregularities.ts';

/** Tags of the character string types (X.680 section 41). */
export const StringTag = {
  utf8: 0x0c,
  numeric: 0x12,
  printable: 0x13,
  teletex: 0x14,
  ia5: 0x16,
  visible: 0x1a,
  universal: 0x1c,
  bmp: 0x1e,
} as const;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Marks of the 128 ASCII characters: which restricted string types have them in their alphabet. */
const PRINTABLE = 1;
const NUMERIC = 2;
const VISIBLE = 4;
const BACKSLASH = 0x5c;
const marks = new Uint8Array(128);
for (let c = 0x20; c < 0x7f; c++) marks[c] = VISIBLE;
for (const c of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")
  marks[c.charCodeAt(0)]! |= PRINTABLE;
for (const c of ' 0123456789') marks[c.charCodeAt(0)]! |= NUMERIC;

export const isCharacterString = (tag: number): boolean =>
  tag === StringTag.utf8 ||
  tag === StringTag.printable ||
  tag === StringTag.ia5 ||
  tag === StringTag.bmp ||
  tag === StringTag.teletex ||
  tag === StringTag.universal ||
  tag === StringTag.numeric ||
  tag === StringTag.visible;

/**
 * Text of a character string; every character is kept as it is, NUL included. TeletexString is read as Latin-1, as all
 * software does.
 * @param what the field, for what is noted: "the subject"
 * @returns undefined, which is noted, when the octets are none of its type: `escapedOctets` shows these
 */
export function decodeString(
  tag: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  what: string,
  irregularities: Irregularities,
): string | undefined {
  const text = textOf(tag, bytes, start, end);
  if (text === undefined) noteUndecoded(irregularities, start, what, FAULTS[tag] ?? NOT_ASCII);
  else {
    const alphabet = alphabetOf(tag);
    if (alphabet !== 0) noteAlphabet(bytes, start, end, alphabet, what, irregularities);
  }
  return text;
}

const NOT_ASCII = 'it holds an octet that is not ASCII';
const FAULTS: Readonly<Partial<Record<number, string>>> = {
  [StringTag.utf8]: 'it is not valid UTF-8',
  [StringTag.bmp]: 'it ends in the middle of a character, or holds a code that is none',
  [StringTag.universal]: 'it ends in the middle of a character, or holds a code that is none',
};

/** The mark of a type whose alphabet is less than what it is encoded in. */
function alphabetOf(tag: number): number {
  if (tag === StringTag.printable) return PRINTABLE;
  if (tag === StringTag.numeric) return NUMERIC;
  return tag === StringTag.visible ? VISIBLE : 0;
}

/** Undefined when the octets cannot be of this type. */
function textOf(tag: number, bytes: Uint8Array, start: number, end: number): string | undefined {
  if (tag === StringTag.bmp) return wideText(bytes, start, end, 2);
  if (tag === StringTag.universal) return wideText(bytes, start, end, 4);
  if (tag === StringTag.teletex) return latin1Text(bytes, start, end);
  let at = start;
  while (at < end && bytes[at]! < 0x80) at++;
  if (at === end) return asciiText(bytes, start, end);
  return tag === StringTag.utf8 ? utf8Text(bytes, start, end) : undefined;
}

function utf8Text(bytes: Uint8Array, start: number, end: number): string | undefined {
  try {
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    return undefined;
  }
}

/** Characters of ASCII that are outside the alphabet of the type are read as what they are, as all software does. */
function noteAlphabet(
  bytes: Uint8Array,
  start: number,
  end: number,
  wanted: number,
  what: string,
  irregularities: Irregularities,
): void {
  for (let i = start; i < end; i++) {
    if ((marks[bytes[i]!]! & wanted) !== 0) continue;
    const code = wanted === PRINTABLE ? 'printable-string-alphabet' : 'string-alphabet';
    return note(irregularities, code, i, what);
  }
}

/** Octets that are no text, as RFC 4514 writes them: `b\FCcher`. */
export function escapedOctets(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) {
    const octet = bytes[i]!;
    const plain = octet >= 0x20 && octet < 0x7f && octet !== BACKSLASH;
    text += plain ? String.fromCharCode(octet) : `\\${octet.toString(16).padStart(2, '0').toUpperCase()}`;
  }
  return text;
}

/** Text of octets that are known to be ASCII. Below 33 octets, building it here is faster than a TextDecoder. */
function asciiText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 32) return utf8.decode(bytes.subarray(start, end));
  return latin1Text(bytes, start, end);
}

function latin1Text(b: Uint8Array, start: number, end: number): string {
  let text = '';
  let i = start;
  for (; i + 8 <= end; i += 8)
    text += String.fromCharCode(b[i]!, b[i + 1]!, b[i + 2]!, b[i + 3]!, b[i + 4]!, b[i + 5]!, b[i + 6]!, b[i + 7]!);
  for (; i < end; i++) text += String.fromCharCode(b[i]!);
  return text;
}

/** BMPString (two octets a character) and UniversalString (four), big-endian. Surrogates are not characters. */
function wideText(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string | undefined {
  if ((end - start) % width !== 0) return undefined;
  let text = '';
  for (let i = start; i < end; i += width) {
    let code = 0;
    for (let k = 0; k < width; k++) code = code * 256 + bytes[i + k]!;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
    text += String.fromCodePoint(code);
  }
  return text;
}

/** A text for people to find something by: decoded, or else its octets. */
export const shownText = (tag: number, octets: Uint8Array): string =>
  textOf(tag, octets, 0, octets.length) ?? escapedOctets(octets, 0, octets.length);
