/** Writes DER for tests, well-formed unless a test asks for something else. */

export type Bytes = Uint8Array;

export const join = (...parts: readonly Bytes[]): Bytes => concat(parts);

export function concat(parts: readonly Bytes[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const hex = (text: string): Bytes =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (octet) => parseInt(octet, 16));

export function tlv(tag: number, ...content: readonly Bytes[]): Bytes {
  const body = content.length === 1 ? content[0]! : concat(content);
  const length: number[] = [];
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const header = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 | length.length, ...length];
  const out = new Uint8Array(header.length + body.length);
  out.set(header);
  out.set(body, header.length);
  return out;
}

export const sequence = (...content: readonly Bytes[]): Bytes => tlv(0x30, ...content);
export const set = (...content: readonly Bytes[]): Bytes => tlv(0x31, ...content);
/** Constructed `[number]`. */
export const explicit = (number: number, ...content: readonly Bytes[]): Bytes => tlv(0xa0 | number, ...content);
/** Primitive `[number]`. */
export const implicit = (number: number, content: Bytes): Bytes => tlv(0x80 | number, content);
export const boolean = (value: boolean): Bytes => Uint8Array.of(1, 1, value ? 0xff : 0);
export const nothing = Uint8Array.of(5, 0);
export const octets = (...content: readonly Bytes[]): Bytes => tlv(4, ...content);
export const bits = (content: Bytes, unused = 0): Bytes => tlv(3, Uint8Array.of(unused), content);
export const text = (value: string): Bytes => new TextEncoder().encode(value);
export const utf8 = (value: string): Bytes => tlv(0x0c, text(value));
export const printable = (value: string): Bytes => tlv(0x13, text(value));
export const ia5 = (value: string): Bytes => tlv(0x16, text(value));
export const utcTime = (value: string): Bytes => tlv(0x17, text(value));
export const generalizedTime = (value: string): Bytes => tlv(0x18, text(value));

export function integer(value: number | bigint, tag = 2): Bytes {
  let digits = (BigInt(value) < 0n ? -BigInt(value) - 1n : BigInt(value)).toString(16);
  if (digits.length % 2 === 1) digits = `0${digits}`;
  let content = hex(digits);
  if (content[0]! >= 0x80) content = join(Uint8Array.of(0), content);
  return tlv(tag, BigInt(value) < 0n ? content.map((octet) => 255 - octet) : content);
}

export function oid(dotted: string): Bytes {
  const [first, second, ...rest] = dotted.split('.').map(BigInt);
  return tlv(6, join(...[first! * 40n + second!, ...rest].map(base128)));
}

function base128(arc: bigint): Bytes {
  const octetsOf = [Number(arc & 127n)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octetsOf.unshift(Number(rest & 127n) | 0x80);
  return Uint8Array.from(octetsOf);
}
