import { readBasicConstraints, readKeyUsage, readNameConstraints } from './constraints.ts';
import { readDistributionPoints } from './distribution-point.ts';
import { context, cursorOn, refuse, Tag, type DerCursor } from './der.ts';
import { readGeneralName, readGeneralNames } from './general-name.ts';
import { enterNoted, note, readOrNote, type Irregularities } from './irregularities.ts';
import type { Der, Extension, Extensions, GeneralName } from './model.ts';
import { readInhibitAnyPolicy, readPolicies, readPolicyConstraints, readPolicyMappings } from './policies.ts';
import { readSignedCertificateTimestamps } from './signed-certificate-timestamp.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Decode = (cursor: DerCursor, values: Mutable<Extensions>, irregularities: Irregularities) => void;

/** Decoders by OID. Sections are of RFC 5280 unless said otherwise. */
const DECODERS = new Map<string, Decode>([
  ['2.5.29.14', (c, v) => void (v.subjectKeyIdentifier = c.octetString('the subject key identifier'))],
  ['2.5.29.15', (c, v, notes) => void (v.keyUsage = readKeyUsage(c, notes))],
  ['2.5.29.17', (c, v, notes) => void (v.subjectAltName = readGeneralNames(c, 'the subject alternative name', notes))],
  ['2.5.29.18', (c, v, notes) => void (v.issuerAltName = readGeneralNames(c, 'the issuer alternative name', notes))],
  ['2.5.29.19', (c, v, notes) => void (v.basicConstraints = readBasicConstraints(c, notes))],
  ['2.5.29.30', (c, v, notes) => void (v.nameConstraints = readNameConstraints(c, notes))],
  [
    '2.5.29.31',
    (c, v, notes) => void (v.crlDistributionPoints = readDistributionPoints(c, 'the CRL distribution points', notes)),
  ],
  ['2.5.29.32', (c, v, notes) => void (v.certificatePolicies = readPolicies(c, notes))],
  ['2.5.29.33', (c, v, notes) => void (v.policyMappings = readPolicyMappings(c, notes))],
  ['2.5.29.35', (c, v, notes) => void (v.authorityKeyIdentifier = readAuthorityKeyIdentifier(c, notes))],
  ['2.5.29.36', (c, v, notes) => void (v.policyConstraints = readPolicyConstraints(c, notes))],
  ['2.5.29.37', (c, v) => void (v.extendedKeyUsage = readExtendedKeyUsage(c))],
  ['2.5.29.46', (c, v, notes) => void (v.freshestCrl = readDistributionPoints(c, 'the freshest CRL', notes))],
  ['2.5.29.54', (c, v) => void (v.inhibitAnyPolicy = readInhibitAnyPolicy(c))],
  [
    '1.3.6.1.5.5.7.1.1',
    (c, v, notes) => void (v.authorityInfoAccess = readAccess(c, 'the authority information access', notes)),
  ],
  [
    '1.3.6.1.5.5.7.1.11',
    (c, v, notes) => void (v.subjectInfoAccess = readAccess(c, 'the subject information access', notes)),
  ],
  ['1.3.6.1.5.5.7.1.24', (c, v, notes) => void (v.tlsFeature = readTlsFeature(c, notes))],
  ['1.3.6.1.5.5.7.48.1.5', (c, v) => void (v.ocspNoCheck = readFlag(c, 'the OCSP no-check mark'))],
  ['1.3.6.1.4.1.11129.2.4.2', (c, v) => void (v.signedCertificateTimestamps = readSignedCertificateTimestamps(c))],
  ['1.3.6.1.4.1.11129.2.4.3', (c, v) => void (v.precertificatePoison = readFlag(c, 'the precertificate mark'))],
]);

/** Extensions that OpenSSL, Java and Go let stand unread: malformed and not critical, they cost themselves and nothing else. */
const UNREAD_BY_PEERS = new Set([
  '2.5.29.18',
  '2.5.29.46',
  '1.3.6.1.5.5.7.1.11',
  '1.3.6.1.5.5.7.1.24',
  '1.3.6.1.5.5.7.48.1.5',
  '1.3.6.1.4.1.11129.2.4.2',
  '1.3.6.1.4.1.11129.2.4.3',
]);
/** Lists of names and places: without one, a critical extension says nothing that anybody could heed. */
const NEVER_CRITICAL_AND_EMPTY = new Set([
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.31',
  '2.5.29.46',
  '1.3.6.1.5.5.7.1.1',
  '1.3.6.1.5.5.7.1.11',
  '1.3.6.1.5.5.7.1.24',
]);
/** Nothing may stand behind name constraints (Go refuses that); behind all others, peers do not look. */
const NAME_CONSTRAINTS = '2.5.29.30';

