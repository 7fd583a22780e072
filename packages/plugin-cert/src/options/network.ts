import { join } from 'node:path';

/**
 * Values of `--network`: nothing; the revocation lists that certificates name; or also OCSP responders, the org's own list of roots and
 * the servers that it calls.
 */
export const networks = ['none', 'crl', 'all'] as const;

export type Network = (typeof networks)[number];

/**
 * Folder in which lists and answers of authorities are kept until the next are due.
 *
 * @param cacheDir the cache folder of the command line
 */
export const keptAnswersIn = (cacheDir: string): string => join(cacheDir, 'cert-health', 'revocation');
