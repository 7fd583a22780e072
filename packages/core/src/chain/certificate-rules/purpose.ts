import { describeExtendedKeyUsage } from '../../x509/index.ts';
import type { Certificate, KeyUsageBit } from '../../x509/model.ts';
import { label } from '../certificate-label.ts';
import { problem, type Problem } from '../problem.ts';
import type { PathPurpose } from '../request.ts';

export const PURPOSE_OIDS = { serverAuth: '1.3.6.1.5.5.7.3.1', clientAuth: '1.3.6.1.5.5.7.3.2' } as const;
export const ANY_EXTENDED_KEY_USAGE = '2.5.29.37.0';

/** Key usage bits of which one is needed (RFC 5280 section 4.2.1.12). */
const KEY_USAGE: Readonly<Record<'serverAuth' | 'clientAuth', readonly KeyUsageBit[]>> = {
  serverAuth: ['digitalSignature', 'keyEncipherment', 'keyAgreement'],
  clientAuth: ['digitalSignature', 'keyAgreement'],
};

/** Whether extended key usage lets a certificate serve a purpose: it is absent, or names it, or any. */
export function allowsPurpose(certificate: Certificate, purpose: PathPurpose): boolean {
  const usages = certificate.extensions.extendedKeyUsage;
  return (
    purpose === 'any' ||
    usages === undefined ||
    usages.includes(PURPOSE_OIDS[purpose]) ||
    usages.includes(ANY_EXTENDED_KEY_USAGE)
  );
}

/**
 * RFC 5280 section 4.2.1.12, asked of every certificate of the path, the anchor's included: a CA that is limited to some
 * purposes cannot give others. Section 6.1 has no such step, but all TLS software takes it.
 */
export function purposeProblem(certificate: Certificate, purpose: PathPurpose): Problem | undefined {
  if (allowsPurpose(certificate, purpose) || purpose === 'any') return undefined;
  const allowed = (certificate.extensions.extendedKeyUsage ?? []).map(describeExtendedKeyUsage).join('; ');
  return problem(
    'eku-missing',
    certificate,
    'RFC 5280 section 4.2.1.12',
    `${label(certificate)} may not ${describeExtendedKeyUsage(PURPOSE_OIDS[purpose])}; it may only: ${allowed} (extended key usage, EKU).`,
  );
}

/** The leaf's key usage must have a bit that TLS can use. CA certificates in the leaf's place are not asked. */
export function keyUsageProblem(certificate: Certificate, purpose: PathPurpose): Problem | undefined {
  const { keyUsage, basicConstraints } = certificate.extensions;
  if (purpose === 'any' || keyUsage === undefined || basicConstraints?.ca === true) return undefined;
  if (KEY_USAGE[purpose].some((bit) => keyUsage.includes(bit))) return undefined;
  return problem(
    'key-usage-mismatch',
    certificate,
    'RFC 5280 section 4.2.1.12',
    `The key of ${label(certificate)} may not be used for TLS: its key usage has none of ${KEY_USAGE[purpose].join(', ')}.`,
  );
}