/**
 * Decodes one extension into `values`, if it is a known one. `bytes` is what `extension.value` is a view of, so that offsets in
 * errors count from the start of the input.
 * @param wished what a request asks for binds nobody, so any part of it that is malformed is noted
 */
export function decodeExtension(
  extension: Extension,
  bytes: Uint8Array,
  values: Mutable<Extensions>,
  irregularities: Irregularities,
  wished = false,
): void {
  const { oid, name, critical, value } = extension;
  const decode = DECODERS.get(oid);
  if (decode === undefined) return;
  const cursor = cursorOn(value, bytes);
  if (wished || (!critical && UNREAD_BY_PEERS.has(oid))) {
    if (!readOrNote(irregularities, cursor.at, name, () => decode(cursor, values, irregularities))) return;
  } else {
    if (critical && NEVER_CRITICAL_AND_EMPTY.has(oid)) assertFilled(extension, cursor.at);
    decode(cursor, values, irregularities);
  }
  if (cursor.done) return;
  if (oid === NAME_CONSTRAINTS) cursor.finish(`the extension ${name}`);
  note(irregularities, 'extension-trailing-data', cursor.at, name);
}

function assertFilled({ name, value }: Extension, offset: number): void {
  if (value.length === 2 && value[0] === Tag.sequence && value[1] === 0)
    refuse('der.empty', `The extension ${name} is critical and holds nothing.`, offset, 'RFC 5280 appendix A');
}

/** Section 4.2.1.12: at least one purpose. */
function readExtendedKeyUsage(cursor: DerCursor): string[] {
  const inner = cursor.enterFilled(Tag.sequence, 'the extended key usage');
  const purposes: string[] = [];
  while (!inner.done) purposes.push(inner.oid('the extended key usage'));
  return purposes;
}

/** Section 4.2.1.1. Issuer and serial number should come together or not at all. */
export function readAuthorityKeyIdentifier(
  cursor: DerCursor,
  irregularities: Irregularities,
): NonNullable<Extensions['authorityKeyIdentifier']> {
  const what = 'the authority key identifier';
  const inner = cursor.enter(Tag.sequence, what);
  const value: { keyId?: Der; issuer?: GeneralName[]; serial?: Der } = {};
  if (inner.take(context(0), what)) value.keyId = inner.content();
  if (inner.peek() === context(1, true)) value.issuer = readGeneralNames(inner, what, irregularities, context(1, true));
  if (inner.peek() === context(2)) {
    inner.integer(what, context(2));
    value.serial = inner.content();
  }
  inner.finish(what);
  if ((value.issuer === undefined) !== (value.serial === undefined))
    note(irregularities, 'authority-key-identifier-half', cursor.start);
  return value;
}

/** Sections 4.2.2.1 and 4.2.2.2. */
function readAccess(
  cursor: DerCursor,
  what: string,
  irregularities: Irregularities,
): { method: string; location: GeneralName }[] {
  const inner = enterNoted(cursor, Tag.sequence, what, irregularities);
  const list: { method: string; location: GeneralName }[] = [];
  while (!inner.done) {
    const description = inner.enter(Tag.sequence, what);
    const method = description.oid(what);
    list.push({ method, location: readGeneralName(description, what, irregularities, 'name') });
    description.finish(what);
  }
  return list;
}

/** RFC 7633 section 4.2.3. */
function readTlsFeature(cursor: DerCursor, irregularities: Irregularities): number[] {
  const inner = enterNoted(cursor, Tag.sequence, 'the TLS feature list', irregularities);
  const features: number[] = [];
  while (!inner.done) features.push(inner.smallInteger('a TLS feature', 65_535));
  return features;
}

function readFlag(cursor: DerCursor, what: string): true {
  cursor.null(what);
  return true;
}
