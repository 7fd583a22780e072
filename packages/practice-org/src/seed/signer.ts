import { webcrypto } from 'node:crypto';
import { askedNames, CertificateParseError, parseCertificationRequest } from '@cert-health/core';
import type { CertificationRequest } from '@cert-health/core';
import type { Signer } from '../org/signer.ts';
import { UnsignedError } from '../org/signer.ts';
import type { Authority, Purpose } from '../certificates/issue.ts';
import { issueLeaf, toPem, validFor } from '../certificates/issue.ts';

/** Lifetime that public certificates will have from 15 March 2029, in days (CA/Browser Forum ballot SC-081v3). */
const lifetime = 45;

const bothPurposes: readonly Purpose[] = ['serverAuth', 'clientAuth'];

/**
 * An authority that signs whatever it is asked, for 45 days: for clients alone by one issuer, for anything else by another.
 * Both stand below roots on the org's list.
 */
export function signerOf(issuers: {
  readonly forClients: Authority;
  readonly forServers: Authority;
  /** Its root is on no list: for when that is wished. */
  readonly unlisted: Authority;
}): Signer {
  return async ({ csr, names, purposes, unlisted }, now) => {
    const request = requestIn(csr);
    const wanted = purposes.length > 0 ? purposes.map((one): Purpose => `${one}Auth`) : bothPurposes;
    const listed = wanted.includes('serverAuth') ? issuers.forServers : issuers.forClients;
    const issuer = unlisted ? issuers.unlisted : listed;
    const dnsNames = names.length > 0 ? names : askedNames(request).identifiers.map(({ value }) => value);
    const leaf = await issueLeaf({
      subject: request.subject.text,
      publicKey: await publicKeyOf(request),
      issuer,
      purposes: wanted,
      ...(dnsNames.length > 0 ? { dnsNames } : {}),
      ...validFor(now, lifetime),
    });
    return toPem([leaf, issuer.certificate]);
  };
}

function requestIn(csr: string): CertificationRequest {
  try {
    return parseCertificationRequest(csr);
  } catch (error) {
    if (error instanceof CertificateParseError) throw new UnsignedError(error.message);
    throw error;
  }
}

async function publicKeyOf({ publicKey }: CertificationRequest): Promise<webcrypto.CryptoKey> {
  const { kind, curve, spki } = publicKey;
  const algorithm =
    kind === 'RSA'
      ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
      : kind === 'EC' && curve !== undefined && /^P-(?:256|384|521)$/.test(curve)
        ? { name: 'ECDSA', namedCurve: curve }
        : undefined;
  if (!algorithm) throw new UnsignedError('This authority signs RSA keys and keys on P-256, P-384 and P-521.');
  return webcrypto.subtle.importKey('spki', Uint8Array.from(spki), algorithm, true, ['verify']);
}
