import { webcrypto } from 'node:crypto';
import type { GeneralNameType } from '@peculiar/x509';
import { parseCertificate, parseCertificationRequest } from '@cert-health/core';
import type { Certificate, CertificationRequest } from '@cert-health/core';
import { x509 } from '../../fixtures/x509-library.ts';

/** Signing requests, and certificates for the keys of requests, made by another library than the one under test. */

x509.cryptoProvider.set(webcrypto as Crypto);

const p256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: Uint8Array.of(1, 0, 1) } as const;

export interface MadeRequest {
  readonly request: CertificationRequest;
  readonly pem: string;
  readonly der: Uint8Array;
  readonly keys: CryptoKeyPair;
}

export async function madeRequest(
  subject: string,
  names: readonly { readonly type: GeneralNameType; readonly value: string }[] = [],
  rsaBits?: number,
): Promise<MadeRequest> {
  const algorithm = rsaBits === undefined ? p256 : { ...rsa, modulusLength: rsaBits };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const made = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subject,
    keys,
    signingAlgorithm: algorithm,
    extensions: names.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension([...names])],
  });
  const pem = made.toString('pem');
  return { request: parseCertificationRequest(pem), pem, der: new Uint8Array(made.rawData), keys };
}

export interface MadeAuthority {
  readonly certificate: Certificate;
  readonly subject: string;
  readonly keys: CryptoKeyPair;
}

/** A root, or below an issuer an intermediate. */
export async function madeAuthority(name: string, issuer?: MadeAuthority): Promise<MadeAuthority> {
  const keys = (await webcrypto.subtle.generateKey(p256, true, ['sign', 'verify'])) as CryptoKeyPair;
  const subject = `CN=${name}`;
  const certificate = await signed({
    subject,
    publicKey: keys.publicKey,
    issuer: issuer ?? { subject, keys },
    ca: true,
  });
  return { certificate, subject, keys };
}

interface Signed {
  readonly subject: string;
  readonly publicKey: CryptoKey;
  readonly issuer: Pick<MadeAuthority, 'subject' | 'keys'>;
  readonly ca?: boolean;
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly dnsNames?: readonly string[];
  readonly purposes?: readonly ('serverAuth' | 'clientAuth')[];
  readonly serial?: string;
  /** Key identifier of the issuer instead of its true one (hexadecimal). */
  readonly issuerKeyId?: string;
}

let serial = 1;

export async function signed(wanted: Signed): Promise<Certificate> {
  const { ca = false, dnsNames, purposes, issuer } = wanted;
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: wanted.serial ?? (serial++).toString(16).padStart(8, '0'),
    subject: wanted.subject,
    issuer: issuer.subject,
    notBefore: new Date(wanted.notBefore ?? '2026-01-01T12:00:00Z'),
    notAfter: new Date(wanted.notAfter ?? '2026-12-31T12:00:00Z'),
    publicKey: wanted.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: p256,
    extensions: [
      new x509.BasicConstraintsExtension(ca, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(wanted.publicKey),
      wanted.issuerKeyId === undefined
        ? await x509.AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey)
        : new x509.AuthorityKeyIdentifierExtension(wanted.issuerKeyId),
      ...(purposes ? [new x509.ExtendedKeyUsageExtension(purposes.map((one) => x509.ExtendedKeyUsage[one]))] : []),
      ...(dnsNames
        ? [new x509.SubjectAlternativeNameExtension(dnsNames.map((value) => ({ type: 'dns' as const, value })))]
        : []),
    ],
  });
  return parseCertificate(new Uint8Array(made.rawData));
}
