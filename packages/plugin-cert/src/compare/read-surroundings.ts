import type { Connection } from '@salesforce/core';
import type { TrustStore } from '@cert-health/core';
import { inventoryToSearch } from '../named/inventory-to-search.ts';
import { readOrgList } from '../network/org-list.ts';
import type { ComparisonRequest } from './compare-chains.ts';

export interface SurroundingsRequest {
  readonly connection: Connection | undefined;
  readonly sourceDirs: readonly string[];
  /** Of keystores in a project. */
  readonly password: string | undefined;
  /** A list that was given, which counts before the org's own. */
  readonly trustStore: TrustStore | undefined;
}

/**
 * What an org and a project hold and configure, and the roots that the org trusts.
 *
 * @throws {SfError} when the org is all there is to read and does not answer
 */
export async function readSurroundings(
  { connection, sourceDirs, password, trustStore }: SurroundingsRequest,
  progress: (what: string) => void,
): Promise<Pick<ComparisonRequest, 'inventory' | 'trustStore' | 'listOf'>> {
  if (!connection && sourceDirs.length === 0) return { trustStore, listOf: 'file' };
  const inventory = await inventoryToSearch({ connection, sourceDirs, password }, progress);
  const { org } = inventory;
  const list = !trustStore && org ? await readOrgList(org.instanceUrl, new Date()) : undefined;
  const sources = list ? [...inventory.sources, list.source] : inventory.sources;
  return {
    inventory: { ...inventory, sources },
    trustStore: trustStore ?? list?.store,
    listOf: list?.store ? 'org' : 'file',
  };
}
