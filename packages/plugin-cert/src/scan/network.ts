/**
 * Values of `--network`: nothing, the revocation lists that certificates name, or the org's own list of roots and the servers that
 * it calls as well.
 */
export const networks = ['none', 'crl', 'all'] as const;

export type Network = (typeof networks)[number];
