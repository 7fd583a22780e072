import { decodeBase64 } from './base64.ts';
import { context, Tag } from './der.ts';
import { CertificateParseError } from './errors.ts';
import { decodePemSpan, nextPemSpan } from './pem.ts';

/** Formats of keystores, told apart by their content. */
export type KeystoreKind = 'jks' | 'jceks' | 'pkcs12' | 'bks' | 'uber' | 'bcfks';

/** What people call them. */
export const keystoreNames: Readonly<Record<KeystoreKind, string>> = {
  jks: 'Java keystore (JKS)',
  jceks: 'Java keystore (JCEKS)',
  pkcs12: 'PKCS#12 keystore',
  bks: 'Bouncy Castle keystore (BKS)',
  uber: 'Bouncy Castle keystore (UBER)',
  bcfks: 'Bouncy Castle FIPS keystore (BCFKS)',
};

/** Says of a keystore that certificates were wanted. */
export function keystoreError(kind: KeystoreKind, offset = 0): CertificateParseError {
  return new CertificateParseError(
    'file.keystore',
    `This is a ${keystoreNames[kind]}, not a certificate; "sf cert inspect" shows what is in it, and whether Salesforce would import it.`,
    { offset },
  );
}

/**
 * What kind of keystore a file is, by its first octets, whatever it is called; undefined: none. It may still be damaged or
 * cut off further on.
 */
export function keystoreKindOf(bytes: Uint8Array): KeystoreKind | undefined {
  if (startsWith(bytes, [0xfe, 0xed, 0xfe, 0xed])) return 'jks';
  if (startsWith(bytes, [0xce, 0xce, 0xce, 0xce])) return 'jceks';
  if (bytes[0] === 0) return bouncyCastleKind(bytes);
  if (bytes[0] !== Tag.sequence) return undefined;
  if (isPfx(bytes)) return 'pkcs12';
  return isFipsStore(bytes) ? 'bcfks' : undefined;
}

/**
 * The keystore in a file or field: its octets as they are, in base64 (as secrets of pipelines and metadata carry it), or
 * in a PEM block.
 */
export function keystoreIn(
  input: string | Uint8Array,
): { readonly kind: KeystoreKind; readonly bytes: Uint8Array } | undefined {
  const direct = typeof input === 'string' ? undefined : keystoreKindOf(input);
  if (direct !== undefined) return { kind: direct, bytes: input as Uint8Array };
  const bytes = decoded(input);
  const kind = bytes && keystoreKindOf(bytes);
  return bytes && kind && { kind, bytes };
}

const latin1 = new TextDecoder('latin1');

/** What base64 of a keystore, or its PEM block, begins with. */
const mayBeEncoded = /^(?:ï»¿)?\s*(?:\/u3\+7Q|zs7OzgAA|AAAA|MI|-----BEGIN PKCS12-----)/;

function decoded(input: string | Uint8Array): Uint8Array | undefined {
  const start = typeof input === 'string' ? input.slice(0, 64) : latin1.decode(input.subarray(0, 64));
  if (!mayBeEncoded.test(start)) return undefined;
  const text = typeof input === 'string' ? input : latin1.decode(input);
  try {
    const block = start.includes('-----BEGIN ') ? nextPemSpan(text, 0) : undefined;
    return block ? decodePemSpan(text, block) : decodeBase64(text.replace(/^ï»¿/, ''));
  } catch (error) {
    if (error instanceof CertificateParseError) return undefined;
    throw error;
  }
}

/** Length of the salt in every Bouncy Castle store, and most rounds that its reader takes. */
const saltLength = 20;
const maxRounds = 65_536;

/**
 * Both formats begin with a version, a salt and a count of rounds. BKS goes on with its first entry in the open, or with
 * the mark of its end and a digest; UBER goes on with octets that are encrypted.
 */
function bouncyCastleKind(bytes: Uint8Array): 'bks' | 'uber' | undefined {
  if (bytes.length < 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) > 2 || view.getUint32(4) !== saltLength) return undefined;
  const head = 8 + saltLength + 4;
  // Cut off before the two differ.
  if (bytes.length <= head) return 'bks';
  const rounds = view.getUint32(head - 4);
  if (rounds < 1 || rounds > maxRounds) return undefined;
  const tag = bytes[head] as number;
  if (tag === 0) return bytes.length === head + 1 + saltLength ? 'bks' : 'uber';
  if (tag > 4 || bytes.length < head + 3) return tag > 4 ? 'uber' : 'bks';
  const made = head + 3 + view.getUint16(head + 1);
  // The time of an entry, in milliseconds: two octets of zeros at least, for the next eight thousand years.
  return made + 8 > bytes.length || view.getUint16(made) !== 0 ? 'uber' : 'bks';
}

/** A SEQUENCE that begins with the INTEGER 3 and a SEQUENCE (RFC 7292 section 4), in DER or BER. */
function isPfx(bytes: Uint8Array): boolean {
  const at = contentOf(bytes, 0);
  if (!startsWith(bytes.subarray(at), [Tag.integer, 1, 3])) return false;
  const next = bytes[at + 3];
  return next === undefined || next === Tag.sequence;
}

/**
 * `ObjectStore` of Bouncy Castle: a SEQUENCE of encrypted data (an algorithm and octets) and of what proves it. Keys begin
 * like the first part alone, certificates and lists have no octets behind their first algorithm.
 */
function isFipsStore(bytes: Uint8Array): boolean {
  const data = contentOf(bytes, 0);
  if (bytes[data] !== Tag.sequence) return false;
  const algorithm = contentOf(bytes, data);
  if (bytes[algorithm] !== Tag.sequence || bytes[contentOf(bytes, algorithm)] !== Tag.oid) return false;
  if (bytes[endOf(bytes, algorithm)] !== Tag.octetString) return false;
  const proof = bytes[endOf(bytes, data)];
  return proof === undefined || proof === Tag.sequence || proof === context(0, true);
}

/** Where the content of an element begins, whatever the form of its length. */
function contentOf(bytes: Uint8Array, at: number): number {
  const length = bytes[at + 1] ?? 0;
  return at + (length > 0x80 ? 2 + (length & 0x7f) : 2);
}

/** Where an element with a definite length ends. */
function endOf(bytes: Uint8Array, at: number): number {
  const body = contentOf(bytes, at);
  let length = 0;
  for (const octet of bytes.subarray(body - at === 2 ? at + 1 : at + 2, body)) length = length * 256 + octet;
  return body + length;
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((octet, position) => bytes[position] === octet);
}
