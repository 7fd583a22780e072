import { elementAt } from './der-element.ts';
import { keyInDer } from './der-key.ts';
import { base64From, hexFrom, octetsOfBase64, octetsOfHex } from './encoded-digits.ts';
import type { FoundKey, KeySpan } from './model.ts';
import { keyInOctets } from './octets-key.ts';

/**
 * How base64 of a key begins: of DER (a SEQUENCE), of JKS, JCEKS, BKS and UBER, of OpenSSH; and of texts that may hold one:
 * PEM, PuTTY, JSON.
 */
const BASE64 =
  /M[A-P][A-Za-z0-9+/_-]{4}|[/_]u3[+-]7[QR]|zs7Oz|AAAAA[Qg]AAAB[Q-T]|b3BlbnNzaC1rZXkt|LS0t(?:LS1C|LQ)|UHVUVFkt|ey[AIJ][A-Za-z0-9]|ew[0o][A-Za-z0-9]/g;
/** The same in hex, also with something between the pairs: `30:82`, `0x30, 0x82`, `\x30\x82`. */
const PAIR = String.raw`(?:[:,\s]|,? ?0x|\\x)?`;
const HEX = new RegExp(
  [
    `30${PAIR}(?:8[1-4]|[2-7][0-9a-fA-F])${PAIR}[0-9a-fA-F]{2}`,
    `[fF][eE]${PAIR}[eE][dD]${PAIR}[fF][eE]${PAIR}[eE][dD]`,
    `[cC][eE]${PAIR}[cC][eE]${PAIR}[cC][eE]`,
    `2[dD]${PAIR}2[dD]${PAIR}2[dD]${PAIR}2[dD]`,
  ].join('|'),
  'g',
);

/** Digits that tell whether a structure may be a key, and the text that they are looked for in. */
const HEAD = 40;
const HEAD_TEXT = 800;
/** Octets of text that are looked at within a text. */
const LONGEST_TEXT = 200_000;

/** Looks for keys in a text that was found encoded. */
export type InText = (text: string) => readonly FoundKey[];

interface Encoding {
  readonly start: RegExp;
  readonly from: typeof base64From;
  readonly octetsOf: (digits: string) => Uint8Array;
  /** Digits of so many octets. */
  readonly digitsFor: (octets: number) => number;
}

const encodings: readonly Encoding[] = [
  { start: BASE64, from: base64From, octetsOf: octetsOfBase64, digitsFor: (octets) => Math.ceil(octets / 3) * 4 },
  { start: HEX, from: hexFrom, octetsOf: octetsOfHex, digitsFor: (octets) => octets * 2 },
];

/** Keys that stand in base64 or hex without armor. */
export function encodedKeys(text: string, inText: InText): KeySpan[] {
  return encodings.flatMap((encoding) => keysEncoded(text, encoding, inText));
}

function keysEncoded(text: string, encoding: Encoding, inText: InText): KeySpan[] {
  const found: KeySpan[] = [];
  let done = 0;
  /** Up to here everything was decoded, and is neither key nor text with one. */
  let decoded = 0;
  for (const { index } of text.matchAll(encoding.start)) {
    if (index < done) continue;
    const head = encoding.octetsOf(encoding.from(text.slice(index, index + HEAD_TEXT), 0, HEAD).digits);
    const isDer = head[0] === 0x30;
    // Nearly all that begins like DER is none, or no key: the rest of it is not decoded.
    if (isDer ? keyInDer(head) === undefined : index < decoded) continue;
    const { digits, end } = encoding.from(text, index, isDer ? lengthOf(head, encoding) : undefined);
    const octets = encoding.octetsOf(digits);
    const key = keyInOctets(octets) ?? (isDer ? undefined : inText(latin1.decode(octets.subarray(0, LONGEST_TEXT)))[0]);
    if (key) found.push({ ...key, start: index, end });
    done = key ? end : done;
    decoded = isDer ? decoded : end;
  }
  return found;
}

/** What stands behind a structure is not part of it. Without a length it goes on as far as it goes. */
function lengthOf(head: Uint8Array, { digitsFor }: Encoding): number | undefined {
  const length = head[1] === 0x80 ? undefined : elementAt(head, 0)?.next;
  return length === undefined ? undefined : digitsFor(length);
}

const latin1 = new TextDecoder('latin1');
