import type { Certificate, Inventory, KnownRevocations, Source } from '@cert-health/core';

export interface AuthoritiesRequest {
  /** Lists alone, or OCSP responders as well. */
  readonly network: 'crl' | 'all';
  /** Folder to keep lists and answers in. */
  readonly keepIn: string;
  /** Addresses of private networks may be called. */
  readonly allowPrivate: boolean;
  readonly now: Date;
}

/** Lists and answers that were fetched, for path validation to judge. */
export interface FetchedRevocation {
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
  /** What each certificate's own addresses came to, by fingerprint. */
  readonly statuses: KnownRevocations;
  readonly sources: readonly Source[];
}

/**
 * Fetches what the certificates of a path name. Never rejects for what a network does.
 *
 * @param path the leaf first
 */
export async function fetchRevocation(
  path: readonly Certificate[],
  at: Date,
  { network, keepIn, allowPrivate, now }: AuthoritiesRequest,
): Promise<FetchedRevocation> {
  const { readRevocation } = await import('../network/read-revocation.ts');
  const holding = { source: 'file', name: 'path', label: 'path', kind: 'trusted', certificates: path } as const;
  const inventory: Inventory = { org: null, sources: [], holdings: [holding], references: [], exposedKeys: [] };
  const ocsp = network === 'all';
  const read = await readRevocation({ inventory, at, now, ocsp, keepIn, limits: { allowPrivate } });
  return {
    crls: read.came.lists,
    ocspResponses: read.came.answers,
    statuses: read.statuses,
    sources: [read.source, ...(read.responders ? [read.responders] : [])],
  };
}
