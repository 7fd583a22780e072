import { CertificateParseError } from './errors.ts';

/** Object identifiers longer than this are refused; the longest in use have about 25 octets. */
const MAX_OCTETS = 128;

/**
 * Texts of object identifiers seen lately, found by a hash of their octets. Bounded: a slot holds one. It only saves time,
 * since the same few dozen identifiers occur in every certificate.
 */
const SLOTS = 512;
const seen = new Array<{ readonly octets: Uint8Array; readonly text: string } | undefined>(SLOTS).fill(undefined);

/**
 * Dotted text of the object identifier whose content octets are `bytes[start..end)` (X.690 section 8.19).
 * @throws CertificateParseError for an empty, padded, cut-off or overlong encoding.
 */
export function decodeOid(bytes: Uint8Array, start: number, end: number, what: string): string {
  const length = end - start;
  let hash = length;
  for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
  const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
  const known = seen[slot];
  if (known !== undefined && sameOctets(known.octets, bytes, start, length)) return known.text;
  const text = dotted(bytes, start, end, what);
  seen[slot] = { octets: bytes.slice(start, end), text };
  return text;
}

function sameOctets(octets: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  if (octets.length !== length) return false;
  for (let i = 0; i < length; i++) if (octets[i] !== bytes[start + i]) return false;
  return true;
}

function dotted(bytes: Uint8Array, start: number, end: number, what: string): string {
  if (start === end || end - start > MAX_OCTETS || bytes[end - 1]! >= 0x80) malformed(what, start);
  let text = '';
  let first = true;
  let at = start;
  while (at < end) {
    if (bytes[at] === 0x80) malformed(what, at);
    const from = at;
    let arc = 0;
    while (bytes[at]! >= 0x80) arc = arc * 128 + (bytes[at++]! & 0x7f);
    arc = arc * 128 + bytes[at++]!;
    // Seven octets carry 49 bits; beyond that a double is no longer exact (2.25.<UUID> has 128 bits).
    const exact = at - from <= 7 ? BigInt(arc) : bigArc(bytes, from, at);
    if (first) {
      const root = exact < 80n ? exact / 40n : 2n;
      text = `${root}.${exact - root * 40n}`;
      first = false;
    } else text += `.${exact}`;
  }
  return text;
}

function bigArc(bytes: Uint8Array, from: number, to: number): bigint {
  let arc = 0n;
  for (let i = from; i < to; i++) arc = (arc << 7n) | BigInt(bytes[i]! & 0x7f);
  return arc;
}

function malformed(what: string, offset: number): never {
  throw new CertificateParseError('der.oid', `The object identifier of ${what} is not encoded as DER demands.`, {
    offset,
    rule: 'X.690 section 8.19',
  });
}
