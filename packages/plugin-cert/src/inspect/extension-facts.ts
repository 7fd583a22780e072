import { describeExtendedKeyUsage, extendedKeyUsageName, toHex } from '@cert-health/core';
import type { DistributionPoint, Extension, Extensions, GeneralName, KeyUsageBit } from '@cert-health/core';
import { colons, fact } from './fact.ts';
import type { Fact } from './fact.ts';

/** RFC 5280 section 4.2.1.3, in words. */
const keyUses: Readonly<Record<KeyUsageBit, string>> = {
  digitalSignature: 'sign data, as in a TLS handshake',
  nonRepudiation: 'sign documents so that it cannot be denied later',
  keyEncipherment: 'encrypt keys',
  dataEncipherment: 'encrypt data',
  keyAgreement: 'agree on keys',
  keyCertSign: 'sign certificates of others',
  cRLSign: 'sign revocation lists (CRLs)',
  encipherOnly: 'only encrypt when agreeing on keys',
  decipherOnly: 'only decrypt when agreeing on keys',
};

/** Extensions that have a fact of their own; the others are shown as they stand. */
const understood = new Set([
  'basicConstraints',
  'keyUsage',
  'extKeyUsage',
  'subjectAltName',
  'issuerAltName',
  'subjectKeyIdentifier',
  'authorityKeyIdentifier',
  'nameConstraints',
  'certificatePolicies',
  'cRLDistributionPoints',
  'freshestCRL',
  'authorityInfoAccess',
  'tlsFeature',
  'signedCertificateTimestampList',
  'precertificatePoison',
  'ocspNoCheck',
]);

/** What the extensions of a certificate, or those a request asks for, say. */
export function extensionFacts(extensions: Extensions, list: readonly Extension[]): Fact[] {
  const { authorityKeyIdentifier: authority, nameConstraints, signedCertificateTimestamps } = extensions;
  return [
    ...fact(
      'subjectAltNames',
      'Names it is good for',
      'subject alternative names, SAN',
      ...names(extensions.subjectAltName),
    ),
    ...fact('basicConstraints', 'May vouch for others', 'basic constraints', authorityOf(extensions)),
    ...fact(
      'keyUsage',
      'What its key may do',
      'key usage',
      ...(extensions.keyUsage ?? []).map((bit) => `${keyUses[bit]} (${bit})`),
    ),
    ...fact(
      'extendedKeyUsage',
      'What it may be used for',
      'extended key usage, EKU',
      ...purposes(extensions.extendedKeyUsage),
    ),
    ...fact(
      'nameConstraints',
      'May vouch for these names only',
      'name constraints, permitted',
      ...subtrees(nameConstraints?.permitted),
    ),
    ...fact(
      'nameConstraintsExcluded',
      'May not vouch for these names',
      'name constraints, excluded',
      ...subtrees(nameConstraints?.excluded),
    ),
    ...fact(
      'policies',
      'Rules it was issued under',
      'certificate policies',
      ...(extensions.certificatePolicies ?? []).map(({ oid }) => oid),
    ),
    ...fact(
      'revocationList',
      'Where to look whether it was revoked',
      'CRL distribution points',
      ...points(extensions.crlDistributionPoints),
    ),
    ...fact('freshestCrl', 'Where the newest revocations are', 'freshest CRL', ...points(extensions.freshestCrl)),
    ...fact(
      'authorityInfoAccess',
      'Where to ask about it, and get its issuer',
      'authority information access, AIA',
      ...access(extensions),
    ),
    ...fact(
      'timestamps',
      'Public logs that recorded it',
      'certificate transparency, SCT',
      ...(signedCertificateTimestamps ?? []).map((one) => `log ${one.logId} at ${one.timestamp.toISOString()}`),
    ),
    ...fact(
      'tlsFeature',
      'What its server must send along',
      'TLS feature',
      ...(extensions.tlsFeature ?? []).map(tlsFeature),
    ),
    ...fact(
      'precertificate',
      'Not a usable certificate',
      'precertificate poison',
      extensions.precertificatePoison ? 'a precertificate, made for logs only' : undefined,
    ),
    ...fact('ocspNoCheck', 'Need not be asked for itself', 'OCSP no check', extensions.ocspNoCheck ? 'yes' : undefined),
    ...fact(
      'subjectKeyIdentifier',
      'Fingerprint of its key',
      'subject key identifier',
      extensions.subjectKeyIdentifier && colons(toHex(extensions.subjectKeyIdentifier)),
    ),
    ...fact(
      'authorityKeyIdentifier',
      "Fingerprint of its issuer's key",
      'authority key identifier',
      authority?.keyId && colons(toHex(authority.keyId)),
    ),
    ...list.filter((extension) => !understood.has(extension.name)).flatMap(rawExtension),
  ];
}

function authorityOf({ basicConstraints }: Extensions): string | undefined {
  if (!basicConstraints) return undefined;
  if (!basicConstraints.ca) return 'no';
  const { pathLength } = basicConstraints;
  if (pathLength === undefined) return 'yes, it is a certificate authority (CA)';
  return `yes, it is a certificate authority (CA), with at most ${pathLength} further CAs below it (path length)`;
}

function purposes(oids: readonly string[] | undefined): string[] {
  return (oids ?? []).map((oid) => `may ${describeExtendedKeyUsage(oid)}: ${extendedKeyUsageName(oid)}`);
}

function names(list: readonly GeneralName[] | undefined): string[] {
  return (list ?? []).map((name) => `${name.type}: ${shown(name)}`);
}

/** Octets that are no text stand as they are, and are called that. */
function shown({ value, undecoded }: GeneralName): string {
  return undecoded ? `${value} (cannot be decoded)` : value;
}

function subtrees(list: readonly { readonly base: GeneralName }[] | undefined): string[] {
  return (list ?? []).map(({ base }) => `${base.type}: ${shown(base)}`);
}

function points(list: readonly DistributionPoint[] | undefined): string[] {
  return (list ?? []).flatMap((point) => (point.fullName ?? []).map(shown));
}

function access({ authorityInfoAccess }: Extensions): string[] {
  const methods: Readonly<Record<string, string>> = {
    '1.3.6.1.5.5.7.48.1': 'revocation service (OCSP)',
    '1.3.6.1.5.5.7.48.2': 'certificate of its issuer',
  };
  return (authorityInfoAccess ?? []).map(({ method, location }) => `${methods[method] ?? method}: ${shown(location)}`);
}

function tlsFeature(feature: number): string {
  return feature === 5 ? 'an OCSP answer ("must staple", RFC 7633)' : `TLS extension ${feature}`;
}

function rawExtension(extension: Extension): Fact[] {
  const critical = extension.critical ? 'critical: must be refused by who does not know it; ' : '';
  return fact(
    `extension.${extension.oid}`,
    'Further statement',
    extension.name,
    `${critical}${toHex(extension.value)}`,
  );
}
