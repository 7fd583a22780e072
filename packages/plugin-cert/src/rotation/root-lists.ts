import { resolve } from 'node:path';
import type { RootList } from '@cert-health/core';
import { readOrgList } from '../network/org-list.ts';
import { readTrustStore } from '../trust/read-trust-store.ts';
import { TrustStoreError } from '../trust/trust-store-error.ts';

/** Lists of roots by which a chain may be judged before it is used. */
export interface RootLists {
  /** The org's own (/cacerts.jsp). */
  readonly org?: RootList;
  /** Of the other side, by the file that the settings name (`trust`). */
  readonly other?: RootList;
  /** Which could not be read, and why, one sentence each. */
  readonly unread: readonly string[];
}

export interface RootListsRequest {
  /** Address of the org; undefined: there is none to ask. */
  readonly instanceUrl: string | undefined;
  /** Whether the org's page may be fetched. */
  readonly network: RotationNetwork;
  /** File of the other side's roots, relative to `base`. */
  readonly trust: string | undefined;
  /** Folder of the settings file. */
  readonly base: string;
}

/** Whether anything beside the org and the authority that signs may be asked: its list of roots, authorities about renewal, servers. */
export type RotationNetwork = 'none' | 'all';

/** Reads the lists that there are. That one cannot be read is told, and makes nothing trusted. */
export async function readRootLists({ instanceUrl, network, trust, base }: RootListsRequest): Promise<RootLists> {
  const [org, other] = await Promise.all([orgList(instanceUrl, network), otherList(trust, base)]);
  return {
    ...('store' in org ? { org } : {}),
    ...('store' in other ? { other } : {}),
    unread: [org, other].flatMap((one) => ('unread' in one && one.unread !== undefined ? [one.unread] : [])),
  };
}

/** Those that there are, whoever has to accept the certificate first: the other side knows best what it trusts. */
export function listsOf({ org, other }: RootLists): readonly RootList[] {
  return [...(other ? [other] : []), ...(org ? [org] : [])];
}

type Read = RootList | { readonly unread: string | undefined };

async function orgList(instanceUrl: string | undefined, network: RotationNetwork): Promise<Read> {
  if (instanceUrl === undefined) return { unread: undefined };
  if (network === 'none') return { unread: 'The list of roots that your org trusts was not read (--network none).' };
  const { store, source } = await readOrgList(instanceUrl, new Date());
  return store ? { store, whose: 'your org' } : { unread: source.detail };
}

async function otherList(trust: string | undefined, base: string): Promise<Read> {
  if (trust === undefined) return { unread: undefined };
  try {
    const { store } = await readTrustStore(resolve(base, trust));
    return { store, whose: 'the other side' };
  } catch (error) {
    if (!(error instanceof TrustStoreError)) throw error;
    return { unread: `The roots that the other side trusts could not be read: ${error.message}` };
  }
}
