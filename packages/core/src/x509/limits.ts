/**
 * How much is read, in octets (or characters of text). Whoever reads a file, fetches a list or takes what was pasted asks here, so
 * that no layer refuses what another one reads.
 */
const MB = 1024 * 1024;

/** No certificate comes near this; the largest post-quantum ones have about 0.1 MB. It bounds what hostile input can cost. */
export const MAX_CERTIFICATE = MB;

/** Certificates, requests and bundles of them: the largest in use, root programs as one file, have about 1 MB. */
export const MAX_FILE = 16 * MB;

/** Revocation lists: the largest in use have 100 MB, which base64 (PEM) makes 140. */
export const MAX_REVOCATION_LIST = 160 * MB;

/** Why an input of this size is not read, in one sentence; undefined when it is. */
export function sizeFault(size: number, isRevocationList: boolean): string | undefined {
  const mb = Math.ceil(size / MB);
  if (isRevocationList) {
    if (size <= MAX_REVOCATION_LIST) return undefined;
    return `The revocation list has ${mb} MB; lists (CRL) of up to ${MAX_REVOCATION_LIST / MB} MB are read.`;
  }
  if (size <= MAX_FILE) return undefined;
  return `The file has ${mb} MB, far more than certificates take; give one of at most ${MAX_FILE / MB} MB (a revocation list: ${MAX_REVOCATION_LIST / MB} MB).`;
}
