import { TlsReadError } from './read-error.ts';
import { VectorCursor } from './vector-cursor.ts';

/** Versions by their number on the wire. */
const versions = {
  0x0300: 'SSLv3',
  0x0301: 'TLSv1',
  0x0302: 'TLSv1.1',
  0x0303: 'TLSv1.2',
  0x0304: 'TLSv1.3',
} as const;

export type TlsVersion = (typeof versions)[keyof typeof versions];

export interface ServerHello {
  readonly version: TlsVersion;
  /** Number of the cipher suite. */
  readonly suite: number;
  /** It asks for another hello instead (RFC 8446 section 4.1.4). */
  readonly isRetry: boolean;
}

/** SHA-256 of "HelloRetryRequest" (RFC 8446 section 4.1.3). */
const RETRY = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c';

/** Extension numbers (IANA TLS ExtensionType Values). */
const Extension = { statusRequest: 5, supportedVersions: 43, certificateAuthorities: 47 } as const;

export function readServerHello(body: Uint8Array): ServerHello {
  const hello = new VectorCursor(body, 'a server hello');
  const legacy = hello.number(2);
  const random = Buffer.from(hello.take(32)).toString('hex');
  hello.vector(1);
  const suite = hello.number(2);
  hello.take(1);
  const selected = extensionsOf(hello).get(Extension.supportedVersions);
  const number = selected === undefined ? legacy : new VectorCursor(selected, 'a server hello').number(2);
  const version = versionOf(number);
  if (version === undefined)
    throw new TlsReadError('malformed', 'It answers with a version of TLS that does not exist.');
  return { version, suite, isRetry: random === RETRY };
}

function versionOf(number: number): TlsVersion | undefined {
  return number in versions ? versions[number as keyof typeof versions] : undefined;
}

/** By number; the first of a kind counts. The list as a whole may be left out (RFC 5246 section 7.4.1.3). */
function extensionsOf(cursor: VectorCursor): Map<number, Uint8Array> {
  const extensions = new Map<number, Uint8Array>();
  if (cursor.left === 0) return extensions;
  const list = cursor.inside(2);
  while (list.left > 0) {
    const number = list.number(2);
    const value = list.vector(2);
    if (!extensions.has(number)) extensions.set(number, value);
  }
  return extensions;
}

export interface CertificateMessage {
  /** DER, in the order sent. */
  readonly certificates: readonly Uint8Array[];
  /** DER of an OCSP response for the first of them. */
  readonly staple?: Uint8Array;
}

/** No real chain has more; a message has room for thousands of nothing. */
const MOST_CERTIFICATES = 100;

/** Certificate message of TLS 1.3 (RFC 8446 section 4.4.2) or of the versions before (RFC 5246 section 7.4.2). */
export function readCertificateMessage(body: Uint8Array, version: TlsVersion): CertificateMessage {
  const message = new VectorCursor(body, 'a certificate message');
  const is13 = version === 'TLSv1.3';
  if (is13) message.vector(1);
  const list = message.inside(3);
  message.finish();
  const certificates: Uint8Array[] = [];
  let staple: Uint8Array | undefined;
  while (list.left > 0) {
    const certificate = list.vector(3);
    if (certificate.length === 0) throw new TlsReadError('malformed', 'It sent an empty certificate.');
    if (certificates.length === MOST_CERTIFICATES) {
      throw new TlsReadError('too-large', `It sent more than ${MOST_CERTIFICATES} certificates.`);
    }
    certificates.push(certificate);
    if (!is13) continue;
    const status = extensionsOf(list).get(Extension.statusRequest);
    if (status !== undefined && certificates.length === 1) staple = readCertificateStatus(status);
  }
  if (certificates.length === 0)
    throw new TlsReadError('malformed', 'It sent a certificate message without certificates.');
  return { certificates, ...(staple === undefined ? {} : { staple }) };
}

/** The OCSP response of a CertificateStatus (RFC 6066 section 8); undefined for another kind, which nobody asked for. */
export function readCertificateStatus(body: Uint8Array): Uint8Array | undefined {
  const status = new VectorCursor(body, 'a certificate status');
  return status.number(1) === 1 ? status.vector(3) : undefined;
}

/** Names (DER) of the authorities that a CertificateRequest lists; none is normal. */
export function readAuthorities(body: Uint8Array, version: TlsVersion): readonly Uint8Array[] {
  const what = 'a certificate request';
  const request = new VectorCursor(body, what);
  request.vector(1);
  if (version !== 'TLSv1.3') {
    // Signature algorithms came with TLS 1.2.
    if (version === 'TLSv1.2') request.vector(2);
    return namesIn(request.inside(2));
  }
  const value = extensionsOf(request).get(Extension.certificateAuthorities);
  return value === undefined ? [] : namesIn(new VectorCursor(value, what).inside(2));
}

function namesIn(list: VectorCursor): Uint8Array[] {
  const names: Uint8Array[] = [];
  while (list.left > 0) names.push(list.vector(2));
  return names;
}

/** How a certificate message is compressed (RFC 8879 section 3). */
export function readCompression(body: Uint8Array): string {
  const number = new VectorCursor(body, 'a compressed certificate message').number(2);
  return { 1: 'zlib', 2: 'brotli', 3: 'zstd' }[number] ?? `method ${number}`;
}
