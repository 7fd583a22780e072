import { readSignatureAlgorithm } from './algorithm.ts';
import { context, DerCursor, refuse, Tag } from './der.ts';
import { NO_EXTENSIONS, readCertificateExtensions, type DecodedExtensions } from './extensions.ts';
import { sha256Hex } from './digest.ts';
import { integerHex } from './hex.ts';
import { note, type Irregularities } from './irregularities.ts';
import { MAX_CERTIFICATE } from './limits.ts';
import type {
  AlgorithmIdentifier,
  Certificate,
  Der,
  Extension,
  Extensions,
  Irregularity,
  Name,
  PublicKey,
  TrustSettings,
} from './model.ts';
import { readName } from './name.ts';
import { sameOctets } from './octets.ts';
import { readPublicKey } from './public-key.ts';
import { readTime } from './time.ts';

/** RFC 5280 section 4.1.2.2. */
const MAX_SERIAL_OCTETS = 20;

/**
 * Decodes one DER certificate (RFC 5280 section 4.1). Everything is checked here; only texts and the fingerprint are made when
 * first read. Views point into `der`, which must not be changed afterwards.
 * @param settings what stood beside it
 * @throws CertificateParseError
 */
export function decodeCertificate(der: Der, settings?: TrustSettings): Certificate {
  if (der.length > MAX_CERTIFICATE)
    refuse('x509.too-large', 'The certificate is larger than 1 MB, which no real one is.', 0, 'limit of this reader');
  const outer = new DerCursor(der);
  const certificate = outer.enter(Tag.sequence, 'the certificate');
  outer.finish('the certificate');
  return new DecodedCertificate(der, certificate, settings);
}

class DecodedCertificate implements Certificate {
  readonly der: Der;
  readonly tbs: Der;
  readonly version: 1 | 2 | 3;
  readonly serialBytes: Der;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  declare readonly issuerUniqueId?: Der;
  declare readonly subjectUniqueId?: Der;
  readonly extensionList: readonly Extension[];
  readonly extensions: Extensions;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly irregularities: readonly Irregularity[];
  declare readonly trustSettings?: TrustSettings;
  #serialNumber: string | undefined;
  #fingerprint: string | undefined;

  constructor(der: Der, outer: DerCursor, settings: TrustSettings | undefined) {
    const notes: Irregularities = [];
    this.der = der;
    if (settings !== undefined) this.trustSettings = settings;
    const tbs = outer.enter(Tag.sequence, 'the signed part of the certificate');
    this.tbs = outer.element();
    this.version = readVersion(tbs, notes);
    this.serialBytes = readSerialNumber(tbs, notes);
    this.tbsSignatureAlgorithm = readSignatureAlgorithm(tbs, 'the signature algorithm', notes);
    this.issuer = readName(tbs, 'the issuer', notes);
    if (this.issuer.rdns.length === 0) note(notes, 'issuer-empty', tbs.start);
    const validity = tbs.enter(Tag.sequence, 'the validity');
    this.notBefore = readTime(validity, 'the start of validity', notes);
    this.notAfter = readTime(validity, 'the end of validity', notes);
    validity.finish('the validity');
    this.subject = readName(tbs, 'the subject', notes);
    if (this.subject.get('emailAddress') !== undefined) note(notes, 'email-in-subject', tbs.start);
    this.publicKey = readPublicKey(tbs, notes);
    const issuerUniqueId = readUniqueId(tbs, this.version, 1);
    if (issuerUniqueId !== undefined) this.issuerUniqueId = issuerUniqueId;
    const subjectUniqueId = readUniqueId(tbs, this.version, 2);
    if (subjectUniqueId !== undefined) this.subjectUniqueId = subjectUniqueId;
    if (issuerUniqueId !== undefined || subjectUniqueId !== undefined) note(notes, 'unique-identifier', tbs.start);
    const extensions = readExtensionsField(tbs, this.version, notes);
    this.extensionList = extensions.list;
    this.extensions = extensions.values;
    if (this.extensions.keyUsage?.includes('keyCertSign') && this.extensions.basicConstraints?.ca !== true)
      note(notes, 'cert-sign-without-ca', tbs.start);
    tbs.finish('the signed part of the certificate');
    // Noted once only: the two must be the same octets.
    this.signatureAlgorithm = readSignatureAlgorithm(outer, 'the signature algorithm', []);
    if (!sameOctets(this.signatureAlgorithm.der, this.tbsSignatureAlgorithm.der))
      refuse(
        'x509.signature-algorithm-mismatch',
        'The certificate names one signature algorithm inside what is signed and another outside.',
        outer.start,
        'RFC 5280 section 4.1.1.2',
      );
    this.signature = outer.octetAlignedBits('the signature');
    outer.finish('the certificate');
    this.irregularities = notes;
  }

  get serialNumber(): string {
    return (this.#serialNumber ??= integerHex(this.serialBytes));
  }

  get fingerprint(): string {
    return (this.#fingerprint ??= sha256Hex(this.der));
  }

  get selfIssued(): boolean {
    return sameOctets(this.subject.der, this.issuer.der) || this.subject.canonical === this.issuer.canonical;
  }
}

/** `version [0] EXPLICIT INTEGER DEFAULT v1`. */
function readVersion(tbs: DerCursor, notes: Irregularities): 1 | 2 | 3 {
  if (tbs.peek() !== context(0, true)) return 1;
  const inner = tbs.enter(context(0, true), 'the version');
  const version = inner.version('the version');
  inner.finish('the version');
  if (version === 1) note(notes, 'version-1-encoded', tbs.start);
  else if (version !== 2 && version !== 3)
    refuse(
      'x509.version',
      `The certificate says that it is of version ${version}; there are versions 1 to 3.`,
      tbs.start,
      'RFC 5280 section 4.1.2.1',
    );
  return version;
}

function readSerialNumber(tbs: DerCursor, notes: Irregularities): Der {
  tbs.integer('the serial number');
  const serial = tbs.content();
  if (serial[0]! >= 0x80) note(notes, 'serial-negative', tbs.start);
  else if (serial.length === 1 && serial[0] === 0) note(notes, 'serial-zero', tbs.start);
  if (serial.length > MAX_SERIAL_OCTETS) note(notes, 'serial-too-long', tbs.start);
  return serial;
}

function readUniqueId(tbs: DerCursor, version: number, number: 1 | 2): Der | undefined {
  if (tbs.peek() !== context(number)) return undefined;
  tbs.bitString('a unique identifier', context(number));
  if (version === 1)
    refuse(
      'x509.version',
      'A certificate of version 1 cannot hold unique identifiers.',
      tbs.start,
      'RFC 5280 section 4.1.2.8',
    );
  return tbs.content();
}

function readExtensionsField(tbs: DerCursor, version: number, notes: Irregularities): DecodedExtensions {
  if (tbs.peek() !== context(3, true)) return NO_EXTENSIONS;
  const inner = tbs.enter(context(3, true), 'the extensions');
  if (version !== 3)
    refuse(
      'x509.version',
      `A certificate of version ${version} cannot hold extensions.`,
      tbs.start,
      'RFC 5280 section 4.1.2.9',
    );
  const extensions = readCertificateExtensions(inner, notes);
  inner.finish('the extensions');
  return extensions;
}
