import { context, DerCursor, Tag } from './der.ts';
import { CertificateParseError } from './errors.ts';

/** What a DER (or, for PKCS#7, BER) structure is, judged by its outline. */
export type DerKind =
  | 'certificate'
  | 'request'
  | 'crl'
  | 'pkcs7'
  | 'pkcs7-other'
  | 'pkcs12'
  | 'private-key'
  | 'public-key'
  | 'ocsp-response'
  | 'unknown';

/** What one part of a file is: DER, or what only text can say. */
export type PartKind = DerKind | 'pgp' | 'parameters' | 'other';

const PKCS7 = '2a864886f70d0107';

/**
 * Whether octets begin as a revocation list does, or as a PKCS#7 bundle, which may hold one. Lengths are only stepped over, so the
 * beginning of a file is enough.
 */
export function isRevocationListHead(bytes: Uint8Array): boolean {
  const header = (at: number): number => at + (bytes[at + 1]! < 0x80 ? 2 : 2 + (bytes[at + 1]! & 0x7f));
  const lengthAt = (at: number): number => {
    let length = bytes[at + 1]! < 0x80 ? bytes[at + 1]! : 0;
    for (let i = at + 2; i < header(at) && bytes[at + 1]! >= 0x80; i++) length = length * 256 + bytes[i]!;
    return length;
  };
  const next = (at: number): number => header(at) + lengthAt(at);
  if (bytes[0] !== Tag.sequence) return false;
  let at = header(0);
  if (pkcs7Kind(bytes, at) === 'pkcs7') return true;
  if (bytes[at] !== Tag.sequence) return false;
  at = header(at);
  if (bytes[at] === Tag.integer) at = next(at);
  for (let names = 0; names < 2; names++) {
    if (bytes[at] !== Tag.sequence) return false;
    at = next(at);
  }
  return bytes[at] === Tag.utcTime || bytes[at] === Tag.generalizedTime;
}

/** Judges by the outline alone; a structure that cannot be followed so far is `unknown`. */
export function derKind(bytes: Uint8Array): DerKind {
  // PKCS#7 may be BER, so its length is only stepped over.
  const cms = pkcs7Kind(bytes, bytes[1]! < 0x80 ? 2 : 2 + (bytes[1]! & 0x7f));
  if (cms !== 'unknown') return cms;
  try {
    const outer = new DerCursor(bytes);
    outer.expect(Tag.sequence, 'the file');
    return outline(outer.inside());
  } catch (error) {
    if (error instanceof CertificateParseError) return 'unknown';
    throw error;
  }
}

function outline(inner: DerCursor): DerKind {
  const first = inner.read('the file');
  if (first === Tag.enumerated) return 'ocsp-response';
  if (first === Tag.integer) return afterInteger(inner);
  if (first !== Tag.sequence) return 'unknown';
  const signed = inner.inside();
  const second = inner.done ? -1 : inner.read('the file');
  if (signed.peek() === Tag.oid) {
    // AlgorithmIdentifier first: SubjectPublicKeyInfo, or EncryptedPrivateKeyInfo.
    if (second === Tag.bitString) return 'public-key';
    return second === Tag.octetString ? 'private-key' : 'unknown';
  }
  return signedKind(signed);
}

/** Certificate: `[0]? INTEGER SEQ SEQ SEQ`; CRL: `INTEGER? SEQ SEQ Time`; request: `INTEGER SEQ SEQ [0]`. */
function signedKind(signed: DerCursor): DerKind {
  if (signed.peek() === context(0, true)) return 'certificate';
  signed.take(Tag.integer, 'the file');
  if (!signed.take(Tag.sequence, 'the file') || !signed.take(Tag.sequence, 'the file')) return 'unknown';
  const third = signed.peek();
  if (third === Tag.utcTime || third === Tag.generalizedTime) return 'crl';
  if (third === context(0, true) || third === -1) return 'request';
  return third === Tag.sequence ? 'certificate' : 'unknown';
}

/** PFX, PKCS#8, PKCS#1 and SEC 1 keys all begin with an INTEGER. */
function afterInteger(inner: DerCursor): DerKind {
  const value = inner.stop - inner.body === 1 ? inner.bytes[inner.body]! : -1;
  const next = inner.peek();
  if (value === 3 && next === Tag.sequence) return 'pkcs12';
  if ((value === 0 || value === 1) && (next === Tag.sequence || next === Tag.integer || next === Tag.octetString))
    return 'private-key';
  return next === Tag.integer ? 'public-key' : 'unknown';
}

/** `at` is where the content type, an OID below 1.2.840.113549.1.7, should start. */
function pkcs7Kind(bytes: Uint8Array, at: number): DerKind {
  if (bytes[0] !== Tag.sequence || bytes[at] !== Tag.oid || bytes[at + 1] !== 9) return 'unknown';
  let prefix = '';
  for (let i = at + 2; i < at + 10; i++) prefix += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  if (prefix !== PKCS7) return 'unknown';
  return bytes[at + 10] === 2 ? 'pkcs7' : 'pkcs7-other';
}
