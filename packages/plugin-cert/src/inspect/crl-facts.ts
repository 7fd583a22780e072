import { algorithmText, momentOf, plural, relativeDay, toHex } from '@cert-health/core';
import type { CertificateRevocationList } from '@cert-health/core';
import { colons, fact } from './fact.ts';
import type { Fact } from './fact.ts';

/** What a revocation list says of itself. */
export function crlFacts(crl: CertificateRevocationList, at: Date): Fact[] {
  const { nextUpdate, thisUpdate, authorityKeyIdentifier: authority, issuingDistributionPoint: point } = crl;
  return [
    ...fact('issuer', 'Who publishes it', 'issuer', crl.issuer.text),
    ...fact('thisUpdate', 'When it was made', 'this update', `${momentOf(thisUpdate)}, ${relativeDay(thisUpdate, at)}`),
    ...fact(
      'nextUpdate',
      'When the next one is due',
      'next update',
      nextUpdate ? dueOf(nextUpdate, thisUpdate, at) : 'not stated: its age cannot be judged',
    ),
    ...fact('entries', 'How many certificates it revokes', 'revoked certificates', String(crl.entryCount)),
    ...fact('crlNumber', 'Its number', 'CRL number', crl.crlNumber?.toString()),
    ...fact('deltaBase', 'Holds only what is new since number', 'delta CRL indicator', crl.deltaBase?.toString()),
    ...fact('scope', 'What it covers', 'issuing distribution point', point && scopeOf(point)),
    ...fact('signatureAlgorithm', 'How it is signed', 'signature algorithm', algorithmText(crl.signatureAlgorithm)),
    ...fact(
      'authorityKeyIdentifier',
      "Fingerprint of its publisher's key",
      'authority key identifier',
      authority?.keyId && colons(toHex(authority.keyId)),
    ),
  ];
}

function dueOf(nextUpdate: Date, thisUpdate: Date, at: Date): string {
  if (nextUpdate < thisUpdate) return `${momentOf(nextUpdate)}: before it was made, so it never holds`;
  return `${momentOf(nextUpdate)}, ${relativeDay(nextUpdate, at)}${nextUpdate < at ? ': this list is out of date' : ''}`;
}

function scopeOf(point: NonNullable<CertificateRevocationList['issuingDistributionPoint']>): string {
  const parts = [
    point.onlyUserCerts && 'end-entity certificates only',
    point.onlyCaCerts && 'CA certificates only',
    point.onlyAttributeCerts && 'attribute certificates only',
    point.onlySomeReasons && `${plural(point.onlySomeReasons.length, 'reason')} only`,
    point.indirect && 'certificates of other issuers too (indirect)',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'a part of the certificates of its publisher';
}
