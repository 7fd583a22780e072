import type { EvaluationOptions, Inventory, Source } from '@cert-health/core';
import type { ReadRevocation, RevocationRequest } from '../network/read-revocation.ts';
import type { ServersRequest } from './look-at-servers.ts';
import type { Network } from '../options/network.ts';
import type { Progress } from './read-inventory.ts';
import type { GivenTrustStore } from './trust-store-of-flags.ts';

export interface LookUpRequest {
  readonly trustStore?: GivenTrustStore | undefined;
  readonly network?: Network | undefined;
  /** Folder to keep what authorities published in until the next is due; left out: nothing is kept. */
  readonly keepIn?: string | undefined;
  /** Whether servers on private addresses that configuration names may be called. */
  readonly allowPrivate?: boolean | undefined;
  readonly at: Date;
  readonly now: Date;
}

/** The inventory with what was found outside, and what else the judgment is given. */
export interface LookedUp extends Pick<EvaluationOptions, 'trustStore' | 'revocation' | 'servers'> {
  readonly inventory: Inventory;
}

/**
 * Facts from outside: the list of roots that was given or, where the network may be used for it, fetched; what called servers send;
 * and what authorities say of revocation, of their certificates too. Nothing that calls anybody is even loaded unless it is asked for.
 */
export async function lookUp(inventory: Inventory, request: LookUpRequest, progress: Progress): Promise<LookedUp> {
  const { network = 'none', keepIn, at, now } = request;
  const list = request.trustStore ?? (network === 'all' ? await orgList(inventory, now, progress) : undefined);
  const trustStore = list?.store;
  const called = network === 'all' ? await servers(inventory, { ...request, trustStore }, progress) : undefined;
  const whole = called ? { ...inventory, holdings: [...inventory.holdings, ...called.holdings] } : inventory;
  const asking = { inventory: whole, trustStore, at, now, keepIn, ocsp: network === 'all' };
  const answers = network === 'none' ? undefined : await authorities(asking, progress);
  const sources = [...(list ? [list.source] : []), ...(called?.sources ?? []), ...(answers ? sourcesOf(answers) : [])];
  return {
    inventory: { ...whole, sources: [...inventory.sources, ...sources] },
    ...(trustStore ? { trustStore } : {}),
    ...(called ? { servers: called.servers } : {}),
    ...(answers ? { revocation: answers.statuses } : {}),
  };
}

async function servers(inventory: Inventory, request: ServersRequest, progress: Progress) {
  const { lookAtServers } = await import('./look-at-servers.ts');
  const { heldServers } = await import('@cert-health/core');
  const judgment = await lookAtServers(inventory, request, progress);
  return { servers: judgment.servers, ...heldServers(judgment) };
}

/** An org that did not answer has told so already. */
async function orgList({ org }: Inventory, now: Date, progress: Progress) {
  if (!org) return undefined;
  const { readOrgList } = await import('../network/org-list.ts');
  progress(`${org.instanceUrl}/cacerts.jsp`);
  return readOrgList(org.instanceUrl, now);
}

const sourcesOf = ({ source, responders }: ReadRevocation): Source[] => [source, ...(responders ? [responders] : [])];

async function authorities(request: RevocationRequest, progress: Progress): Promise<ReadRevocation> {
  const { readRevocation } = await import('../network/read-revocation.ts');
  progress('revocation');
  // Authorities of a company's own publish their lists on its own network.
  return readRevocation({ ...request, limits: { allowPrivate: process.env['CERT_ALLOW_PRIVATE_CRL'] === '1' } });
}
