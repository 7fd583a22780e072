import { createHash } from 'node:crypto';
import {
  algorithmText,
  describeExtendedKeyUsage,
  extendedKeyUsageName,
  isSelfSigned,
  momentOf,
  relativeDay,
} from '@cert-health/core';
import type { Certificate, CertificationRequest, PublicKey, TrustSettings } from '@cert-health/core';
import { extensionFacts } from './extension-facts.ts';
import { colons, fact } from './fact.ts';
import type { Fact } from './fact.ts';

/** Everything a certificate says. */
export function certificateFacts(certificate: Certificate, at: Date): Fact[] {
  const { notBefore, notAfter } = certificate;
  return [
    ...fact('subject', 'Who it names', 'subject', certificate.subject.text || '(nobody: the names stand below)'),
    ...fact('issuer', 'Who vouches for it', 'issuer', issuerOf(certificate)),
    ...fact(
      'validity',
      'When it is good',
      'validity',
      `from ${momentOf(notBefore)}`,
      `until ${momentOf(notAfter)}, ${relativeDay(notAfter, at)}`,
      notAfter < notBefore ? 'It ends before it starts, so it is never valid: a new one is needed.' : undefined,
    ),
    ...fact('serialNumber', 'Its number at the issuer', 'serial number', certificate.serialNumber),
    ...keyFacts(certificate.publicKey),
    ...fact(
      'signatureAlgorithm',
      'How it is signed',
      'signature algorithm',
      algorithmText(certificate.signatureAlgorithm),
    ),
    ...extensionFacts(certificate.extensions, certificate.extensionList),
    ...fact('version', 'Edition of its form', 'version', `X.509 v${certificate.version}`),
    ...fact('sha256', 'Its fingerprint', 'SHA-256', colons(certificate.fingerprint)),
    ...fact('sha1', 'Its older fingerprint', 'SHA-1', colons(createHash('sha1').update(certificate.der).digest('hex'))),
    ...(certificate.trustSettings ? trustFacts(certificate.trustSettings) : []),
  ];
}

/** Everything a signing request asks for. */
export function requestFacts(request: CertificationRequest): Fact[] {
  return [
    ...fact('subject', 'Who it asks for', 'subject', request.subject.text),
    ...keyFacts(request.publicKey),
    ...fact('signatureAlgorithm', 'How it is signed', 'signature algorithm', algorithmText(request.signatureAlgorithm)),
    ...extensionFacts(request.extensions, request.extensionList),
  ];
}

/** What stands beside the certificate in a `TRUSTED CERTIFICATE` and holds where it is given as an anchor. */
function trustFacts({ trusted, rejected, alias }: TrustSettings): Fact[] {
  const uses = (oids: readonly string[]): string[] =>
    oids.map((oid) => `${describeExtendedKeyUsage(oid)}: ${extendedKeyUsageName(oid)}`);
  const only = trusted?.length === 0 ? ['nothing'] : uses(trusted ?? []);
  return [
    ...fact('trustedUses', 'As an anchor, trusted only for who would', 'trusted uses, -addtrust', ...only),
    ...fact('rejectedUses', 'As an anchor, rejected for who would', 'rejected uses, -addreject', ...uses(rejected)),
    ...fact('alias', 'A name that somebody gave it', 'alias, -setalias', alias),
  ];
}

function issuerOf(certificate: Certificate): string {
  return isSelfSigned(certificate) ? `${certificate.issuer.text} (itself: self-signed)` : certificate.issuer.text;
}

function keyFacts(key: PublicKey): Fact[] {
  const size = key.curve ?? (key.size === undefined ? '' : `${key.size} bits`);
  const { parameters } = key.algorithm;
  // A key for RSASSA-PSS may be bound to one hash.
  const bound = key.kind === 'RSA-PSS' && parameters ? `RSA-PSS (${algorithmText(key.algorithm)} only)` : key.kind;
  const name = key.kind === 'unknown' ? key.algorithm.name : bound;
  const spki = createHash('sha256').update(key.spki).digest('hex');
  return [
    ...fact('publicKey', 'Its key', 'public key', [name, size].filter(Boolean).join(' '), key.notUnderstood),
    ...fact('exponent', 'Public exponent of its key', 'exponent', key.exponent?.toString()),
    ...fact('publicKeySha256', 'Fingerprint of its key, as used for pins', 'SPKI SHA-256', spki),
  ];
}
