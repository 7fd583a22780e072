import type { Certificate, Inventory, TrustStore } from '@cert-health/core';
import { readRevocation } from '../network/read-revocation.ts';
import type { ReadRevocation } from '../network/read-revocation.ts';

export interface RevocationQuestion {
  readonly at: Date;
  readonly now: Date;
  readonly certificates: readonly Certificate[];
  readonly trustStore: TrustStore | undefined;
}

/** Fetches the revocation lists that the certificates of a client name. */
export function fetchRevocation({ at, now, certificates, trustStore }: RevocationQuestion): Promise<ReadRevocation> {
  const holding = { source: 'file', name: 'client', label: 'client', kind: 'trusted', certificates } as const;
  const inventory: Inventory = { org: null, sources: [], holdings: [holding], references: [], exposedKeys: [] };
  const limits = { allowPrivate: process.env['CERT_ALLOW_PRIVATE_CRL'] === '1' };
  return readRevocation({ inventory, at, now, trustStore, limits });
}
