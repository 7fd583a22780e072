import { createHash } from 'node:crypto';
import { isSelfSigned, momentOf, relativeDay } from '@cert-health/core';
import type { Certificate, CertificationRequest, PublicKey } from '@cert-health/core';
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
    ),
    ...fact('serialNumber', 'Its number at the issuer', 'serial number', certificate.serialNumber),
    ...keyFacts(certificate.publicKey),
    ...fact('signatureAlgorithm', 'How it is signed', 'signature algorithm', certificate.signatureAlgorithm.name),
    ...extensionFacts(certificate.extensions, certificate.extensionList),
    ...fact('version', 'Edition of its form', 'version', `X.509 v${certificate.version}`),
    ...fact('sha256', 'Its fingerprint', 'SHA-256', colons(certificate.fingerprint)),
    ...fact('sha1', 'Its older fingerprint', 'SHA-1', colons(createHash('sha1').update(certificate.der).digest('hex'))),
  ];
}

/** Everything a signing request asks for. */
export function requestFacts(request: CertificationRequest): Fact[] {
  return [
    ...fact('subject', 'Who it asks for', 'subject', request.subject.text),
    ...keyFacts(request.publicKey),
    ...fact('signatureAlgorithm', 'How it is signed', 'signature algorithm', request.signatureAlgorithm.name),
    ...extensionFacts(request.extensions, request.extensionList),
  ];
}

function issuerOf(certificate: Certificate): string {
  return isSelfSigned(certificate) ? `${certificate.issuer.text} (itself: self-signed)` : certificate.issuer.text;
}

function keyFacts(key: PublicKey): Fact[] {
  const size = key.curve ?? (key.size === undefined ? '' : `${key.size} bits`);
  const name = key.kind === 'unknown' ? key.algorithm.name : key.kind;
  const spki = createHash('sha256').update(key.spki).digest('hex');
  return [
    ...fact('publicKey', 'Its key', 'public key', [name, size].filter(Boolean).join(' '), key.notUnderstood),
    ...fact('exponent', 'Public exponent of its key', 'exponent', key.exponent?.toString()),
    ...fact('publicKeySha256', 'Fingerprint of its key, as used for pins', 'SPKI SHA-256', spki),
  ];
}
