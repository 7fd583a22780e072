import type { CertificateRevocationList } from '../../x509/model.ts';

/** Extensions of CRLs that are processed (RFC 5280 section 5.2). */
const PROCESSED = new Set([
  '2.5.29.18', // issuerAltName
  '2.5.29.20', // cRLNumber
  '2.5.29.27', // deltaCRLIndicator
  '2.5.29.28', // issuingDistributionPoint
  '2.5.29.35', // authorityKeyIdentifier
  '2.5.29.46', // freshestCRL
  '1.3.6.1.5.5.7.1.1', // authorityInfoAccess
]);

/** A critical extension that is not understood, of the CRL or one of its entries, forbids using it (RFC 5280 section 5.2, 5.3). */
export function unusableFault(crl: CertificateRevocationList): string | undefined {
  const unknown = crl.extensionList.find(({ oid, critical }) => critical && !PROCESSED.has(oid));
  if (unknown !== undefined)
    return `it carries a condition that is not known here (critical extension ${unknown.name})`;
  return crl.hasUnknownCriticalEntry
    ? 'an entry carries a condition that is not known here (critical extension)'
    : undefined;
}

/** What RFC 5280 section 5.2.3 demands of CRLs that carry extensions at all; section 6.3 would let it pass. */
export function conformanceFault(crl: CertificateRevocationList): string | undefined {
  if (crl.extensionList.length === 0) return undefined;
  const number = crl.extensionList.find(({ oid }) => oid === '2.5.29.20');
  if (number === undefined) return 'it has no number (CRL number), so it may be an old one';
  return number.critical ? 'it marks its number as critical, which it must not' : undefined;
}
