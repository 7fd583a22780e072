export { readBody } from '@cert-health/core';
export type { Body } from '@cert-health/core';

/** Largest file that is read for certificates, in octets; the parser's own limit, checked before a file is read at all. */
export { MAX_FILE as maxBodySize } from '@cert-health/core';
