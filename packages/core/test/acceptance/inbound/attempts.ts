import { parseCrl, salesforceTrustStore } from '@cert-health/core';
import type { CertificateRevocationList, InboundAttempt, MappedCertificate, PresentedChain } from '@cert-health/core';
import { clientAuth, issue } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { x509 } from '../../fixtures/x509-library.ts';

export const at = new Date('2026-06-01T00:00:00Z');

const lasting = { notBefore: '2020-01-01', notAfter: '2040-01-01', ca: true };
export const root = await issue({ subject: 'CN=Harbor Root, O=Harbor', ...lasting });
export const ca = await issue({ subject: 'CN=Harbor Client CA, O=Harbor', issuer: root, ...lasting });
export const leaf = await issue({ subject: 'CN=billing, O=Acme', issuer: ca, purposes: [clientAuth] });
export const strangeRoot = await issue({ subject: 'CN=Strange Root, O=Strange', ...lasting });
export const strangeCa = await issue({ subject: 'CN=Strange CA, O=Strange', issuer: strangeRoot, ...lasting });
export const strange = await issue({ subject: 'CN=stranger', issuer: strangeCa, purposes: [clientAuth] });

/** A list of an authority, for the time around `at`. */
export async function listOf(issuer: Issued, revoked: readonly Issued[] = []): Promise<CertificateRevocationList> {
  const made = await x509.X509CrlGenerator.create({
    issuer: new x509.X509Certificate(issuer.pem).subject,
    thisUpdate: new Date('2026-05-30'),
    nextUpdate: new Date('2026-06-30'),
    entries: revoked.map(({ certificate }) => ({
      serialNumber: certificate.serialNumber,
      revocationDate: new Date('2026-05-15'),
      reason: x509.X509CrlReason.keyCompromise,
    })),
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: [await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey)],
  });
  return parseCrl(new Uint8Array(made.rawData));
}

export const presenting = (...sent: readonly Issued[]): PresentedChain => {
  const certificates = sent.map(({ certificate }) => certificate);
  return { leaf: certificates[0]!, certificates, ordered: true };
};

export const trusting = (...roots: readonly Issued[]): InboundAttempt['roots'] => ({
  kind: 'known',
  value: salesforceTrustStore(roots.map(({ pem }) => pem).join('\n'), { source: 'roots.pem' }),
});

export const known = <Value>(value: Value) => ({ kind: 'known' as const, value });
export const unknown = (reason: string, permission?: string) => ({
  kind: 'unknown' as const,
  reason,
  ...(permission === undefined ? {} : { permission }),
});

export const stored = (name: string, ...chain: readonly Issued[]) => ({
  name,
  certificates: chain.map(({ certificate }) => certificate),
});
export const mappedTo = (username: string | null, ...chain: readonly Issued[]): MappedCertificate => ({
  ...stored('Login', ...chain),
  owner: username === null ? unknown('The org does not say for whom.') : known(username),
});

const crls = [await listOf(ca), await listOf(root)];

/** A client that gets in as a user who must present a certificate, but for what a test changes. */
export function apiAttempt(other: Partial<InboundAttempt> = {}): InboundAttempt {
  return {
    use: 'inbound-api-mtls',
    at,
    presented: presenting(leaf, ca),
    roots: trusting(strangeCa, root),
    crls,
    user: { username: 'billing@acme.example', active: known(true) },
    enforced: known(true),
    list: known([stored('Billing', leaf, ca)]),
    mapped: known([]),
    ...other,
  };
}

/** A person who gets in. */
export function userAttempt(other: Partial<InboundAttempt> = {}): InboundAttempt {
  return apiAttempt({
    use: 'inbound-user-mtls',
    enforced: unknown('not asked'),
    list: unknown('not asked'),
    mapped: known([mappedTo('billing@acme.example', leaf, ca)]),
    ...other,
  });
}

/** The same without a certificate. */
export const withNothing = (attempt: InboundAttempt): InboundAttempt => ({ ...attempt, presented: undefined });

/** The same without a name. */
export const nobody = (attempt: InboundAttempt): InboundAttempt => ({ ...attempt, user: undefined });
