import type { Certificate, CertificateRevocationList, DistributionPoint, GeneralName, Name } from '../../x509/model.ts';
import { rdnKey } from '../../x509/name-text.ts';
import { sameOctets } from '../octets.ts';

type IssuingDistributionPoint = NonNullable<CertificateRevocationList['issuingDistributionPoint']>;
type PointName = Pick<DistributionPoint, 'fullName' | 'nameRelativeToIssuer'>;

/**
 * RFC 5280 section 6.3.3 (b): whether a CRL is the one that a distribution point of a certificate means, and speaks about
 * certificates of this kind. Returns what is against it, as a clause, or undefined.
 * @param point undefined for CRLs that are just at hand: then the point's name is the certificate's issuer.
 */
export function scopeFault(
  crl: CertificateRevocationList,
  certificate: Certificate,
  point: DistributionPoint | undefined,
): string | undefined {
  const issuing = crl.issuingDistributionPoint;
  // (b)(1)
  const crlIssuer = directoryNames(point?.crlIssuer);
  if (crlIssuer.length > 0) {
    if (!crlIssuer.some(({ canonical }) => canonical === crl.issuer.canonical))
      return 'it is not from the issuer that the certificate points to';
    if (issuing?.indirect !== true) return 'it does not say that it lists certificates of other issuers';
  } else if (crl.issuer.canonical !== certificate.issuer.canonical) return 'it is from another issuer';
  if (issuing === undefined) return undefined;
  // (b)(2)(i)
  if (!namesMatch(issuing, crl.issuer, certificate, point)) return 'it is for another distribution point';
  // (b)(2)(ii) to (iv)
  const ca = certificate.extensions.basicConstraints?.ca === true;
  if (issuing.onlyUserCerts && ca) return 'it is not about certificate authorities';
  if (issuing.onlyCaCerts && !ca) return 'it is about certificate authorities only';
  if (issuing.onlyAttributeCerts) return 'it is about attribute certificates only';
  return undefined;
}

function namesMatch(
  issuing: IssuingDistributionPoint,
  crlIssuer: Name,
  certificate: Certificate,
  point: DistributionPoint | undefined,
): boolean {
  const own = issuing.distributionPoint;
  if (own === undefined) return true;
  const ownKeys = pointKeys(own, crlIssuer);
  const wanted = wantedKeys(certificate, point);
  return wanted.some((key) => ownKeys.includes(key));
}

function wantedKeys(certificate: Certificate, point: DistributionPoint | undefined): string[] {
  if (point === undefined) return [nameKey(certificate.issuer.canonicalRdns)];
  if (point.fullName === undefined && point.nameRelativeToIssuer === undefined)
    return (point.crlIssuer ?? []).map(generalNameKey);
  return pointKeys(point, directoryNames(point.crlIssuer)[0] ?? certificate.issuer);
}

/** Comparable forms of a distribution point's names; a relative one is completed with its issuer's name. */
function pointKeys(point: PointName, issuer: Name): string[] {
  if (point.nameRelativeToIssuer !== undefined)
    return [nameKey([...issuer.canonicalRdns, rdnKey(point.nameRelativeToIssuer)])];
  return (point.fullName ?? []).map(generalNameKey);
}

const generalNameKey = ({ type, value, name }: GeneralName): string =>
  name === undefined ? `${type}:${value}` : nameKey(name.canonicalRdns);

const nameKey = (rdns: readonly string[]): string => `name:${rdns.join('')}`;

const directoryNames = (names: readonly GeneralName[] | undefined): Name[] =>
  (names ?? []).map(({ name }) => name).filter((name) => name !== undefined);

/** RFC 5280 section 6.3.3 (c): a delta CRL and its base have the same issuer, scope and key. */
export function sameScope(delta: CertificateRevocationList, base: CertificateRevocationList): boolean {
  return (
    delta.issuer.canonical === base.issuer.canonical &&
    sameExtension(delta, base, '2.5.29.28') &&
    sameOptional(delta.authorityKeyIdentifier?.keyId, base.authorityKeyIdentifier?.keyId)
  );
}

function sameExtension(a: CertificateRevocationList, b: CertificateRevocationList, oid: string): boolean {
  const value = (crl: CertificateRevocationList) => crl.extensionList.find((extension) => extension.oid === oid)?.value;
  return sameOptional(value(a), value(b));
}

const sameOptional = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : sameOctets(a, b);
