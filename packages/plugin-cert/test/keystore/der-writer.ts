/** Writes DER for keystores of tests, and turns it into the looser forms of BER. */

export type Octets = Uint8Array;

export function tlv(tag: number, ...parts: readonly Octets[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const hex = length.toString(16);
  const octets = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

export const sequence = (...parts: readonly Octets[]): Buffer => tlv(0x30, ...parts);
export const set = (...parts: readonly Octets[]): Buffer => tlv(0x31, ...parts);
export const octets = (...parts: readonly Octets[]): Buffer => tlv(4, ...parts);
export const explicit = (number: number, ...parts: readonly Octets[]): Buffer => tlv(0xa0 | number, ...parts);
export const nothing = Buffer.from([5, 0]);

export function integer(value: number): Buffer {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return tlv(2, (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(6, ...[40 * first + second, ...rest].map(base128));
}

function base128(value: number): Buffer {
  const digits = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) digits.unshift(128 + (left % 128));
  return Buffer.from(digits);
}

/** How loosely a structure is written; all of it means the same. */
export type Looseness = 'indefinite' | 'segments' | 'both' | 'long-lengths';

/** The same structure in BER: lengths without end, strings in pieces, or lengths with needless octets. */
export function loosened(der: Octets, how: Looseness): Buffer {
  const bytes = Buffer.from(der);
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const { tag, body, end } = elementAt(bytes, at);
    parts.push(loosenedElement(tag, bytes.subarray(body, end), how));
    at = end;
  }
  return Buffer.concat(parts);
}

function loosenedElement(tag: number, content: Buffer, how: Looseness): Buffer {
  const constructed = (tag & 0x20) !== 0;
  const inner = constructed ? loosened(content, how) : content;
  if (how === 'long-lengths') {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(inner.length);
    return Buffer.concat([Buffer.from([tag, 0x84]), length, inner]);
  }
  if (tag === 4 && how !== 'indefinite') {
    return closed(0x24, Buffer.concat(piecesOf(inner).map((piece) => octets(piece))), how === 'both');
  }
  return closed(tag, inner, constructed && how !== 'segments');
}

function closed(tag: number, content: Buffer, indefinite: boolean): Buffer {
  return indefinite ? Buffer.concat([Buffer.from([tag, 0x80]), content, Buffer.from([0, 0])]) : tlv(tag, content);
}

/** Three pieces of different lengths, one of them empty. */
function piecesOf(content: Buffer): Buffer[] {
  const third = Math.floor(content.length / 3);
  return [content.subarray(0, third), content.subarray(third, third), content.subarray(third)];
}

function elementAt(bytes: Buffer, at: number): { tag: number; body: number; end: number } {
  const tag = bytes[at] as number;
  const first = bytes[at + 1] as number;
  const more = first < 0x80 ? 0 : first & 0x7f;
  const body = at + 2 + more;
  const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
  return { tag, body, end: body + length };
}
