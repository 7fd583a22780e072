import { readSignatureAlgorithm } from './algorithm.ts';
import { CrlEntries } from './crl-entries.ts';
import { NO_CRL_EXTENSIONS, readCrlExtensions, type CrlExtensionValues } from './crl-extensions.ts';
import { context, DerCursor, refuse, Tag } from './der.ts';
import { note, type Irregularities } from './irregularities.ts';
import type {
  AlgorithmIdentifier,
  CertificateRevocationList,
  Der,
  Extension,
  Irregularity,
  Name,
  RevokedEntry,
} from './model.ts';
import { readName } from './name.ts';
import { sameOctets } from './octets.ts';
import { readTime } from './time.ts';

/**
 * Decodes one DER certificate revocation list (RFC 5280 section 5.1). All entries are checked and indexed by serial number, but
 * none is decoded before it is looked up.
 * @throws CertificateParseError
 */
export function decodeCrl(der: Der): CertificateRevocationList {
  const outer = new DerCursor(der);
  const list = outer.enter(Tag.sequence, 'the CRL');
  outer.finish('the CRL');
  return new DecodedCrl(der, list);
}

class DecodedCrl implements CertificateRevocationList {
  readonly der: Der;
  readonly tbs: Der;
  readonly issuer: Name;
  readonly thisUpdate: Date;
  declare readonly nextUpdate?: Date;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly tbsSignatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Der;
  readonly extensionList: readonly Extension[];
  declare readonly crlNumber?: bigint;
  declare readonly deltaBase?: bigint;
  declare readonly authorityKeyIdentifier?: NonNullable<CertificateRevocationList['authorityKeyIdentifier']>;
  declare readonly issuingDistributionPoint?: NonNullable<CertificateRevocationList['issuingDistributionPoint']>;
  declare readonly freshestCrl?: NonNullable<CertificateRevocationList['freshestCrl']>;
  readonly irregularities: readonly Irregularity[];
  readonly #entries: CrlEntries;

  constructor(der: Der, outer: DerCursor) {
    const notes: Irregularities = [];
    this.der = der;
    const tbs = outer.enter(Tag.sequence, 'the signed part of the CRL');
    this.tbs = outer.element();
    const version = readVersion(tbs);
    this.tbsSignatureAlgorithm = readSignatureAlgorithm(tbs, 'the signature algorithm', notes);
    this.issuer = readName(tbs, 'the issuer', notes);
    if (this.issuer.rdns.length === 0) note(notes, 'issuer-empty', tbs.start);
    this.thisUpdate = readTime(tbs, 'the date of the CRL', notes);
    const next = tbs.peek();
    if (next === Tag.utcTime || next === Tag.generalizedTime)
      this.nextUpdate = readTime(tbs, 'the date of the next CRL', notes);
    this.#entries = readEntries(tbs, version, notes);
    const extensions = readExtensionsField(tbs, version, notes);
    this.extensionList = extensions.list;
    Object.assign(this, extensions.values);
    tbs.finish('the signed part of the CRL');
    this.signatureAlgorithm = readSignatureAlgorithm(outer, 'the signature algorithm', []);
    if (!sameOctets(this.signatureAlgorithm.der, this.tbsSignatureAlgorithm.der))
      refuse(
        'x509.signature-algorithm-mismatch',
        'The CRL names one signature algorithm inside what is signed and another outside.',
        outer.start,
        'RFC 5280 section 5.1.1.2',
      );
    this.signature = outer.octetAlignedBits('the signature');
    outer.finish('the CRL');
    this.irregularities = notes;
  }

  get entryCount(): number {
    return this.#entries.count;
  }

  get hasUnknownCriticalEntry(): boolean {
    return this.#entries.hasUnknownCritical;
  }

  find(serialBytes: Der): RevokedEntry[] {
    return this.#entries.find(serialBytes);
  }
}

/** `version INTEGER OPTIONAL`, present only as v2. */
function readVersion(tbs: DerCursor): 1 | 2 {
  if (tbs.peek() !== Tag.integer) return 1;
  const version = tbs.version('the version');
  if (version !== 2)
    refuse(
      'x509.version',
      `The CRL says that it is of version ${version}; only version 2 is ever stated.`,
      tbs.start,
      'RFC 5280 section 5.1.2.1',
    );
  return 2;
}

/** Without entries the list must be absent; an empty one is seen so often that it is only noted. */
function readEntries(tbs: DerCursor, version: 1 | 2, notes: Irregularities): CrlEntries {
  if (tbs.peek() !== Tag.sequence) return new CrlEntries(new DerCursor(tbs.bytes, 0, 0), version, notes);
  const inner = tbs.enter(Tag.sequence, 'the list of revoked certificates');
  if (inner.done) note(notes, 'revoked-list-empty', tbs.start);
  return new CrlEntries(inner, version, notes);
}

function readExtensionsField(
  tbs: DerCursor,
  version: 1 | 2,
  notes: Irregularities,
): { list: readonly Extension[]; values: CrlExtensionValues } {
  if (tbs.peek() !== context(0, true)) return NO_CRL_EXTENSIONS;
  const inner = tbs.enter(context(0, true), 'the extensions');
  if (version === 1)
    refuse('x509.version', 'A CRL of version 1 cannot hold extensions.', tbs.start, 'RFC 5280 section 5.1.2.7');
  const extensions = readCrlExtensions(inner, notes);
  inner.finish('the extensions');
  return extensions;
}
