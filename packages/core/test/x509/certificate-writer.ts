import { parseCertificate, type Certificate } from '@cert-health/core';
import {
  bits,
  boolean,
  explicit,
  hex,
  integer,
  join,
  nothing,
  octets,
  oid,
  sequence,
  set,
  utcTime,
  utf8,
  type Bytes,
} from './der-writer.ts';

/** Parts of a certificate; each can be replaced, by nothing (an empty array) if need be. */
export interface CertificateParts {
  readonly version?: Bytes;
  readonly serial?: Bytes;
  readonly innerAlgorithm?: Bytes;
  readonly issuer?: Bytes;
  readonly validity?: Bytes;
  readonly subject?: Bytes;
  readonly publicKey?: Bytes;
  readonly uniqueIds?: Bytes;
  readonly extensions?: Bytes;
  readonly tbsTail?: Bytes;
  readonly outerAlgorithm?: Bytes;
  readonly signature?: Bytes;
  /** Signs what is to be signed; gives the BIT STRING. */
  readonly sign?: (tbs: Bytes) => Bytes;
  readonly tail?: Bytes;
}

export const NONE = new Uint8Array(0);
export const SHA256_WITH_RSA = sequence(oid('1.2.840.113549.1.1.11'), nothing);
export const V3 = explicit(0, integer(2));

/** A P-256 key: the generator of the curve. */
export const P256_POINT = hex(
  '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
);
export const P256_KEY = keyInfo(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), P256_POINT);

export function keyInfo(algorithm: Bytes, key: Bytes): Bytes {
  return sequence(algorithm, bits(key));
}

export const attribute = (type: string, value: Bytes): Bytes => sequence(oid(type), value);

/** A name of single-valued parts. */
export const name = (...parts: readonly (readonly [type: string, value: Bytes])[]): Bytes =>
  sequence(...parts.map(([type, value]) => set(attribute(type, value))));

export const commonName = (value: string): Bytes => name(['2.5.4.3', utf8(value)]);

export const extension = (type: string, value: Bytes, critical = false): Bytes =>
  sequence(oid(type), critical ? boolean(true) : NONE, octets(value));

export const extensions = (...list: readonly Bytes[]): Bytes => explicit(3, sequence(...list));

/** DER of a certificate that is right but for what `parts` replaces; unsigned without `sign`. */
export function certificateDer(parts: CertificateParts = {}): Bytes {
  const algorithm = parts.innerAlgorithm ?? SHA256_WITH_RSA;
  const tbs = sequence(
    parts.version ?? V3,
    parts.serial ?? integer(0x1234),
    algorithm,
    parts.issuer ?? commonName('Test CA'),
    parts.validity ?? sequence(utcTime('260101000000Z'), utcTime('270101000000Z')),
    parts.subject ?? commonName('Test'),
    parts.publicKey ?? P256_KEY,
    parts.uniqueIds ?? NONE,
    parts.extensions ?? NONE,
    parts.tbsTail ?? NONE,
  );
  const signature = parts.signature ?? parts.sign?.(tbs) ?? bits(hex('00ff00ff'));
  return sequence(tbs, parts.outerAlgorithm ?? algorithm, signature, parts.tail ?? NONE);
}

export const certificateOf = (parts: CertificateParts = {}): Certificate => parseCertificate(certificateDer(parts));

/** A certificate with this one extension. */
export const certificateWith = (type: string, value: Bytes, critical = false): Certificate =>
  certificateOf({ extensions: extensions(extension(type, value, critical)) });

export const pem = (label: string, der: Bytes, lineEnd = '\n'): string =>
  [
    `-----BEGIN ${label}-----`,
    ...(Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []),
    `-----END ${label}-----`,
    '',
  ].join(lineEnd);

export { join };
