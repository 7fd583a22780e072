import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { isGap } from '@cert-health/core';
import type { TrustStore } from '@cert-health/core';
import { readOrgList } from '../network/org-list.ts';
import { calledServers } from '../scan/called-servers.ts';
import { OrgOutOfReachError, readInventory } from '../scan/read-inventory.ts';
import type { ProbeRequest, WantedServer } from './probe-servers.ts';

export interface SearchRequest {
  readonly connection: Connection | undefined;
  readonly sourceDirs: readonly string[];
  /** A list that was given, which counts before the org's own. */
  readonly trustStore: TrustStore | undefined;
}

/** Servers that an org or project names, and what else the search for them came to. */
export interface Searched extends Pick<ProbeRequest, 'trustStore' | 'listOf' | 'sources' | 'atRunTime'> {
  readonly found: readonly WantedServer[];
}

/**
 * Looks for servers in the configuration of an org and in projects. An org also tells the roots that it trusts.
 *
 * @throws {SfError} when the org is all there is to search and does not answer.
 */
export async function searchServers(request: SearchRequest, progress: (what: string) => void): Promise<Searched> {
  const { connection, sourceDirs, trustStore } = request;
  const inventory = await readInventory({ connection, sourceDirs, files: [] }, progress).catch((error: unknown) => {
    throw error instanceof OrgOutOfReachError ? new SfError(error.message, error.name) : error;
  });
  const { servers, atRunTime } = calledServers(inventory);
  const { org } = inventory;
  const list = !trustStore && org ? await readOrgList(org.instanceUrl, new Date()) : undefined;
  const sources = [...inventory.sources, ...(list ? [list.source] : [])].filter(isGap);
  return {
    found: servers,
    sources,
    atRunTime,
    listOf: list?.store ? 'org' : 'file',
    trustStore: trustStore ?? list?.store,
  };
}
