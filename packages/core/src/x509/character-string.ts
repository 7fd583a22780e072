import { refuse } from './der.ts';
import { note, type Irregularities } from './irregularities.ts';

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
/** Outside PrintableString, but seen in it so often (wildcards, `AT&T`, addresses) that everybody reads it. */
const TOLERATED = 8;
const marks = new Uint8Array(128);
for (let c = 0x20; c < 0x7f; c++) marks[c] = VISIBLE;
for (const c of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?")
  marks[c.charCodeAt(0)]! |= PRINTABLE;
for (const c of ' 0123456789') marks[c.charCodeAt(0)]! |= NUMERIC;
for (const c of '*@&_') marks[c.charCodeAt(0)]! |= TOLERATED;

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
 * @throws CertificateParseError when the octets are outside the alphabet of the type.
 */
export function decodeString(
  tag: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  irregularities: Irregularities,
): string {
  switch (tag) {
    case StringTag.utf8:
      return utf8Text(bytes, start, end);
    case StringTag.printable:
      checkAlphabet(bytes, start, end, PRINTABLE, irregularities);
      return asciiText(bytes, start, end);
    case StringTag.ia5:
      return ia5Text(bytes, start, end);
    case StringTag.numeric:
      checkAlphabet(bytes, start, end, NUMERIC, irregularities);
      return asciiText(bytes, start, end);
    case StringTag.visible:
      checkAlphabet(bytes, start, end, VISIBLE, irregularities);
      return asciiText(bytes, start, end);
    case StringTag.bmp:
      return wideText(bytes, start, end, 2);
    case StringTag.universal:
      return wideText(bytes, start, end, 4);
    default:
      return latin1Text(bytes, start, end);
  }
}

/** IA5String: the 128 characters of ASCII. */
export function ia5Text(bytes: Uint8Array, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    if (bytes[i]! > 0x7f)
      refuse('der.string-alphabet', 'An IA5String holds an octet that is not ASCII.', i, 'X.680 section 41');
  }
  return asciiText(bytes, start, end);
}

function utf8Text(bytes: Uint8Array, start: number, end: number): string {
  let at = start;
  while (at < end && bytes[at]! < 0x80) at++;
  if (at === end) return asciiText(bytes, start, end);
  try {
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    return refuse('der.string-alphabet', 'A UTF8String is not valid UTF-8.', start, 'X.690 section 8.23.10');
  }
}

function checkAlphabet(
  bytes: Uint8Array,
  start: number,
  end: number,
  wanted: number,
  irregularities: Irregularities,
): void {
  let tolerated = -1;
  for (let i = start; i < end; i++) {
    const octet = bytes[i]!;
    const mark = octet < 0x80 ? marks[octet]! : 0;
    if ((mark & wanted) !== 0) continue;
    if (wanted !== PRINTABLE || (mark & TOLERATED) === 0)
      refuse(
        'der.string-alphabet',
        'A string holds a character outside the alphabet of its type.',
        i,
        'X.680 section 41.4',
      );
    tolerated = i;
  }
  if (tolerated >= 0) note(irregularities, 'printable-string-alphabet', tolerated);
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
function wideText(bytes: Uint8Array, start: number, end: number, width: 2 | 4): string {
  if ((end - start) % width !== 0)
    refuse('der.string-alphabet', 'A string ends in the middle of a character.', start, 'X.690 section 8.23');
  let text = '';
  for (let i = start; i < end; i += width) {
    let code = 0;
    for (let k = 0; k < width; k++) code = code * 256 + bytes[i + k]!;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
      refuse('der.string-alphabet', 'A string holds a code that is not a character.', i, 'X.690 section 8.23');
    text += String.fromCodePoint(code);
  }
  return text;
}
