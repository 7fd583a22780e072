import {
  digest,
  parseCertificates,
  sha256Hex,
  toHex,
  trustFor,
  type Certificate,
  type TrustSettings,
} from '../x509/index.ts';
import { readCacertsPage, type CacertsEntry, type CacertsPage } from './cacerts-page.ts';
import { nameKey } from './name-key.ts';
import type { AnchorConstraints, Fingerprints, TrustAnchor, TrustStore } from './trust-store.ts';

/** All three hashes by which lists name a certificate. */
export function fingerprintsOf(certificate: Pick<Certificate, 'der'>): Required<Fingerprints> {
  const { der } = certificate;
  return { sha256: sha256Hex(der), sha1: toHex(digest('sha1', der)), md5: md5Of(der) };
}

/** Empty, which fits no entry, where the runtime is set to refuse MD5 (FIPS mode): an entry that gives only that hash is not found. */
function md5Of(der: Uint8Array): string {
  try {
    return toHex(digest('md5', der));
  } catch {
    return '';
  }
}

/** A trust anchor for a certificate at hand; constrained by the settings of a `TRUSTED CERTIFICATE` and by nothing else. */
export function anchorOf(certificate: Certificate): TrustAnchor {
  return {
    name: certificate.subject.get('CN') ?? certificate.subject.get('OU') ?? certificate.subject.text,
    fingerprints: fingerprintsOf(certificate),
    subject: certificate.subject.text,
    spkiSha256: sha256Hex(certificate.publicKey.spki),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    constraints: constraintsBy(certificate.trustSettings),
    der: certificate.der,
  };
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

function constraintsBy(settings: TrustSettings | undefined): AnchorConstraints {
  if (settings === undefined) return {};
  const isFor = (purpose: string): boolean => trustFor(settings, purpose) === 'trusted';
  return { websites: isFor(SERVER_AUTHENTICATION), email: isFor(EMAIL_PROTECTION) };
}

/**
 * The list of roots a Salesforce instance trusts, from its saved /cacerts.jsp page or from a PEM bundle that the caller
 * takes as that list. The id and label tell which of the two it was: a bundle is only as good as who made it. No other
 * list, Mozilla's least of all, ever stands in for it.
 *
 * @param input the page as read, its HTML or text, or PEM blocks
 * @param about.fetchedAt when it was fetched, ISO; the page is not known to state a date
 * @param about.source where it came from: a file name, an instance's host
 * @throws CertificateParseError when a bundle holds no certificate
 */
export function salesforceTrustStore(
  input: string | CacertsPage,
  about: { readonly fetchedAt?: string; readonly source?: string } = {},
): TrustStore {
  const source = about.source ?? 'given by the caller';
  const dated = (asOf: string | undefined): { asOf?: string } => (asOf === undefined ? {} : { asOf });
  if (typeof input === 'string' && isPemBundle(input)) {
    const read = readCacertsPage(input);
    const anchors = read.entries.flatMap(({ certificate }) => (certificate ? [anchorOf(certificate)] : []));
    // Nothing in it can be read: the parser says why.
    if (anchors.length === 0) parseCertificates(input);
    return {
      id: 'salesforce:pem-bundle',
      label: "A PEM bundle taken as Salesforce's list of trusted roots",
      source,
      version: `${anchors.length} certificates read, ${read.notUnderstood} not`,
      ...dated(about.fetchedAt),
      anchors,
      partial: read.notUnderstood > 0,
    };
  }
  const page = typeof input === 'string' ? readCacertsPage(input, about) : input;
  return {
    id: 'salesforce:cacerts',
    label: "The instance's own list of trusted roots (/cacerts.jsp)",
    source,
    version: `${page.understood} entries understood, ${page.notUnderstood} not`,
    ...dated(page.pageDate ?? about.fetchedAt),
    anchors: page.entries.map(entryAnchor),
    partial: page.notUnderstood > 0 || page.understood === 0,
  };
}

/** PEM without markup around it, whatever text stands between the blocks. */
function isPemBundle(text: string): boolean {
  return text.includes('-----BEGIN ') && !/<(?:html|body|table|pre|div|br|p|li|dl)\b/i.test(text);
}

function entryAnchor(entry: CacertsEntry): TrustAnchor {
  if (entry.certificate)
    return { ...anchorOf(entry.certificate), ...(entry.name === undefined ? {} : { name: entry.name }) };
  return {
    name:
      entry.name ??
      entry.subject ??
      entry.fingerprints.sha256 ??
      entry.fingerprints.sha1 ??
      entry.fingerprints.md5 ??
      '',
    fingerprints: entry.fingerprints,
    ...(entry.subject === undefined ? {} : { subject: entry.subject }),
    constraints: {},
  };
}

export interface AnchorMatch {
  readonly anchor: TrustAnchor;
  /** What agreed, strongest first. `subject` alone proves little: anyone can write a name. */
  readonly by: 'certificate' | 'sha256' | 'key' | 'sha1' | 'md5' | 'subject';
}

/** Finds a root in a list by the strongest thing both tell of it; undefined: it is not there (see `TrustStore.partial`). */
export function matchAnchor(store: TrustStore, root: Certificate): AnchorMatch | undefined {
  const own = anchorOf(root);
  const name = nameKey(root.subject.text);
  const by: readonly [AnchorMatch['by'], (anchor: TrustAnchor) => boolean][] = [
    ['certificate', ({ der }) => der !== undefined && bytesEqual(der, root.der)],
    ['sha256', ({ fingerprints }) => fingerprints.sha256 === own.fingerprints.sha256],
    [
      'key',
      ({ spkiSha256, subject }) => spkiSha256 === own.spkiSha256 && subject !== undefined && nameKey(subject) === name,
    ],
    ['sha1', ({ fingerprints }) => fingerprints.sha256 === undefined && fingerprints.sha1 === own.fingerprints.sha1],
    ['md5', ({ fingerprints }) => noShaStated(fingerprints) && fingerprints.md5 === own.fingerprints.md5],
    [
      'subject',
      ({ fingerprints, subject }) => noneStated(fingerprints) && subject !== undefined && nameKey(subject) === name,
    ],
  ];
  for (const [kind, agrees] of by) {
    const anchor = store.anchors.find(agrees);
    if (anchor) return { anchor, by: kind };
  }
  return undefined;
}

// A stronger hash that is stated and does not agree is not overruled by a weaker one that does.
const noShaStated = ({ sha256: strong, sha1: weak }: Fingerprints): boolean =>
  strong === undefined && weak === undefined;
const noneStated = (stated: Fingerprints): boolean => noShaStated(stated) && stated.md5 === undefined;

function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}
