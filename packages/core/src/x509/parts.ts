import type { Content } from './content.ts';
import { DerCursor, Tag } from './der.ts';
import { derKind, type DerKind } from './der-kind.ts';
import { CertificateParseError } from './errors.ts';
import type { Der } from './model.ts';
import { decodePemSpan, isPrivateKeyLabel, nextPemSpan, type PemSpan } from './pem.ts';
import { readPkcs7 } from './pkcs7.ts';
import { wrongKind } from './wrong-kind.ts';

/** One thing found in a file. `offset` counts octets in DER and characters in text. */
export type Part =
  | { readonly kind: PartKind; readonly der: Der; readonly offset: number }
  | { readonly kind: 'broken'; readonly error: CertificateParseError; readonly offset: number };

export type PartKind = DerKind | 'pgp' | 'parameters' | 'other';

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
  let der: Der;
  try {
    der = decodePemSpan(text, span);
    if (label === 'TRUSTED CERTIFICATE') der = firstElement(der);
  } catch (error) {
    return yield { kind: 'broken', error: parseError(error), offset };
  }
  const promised = LABELS.get(label) ?? 'other';
  const found = derKind(der);
  const kind = found === 'unknown' || promised === 'parameters' ? promised : found;
  if (kind === 'pkcs7') yield* pkcs7Parts(der, offset, 0);
  else if (promised === 'certificate' && kind !== 'certificate')
    yield { kind: 'broken', error: wrongKind(kind, 'certificate', offset), offset };
  else yield { kind, der, offset };
}

/** Several DER structures may follow each other without anything between. */
function* derParts(bytes: Uint8Array): Generator<Part, void, undefined> {
  const kind = derKind(bytes);
  if (kind === 'pkcs7') return yield* pkcs7Parts(bytes, 0, 1);
  const cursor = new DerCursor(bytes);
  while (!cursor.done) {
    const offset = cursor.at;
    let der: Der;
    try {
      cursor.expect(Tag.sequence, offset === 0 ? 'the file' : 'the next part of the file');
      der = cursor.element();
    } catch (error) {
      return yield { kind: 'broken', error: parseError(error), offset };
    }
    yield { kind: derKind(der), der, offset };
  }
}

/** Offsets of members count from the start of the bundle in a DER file; in text, they are the offset of the block. */
function* pkcs7Parts(der: Der, offset: number, scale: 0 | 1): Generator<Part, void, undefined> {
  try {
    for (const part of readPkcs7(der)) yield { kind: part.kind, der: part.der, offset: offset + scale * part.offset };
  } catch (error) {
    yield { kind: 'broken', error: parseError(error), offset };
  }
}

/** OpenSSL appends trust settings to a `TRUSTED CERTIFICATE`. */
function firstElement(der: Der): Der {
  const cursor = new DerCursor(der);
  cursor.expect(Tag.sequence, 'the certificate');
  return cursor.element();
}

function parseError(error: unknown): CertificateParseError {
  if (error instanceof CertificateParseError) return error;
  throw error;
}
