import type { EvaluationOptions, Inventory, Source } from '@cert-health/core';
import type { Network } from './network.ts';
import type { Progress } from './read-inventory.ts';
import type { GivenTrustStore } from './trust-store-of-flags.ts';

export interface LookUpRequest {
  readonly trustStore?: GivenTrustStore | undefined;
  readonly network?: Network | undefined;
  readonly at: Date;
  readonly now: Date;
}

/** What the judgment is given beside the inventory, and the places that it comes from. */
export interface LookedUp extends Pick<EvaluationOptions, 'trustStore' | 'revocation'> {
  readonly sources: readonly Source[];
}

/**
 * Facts from outside: the list of roots that was given or, where the network may be used for it, fetched; and what
 * revocation lists say. Nothing that calls anybody is even loaded unless it is asked for.
 */
export async function lookUp(inventory: Inventory, request: LookUpRequest, progress: Progress): Promise<LookedUp> {
  const { network = 'none', at, now } = request;
  const list = request.trustStore ?? (network === 'all' ? await orgList(inventory, now, progress) : undefined);
  const trustStore = list?.store;
  const crls = network === 'none' ? undefined : await revocationLists({ inventory, trustStore, at, now }, progress);
  return {
    sources: [...(list ? [list.source] : []), ...(crls ? [crls.source] : [])],
    ...(trustStore ? { trustStore } : {}),
    ...(crls ? { revocation: crls.statuses } : {}),
  };
}

/** An org that did not answer has told so already. */
async function orgList({ org }: Inventory, now: Date, progress: Progress) {
  if (!org) return undefined;
  const { readOrgList } = await import('../network/org-list.ts');
  progress(`${org.instanceUrl}/cacerts.jsp`);
  return readOrgList(org.instanceUrl, now);
}

async function revocationLists(
  request: Pick<LookUpRequest, 'at' | 'now'> & {
    readonly inventory: Inventory;
    readonly trustStore: EvaluationOptions['trustStore'] | undefined;
  },
  progress: Progress,
) {
  const { readRevocation } = await import('../network/read-revocation.ts');
  progress('revocation lists');
  // Authorities of a company's own publish their lists on its own network.
  return readRevocation({ ...request, limits: { allowPrivate: process.env['CERT_ALLOW_PRIVATE_CRL'] === '1' } });
}
