import { Tag } from './der.ts';
import { CertificateParseError } from './errors.ts';
import type { Der } from './model.ts';

const RULE = 'RFC 5652 section 5.1';
const MAX_DEPTH = 16;

/** One part of a PKCS#7 bundle: its DER, and where it begins in the bundle. */
export interface Pkcs7Part {
  readonly kind: 'certificate' | 'crl';
  readonly der: Der;
  readonly offset: number;
}

/** A BER element: unlike DER, its length may be indefinite, which CMS allows around the certificates. */
interface BerElement {
  readonly tag: number;
  readonly start: number;
  readonly body: number;
  readonly bodyEnd: number;
  readonly next: number;
}

/**
 * The certificates and CRLs of a PKCS#7 or CMS `SignedData` (.p7b, .p7c), in encoded order. Signatures in it are not looked at: it
 * is a bag here. `end` is where it ends, behind which nothing should follow.
 * @throws CertificateParseError
 */
export function readPkcs7(bytes: Uint8Array): { readonly parts: readonly Pkcs7Part[]; readonly end: number } {
  const contentInfo = element(bytes, 0, bytes.length, 0);
  const contentType = element(bytes, contentInfo.body, contentInfo.bodyEnd, 1);
  const wrapped = element(bytes, contentType.next, contentInfo.bodyEnd, 1);
  const signedData = element(bytes, wrapped.body, wrapped.bodyEnd, 2);
  if (wrapped.tag !== 0xa0 || signedData.tag !== Tag.sequence) malformed('does not hold signed data', wrapped.start);
  const parts: Pkcs7Part[] = [];
  for (let at = signedData.body; at < signedData.bodyEnd;) {
    const field = element(bytes, at, signedData.bodyEnd, 3);
    if (field.tag === 0xa0) collect(bytes, field, 'certificate', parts);
    if (field.tag === 0xa1) collect(bytes, field, 'crl', parts);
    at = field.next;
  }
  return { parts, end: contentInfo.next };
}

/** Members with another tag are attribute certificates and other formats, which are stepped over. */
function collect(bytes: Uint8Array, set: BerElement, kind: Pkcs7Part['kind'], parts: Pkcs7Part[]): void {
  for (let at = set.body; at < set.bodyEnd;) {
    const member = element(bytes, at, set.bodyEnd, 4);
    if (member.tag === Tag.sequence)
      parts.push({ kind, der: bytes.subarray(member.start, member.next), offset: member.start });
    at = member.next;
  }
}

function element(bytes: Uint8Array, start: number, end: number, depth: number): BerElement {
  if (depth > MAX_DEPTH) malformed(`is nested more than ${MAX_DEPTH} levels deep`, start);
  if (start + 2 > end) malformed('is cut off', start);
  const tag = bytes[start]!;
  if ((tag & 0x1f) === 0x1f) malformed('has an element of an unknown kind', start);
  const first = bytes[start + 1]!;
  if (first === 0x80) return indefinite(bytes, tag, start, end, depth);
  let body = start + 2;
  let length = first;
  if (first > 0x80) {
    const octets = first & 0x7f;
    if (octets > 8 || body + octets > end) malformed('is cut off', start);
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + bytes[body++]!;
  }
  if (body + length > end) malformed('is cut off', start);
  return { tag, start, body, bodyEnd: body + length, next: body + length };
}

function indefinite(bytes: Uint8Array, tag: number, start: number, end: number, depth: number): BerElement {
  if ((tag & 0x20) === 0) malformed('has an element without end', start);
  const body = start + 2;
  for (let at = body; at + 2 <= end;) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return { tag, start, body, bodyEnd: at, next: at + 2 };
    at = element(bytes, at, end, depth + 1).next;
  }
  return malformed('is cut off', start);
}

function malformed(how: string, offset: number): never {
  throw new CertificateParseError('pkcs7.malformed', `The PKCS#7 bundle ${how}; export it again.`, {
    offset,
    rule: RULE,
  });
}
