import type { Certificate } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';

/**
 * Whether a certificate may have issued the one below it.
 * @param anchor Trust anchors of version 1 are taken as CAs: naming them as anchors is the "out-of-band means" of step (k).
 */
export function issuingProblem(certificate: Certificate, anchor: boolean): Problem | undefined {
  const { basicConstraints, keyUsage } = certificate.extensions;
  // RFC 5280 section 6.1.4 (k): version 3 with basicConstraints and cA.
  const taken = anchor && certificate.version < 3;
  if (basicConstraints?.ca !== true && !taken)
    return problem(
      'not-a-ca',
      certificate,
      'RFC 5280 section 6.1.4 (k)',
      `${label(certificate)} is not a certificate authority, so it cannot vouch for another certificate (basic constraints).`,
    );
  // RFC 5280 section 6.1.4 (n): key usage, if present, allows it.
  if (keyUsage !== undefined && !keyUsage.includes('keyCertSign'))
    return problem(
      'may-not-sign-certificates',
      certificate,
      'RFC 5280 section 6.1.4 (n)',
      `${label(certificate)} may not sign certificates (key usage lacks keyCertSign).`,
    );
  return undefined;
}
