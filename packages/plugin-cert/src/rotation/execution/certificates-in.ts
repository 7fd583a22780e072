import { CertificateParseError, parseCertificates } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';

/** Certificates of a text or file; none where it holds none. */
export function certificatesIn(content: string | Uint8Array | undefined): readonly Certificate[] {
  if (content === undefined || content.length === 0) return [];
  try {
    return parseCertificates(content);
  } catch (error) {
    if (error instanceof CertificateParseError) return [];
    throw error;
  }
}

/** Whether two chains are the same certificates in the same order. */
export function isSameChain(one: readonly Certificate[], other: readonly Certificate[]): boolean {
  return one.length === other.length && one.every(({ fingerprint }, at) => fingerprint === other[at]?.fingerprint);
}
