import type { Content } from './content.ts';
import { DerCursor, Tag } from './der.ts';
import { derKind, type PartKind } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import type { Der, TrustSettings } from './model.ts';
import { decodePemSpan, isPrivateKeyLabel, nextPemSpan, type PemSpan } from './pem.ts';
import { readPkcs7 } from './pkcs7.ts';
import { refuseSavedAsText } from './saved-as-text.ts';
import { readTrustSettings, trustSettingsBehind } from './trust-settings.ts';
import { wrongKind } from './wrong-kind.ts';

/** One thing found in a file. `offset` counts octets in DER and characters in text. */
export type Part = FoundPart | BrokenPart;

export interface FoundPart {
  readonly kind: PartKind;
  readonly der: Der;
  readonly offset: number;
  /** It is a member of a PKCS#7 bundle, which is a set. */
  readonly inSet?: true;
  /** Of a certificate that came as a `TRUSTED CERTIFICATE`. */
  readonly settings?: TrustSettings;
  /** Says that something follows that belongs to nothing. */
  readonly stray?: CertificateParseError;
}

export interface BrokenPart {
  readonly kind: 'broken';
  /** What it was meant to be. */
  readonly promised: PartKind;
  readonly error: CertificateParseError;
  readonly offset: number;
  /** What could be taken out of it. */
  readonly der?: Der;
}

/** What PEM labels promise. The content is looked at all the same, since labels can be wrong. */
const LABELS: ReadonlyMap<string, PartKind> = new Map(
  Object.entries<PartKind>({
    CERTIFICATE: 'certificate',
    'X509 CERTIFICATE': 'certificate',
    'TRUSTED CERTIFICATE': 'certificate',
    'CERTIFICATE REQUEST': 'request',
    'NEW CERTIFICATE REQUEST': 'request',
    'X509 CRL': 'crl',
    PKCS7: 'pkcs7',
    'PKCS #7 SIGNED DATA': 'pkcs7',
    CMS: 'pkcs7',
    'EC PARAMETERS': 'parameters',
    'DH PARAMETERS': 'parameters',
    'X9.42 DH PARAMETERS': 'parameters',
    'DSA PARAMETERS': 'parameters',
    'PUBLIC KEY': 'public-key',
    'RSA PUBLIC KEY': 'public-key',
  }),
);
/**
 * The parts of a file one after the other, found only as far as the caller goes. A part that cannot be taken out is given as
 * `broken`, and the walk goes on behind it.
 */
export function* partsOf(content: Content): Generator<Part, void, undefined> {
  if ('der' in content) yield* derParts(content.der);
  else yield* pemParts(content.text);
}

function* pemParts(text: string): Generator<Part, void, undefined> {
  for (let span = nextPemSpan(text, 0); span !== undefined; span = nextPemSpan(text, span.next))
    yield* pemPart(text, span);
}

function* pemPart(text: string, span: PemSpan): Generator<Part, void, undefined> {
  const { label, offset } = span;
  if (isPrivateKeyLabel(label)) return yield { kind: 'private-key', der: new Uint8Array(0), offset };
  if (label.startsWith('PGP ')) return yield { kind: 'pgp', der: new Uint8Array(0), offset };
  const promised = LABELS.get(label) ?? 'other';
  let block: Der | undefined;
  try {
    block = decodePemSpan(text, span);
    yield* blockParts(block, promised, span);
  } catch (error) {
    yield { kind: 'broken', promised, error: parseError(error), offset, ...(block && { der: block }) };
  }
}

function* blockParts(block: Der, promised: PartKind, { label, offset }: PemSpan): Generator<Part, void, undefined> {
  refuseSavedAsText(block);
  const found = derKind(block);
  const kind = found === 'unknown' || promised === 'parameters' ? promised : found;
  if (kind === 'pkcs7') return yield* pkcs7Parts(block, offset, 0);
  if (promised === 'certificate' && kind !== 'certificate') throw wrongKind(kind, 'certificate', offset);
  if (kind !== 'certificate' && kind !== 'request' && kind !== 'crl') return yield { kind, der: block, offset };
  const cursor = new DerCursor(block);
  cursor.expect(Tag.sequence, 'the content of the block');
  const behind = block.subarray(skipSpace(block, cursor.at));
  const part = { kind, der: cursor.element(), offset };
  if (label === 'TRUSTED CERTIFICATE' && behind.length > 0)
    yield { ...part, settings: trustSettingsBehind(behind) ?? readTrustSettings(behind) };
  else yield { ...part, ...whatIsBehind(kind, behind, offset) };
}

/** Several DER structures may follow each other, with or without line ends between. */
function* derParts(bytes: Uint8Array): Generator<Part, void, undefined> {
  if (derKind(bytes) === 'pkcs7') return yield* pkcs7Parts(bytes, 0, 1);
  const cursor = new DerCursor(bytes);
  do {
    const offset = cursor.at;
    try {
      cursor.expect(Tag.sequence, offset === 0 ? 'the file' : 'the next part of the file');
    } catch (error) {
      return yield { kind: 'broken', promised: 'unknown', error: parseError(error), offset };
    }
    const der = cursor.element();
    const kind = derKind(der);
    cursor.at = skipSpace(bytes, cursor.at);
    const behind = bytes.subarray(cursor.at);
    const last =
      cursor.peek() !== Tag.sequence || (kind === 'certificate' && trustSettingsBehind(behind) !== undefined);
    yield { kind, der, offset, ...(last ? whatIsBehind(kind, behind, cursor.at) : {}) };
    if (last) return;
  } while (!cursor.done);
}

/** Octets behind a structure are trust settings, or belong to nothing. */
function whatIsBehind(kind: PartKind, behind: Der, offset: number): Pick<FoundPart, 'settings' | 'stray'> {
  if (behind.length === 0) return {};
  const settings = kind === 'certificate' ? trustSettingsBehind(behind) : undefined;
  return settings ? { settings } : { stray: strayOctets(behind, offset) };
}

function strayOctets(behind: Der, offset: number): CertificateParseError {
  const count = behind.length === 1 ? '1 octet' : `${behind.length} octets`;
  const message = `What follows it (${count}) belongs to nothing that is read here.`;
  return new CertificateParseError('der.trailing-data', message, { offset, rule: 'X.690 section 8.1' });
}

/** Offsets of members count from the start of the bundle in a DER file; in text, they are the offset of the block. */
function* pkcs7Parts(der: Der, offset: number, scale: 0 | 1): Generator<Part, void, undefined> {
  try {
    const { parts, end } = readPkcs7(der);
    const rest = skipSpace(der, end);
    const behind =
      rest < der.length ? whatIsBehind('pkcs7', der.subarray(rest), offset + scale * rest).stray : undefined;
    for (const part of parts)
      yield { kind: part.kind, der: part.der, offset: offset + scale * part.offset, inSet: true };
    if (behind) yield { kind: 'broken', promised: 'pkcs7', error: behind, offset: offset + scale * rest };
  } catch (error) {
    yield { kind: 'broken', promised: 'pkcs7', error: parseError(error), offset };
  }
}

/** Editors and scripts put line ends behind a binary file, and between two of them. */
function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] === 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d))) at++;
  return at;
}

function parseError(error: unknown): CertificateParseError {
  if (error instanceof CertificateParseError) return error;
  throw error;
}
