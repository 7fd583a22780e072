import { defaultSignatures } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';

/** Whether the key of one certificate made the signature of another. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean> {
  const verdict = await defaultSignatures().verify({
    algorithm: certificate.signatureAlgorithm,
    publicKey: issuer.publicKey,
    data: certificate.tbs,
    signature: certificate.signature,
  });
  return verdict === 'valid';
}
