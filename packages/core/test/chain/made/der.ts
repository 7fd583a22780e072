/** A small DER writer (X.690), so that tests can make certificates that no CA would issue. */

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

export function tlv(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = concat(...content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  return concat(Uint8Array.from(header), body);
}

export const sequence = (...content: readonly Uint8Array[]): Uint8Array => tlv(0x30, ...content);
export const set = (...content: readonly Uint8Array[]): Uint8Array => tlv(0x31, ...content);
export const octetString = (content: Uint8Array): Uint8Array => tlv(0x04, content);
export const boolean = (value: boolean): Uint8Array => tlv(0x01, Uint8Array.of(value ? 0xff : 0));
export const nullValue: Uint8Array = tlv(0x05);
export const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
/** Context-specific element. */
export const context = (number: number, constructed: boolean, ...content: readonly Uint8Array[]): Uint8Array =>
  tlv(0x80 | (constructed ? 0x20 : 0) | number, ...content);

/** INTEGER of a number or of content octets as they are. */
export function integer(value: number | bigint | Uint8Array): Uint8Array {
  if (value instanceof Uint8Array) return tlv(0x02, value);
  return tlv(0x02, integerContent(BigInt(value)));
}

export function integerContent(value: bigint): Uint8Array {
  const octets: number[] = [];
  let rest = value;
  do {
    octets.unshift(Number(rest & 0xffn));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  if (value >= 0n && octets[0]! >= 0x80) octets.unshift(0);
  if (value < 0n && octets[0]! < 0x80) octets.unshift(0xff);
  return Uint8Array.from(octets);
}

export function oid(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return tlv(0x06, ...[first * 40n + second, ...rest].map(base128));
}

function base128(value: bigint): Uint8Array {
  const octets = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(octets);
}

export const bitString = (content: Uint8Array, unused = 0): Uint8Array => tlv(0x03, Uint8Array.of(unused), content);

/** BIT STRING of named bits, without trailing zeros (X.690 section 11.2.2). */
export function namedBits(bits: readonly number[], tag = 0x03): Uint8Array {
  const highest = Math.max(...bits);
  const octets = new Uint8Array(Math.floor(highest / 8) + 1);
  for (const bit of bits) octets[bit >> 3]! |= 0x80 >> (bit & 7);
  return tlv(tag, Uint8Array.of(7 - (highest & 7)), octets);
}

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 section 4.1.2.5). */
export function time(date: Date): Uint8Array {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050 && date.getUTCFullYear() >= 1950
    ? tlv(0x17, ascii(digits.slice(2)))
    : tlv(0x18, ascii(digits));
}

export const generalizedTime = (date: Date): Uint8Array =>
  tlv(0x18, ascii(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
