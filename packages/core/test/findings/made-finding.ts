import type { Finding } from '@cert-health/core';

export const fingerprint = 'ab'.repeat(32);

/** A finding about a key pair of an org, unless told otherwise. */
export function madeFinding(more: Partial<Finding> = {}): Finding {
  return {
    id: 'weak-key/org.certificates/Partner_API_Client',
    check: 'weak-key',
    severity: 'warning',
    status: 'open',
    title: 'Partner API Client has a key that is too short',
    detail: 'RSA 1024.',
    certificate: fingerprint,
    holding: { source: 'org.certificates', name: 'Partner_API_Client' },
    evidence: {},
    remedy: 'Replace it.',
    source: 'NIST SP 800-57',
    docs: 'sf cert checks --explain weak-key',
    ...more,
  };
}

/** A finding about nothing that is held. */
export function withoutHolding(finding: Finding): Finding {
  const about: readonly string[] = ['holding', 'certificate'];
  return Object.fromEntries(Object.entries(finding).filter(([key]) => !about.includes(key))) as unknown as Finding;
}
