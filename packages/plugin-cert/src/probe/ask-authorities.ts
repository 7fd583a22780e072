import { plural } from '@cert-health/core';
import type {
  Certificate,
  Holding,
  Inventory,
  KnownRevocations,
  ServersJudgment,
  Source,
  TrustStore,
} from '@cert-health/core';
import { completeChain } from '../network/complete-chain.ts';
import type { CompletedChain, CompletionRequest } from '../network/complete-chain.ts';
import { readRevocation } from '../network/read-revocation.ts';
import { Transfers } from '../network/transfers.ts';

export interface AuthoritiesRequest {
  readonly network: 'none' | 'crl' | 'all';
  readonly at: Date;
  readonly now: Date;
  readonly trustStore?: TrustStore | undefined;
  /** Folder to keep lists and answers in. */
  readonly keepIn?: string | undefined;
  /** Addresses of private networks may be called. */
  readonly allowPrivate: boolean;
}

/** What the authorities of certificates that were sent publish. */
export interface Authorities {
  /** Chains by the fingerprints of what was sent of them (see `chainKey`). */
  readonly chains: ReadonlyMap<string, CompletedChain>;
  readonly revocation?: KnownRevocations;
  readonly sources: readonly Source[];
}

/** What a chain is called in `Authorities`: its path, as it was judged. */
export const chainKey = (path: readonly string[]): string => path.join(' ');

/**
 * Follows the chains of servers up to a root, fetching what is missing with `all`, and asks whether a certificate on them was revoked.
 * Never rejects for what a network does.
 */
export async function askAuthorities(
  { servers, certificates }: ServersJudgment,
  request: AuthoritiesRequest,
): Promise<Authorities> {
  const { network, at, now, trustStore, allowPrivate, keepIn } = request;
  const transfers = network === 'all' ? new Transfers({ allowPrivate }) : undefined;
  const fetching = transfers && onceEach((wanted) => transfers.fetch(wanted));
  const paths = servers.flatMap(({ path, alternative }) => [path, ...(alternative ? [alternative.path] : [])]);
  const named = new Map(paths.filter(({ length }) => length > 0).map((path) => [chainKey(path), path]));
  const held = (path: readonly string[]): Certificate[] => path.flatMap((one) => certificates.get(one) ?? []);
  try {
    const chains = new Map(
      await Promise.all(
        [...named].map(async ([key, path]): Promise<[string, CompletedChain]> => {
          return [key, await completeChain({ path: held(path), trustStore, at, fetch: fetching })];
        }),
      ),
    );
    const sources = transfers ? [sourceOfIssuers([...chains.values()])] : [];
    if (network === 'none') return { chains, sources };
    const holdings = [...chains].map(([key, chain], place) => {
      // A root that was sent answers for what is below it.
      const all = new Set([...chain.path, ...(chain.root ? [chain.root] : []), ...held(named.get(key) ?? [])]);
      return holdingOf([...all], place);
    });
    const inventory: Inventory = { org: null, sources: [], holdings, references: [], exposedKeys: [] };
    const ocsp = network === 'all';
    const read = await readRevocation({ inventory, at, now, trustStore, ocsp, keepIn, limits: { allowPrivate } });
    const ofRevocation = [read.source, ...(read.responders ? [read.responders] : [])];
    return { chains, revocation: read.statuses, sources: [...sources, ...ofRevocation] };
  } finally {
    await transfers?.close();
  }
}

type Fetch = NonNullable<CompletionRequest['fetch']>;

/** Servers of one authority lack the same certificate. */
function onceEach(fetch: Fetch): Fetch {
  const fetched = new Map<string, ReturnType<Fetch>>();
  return (wanted) => {
    const known = fetched.get(wanted.address) ?? fetch(wanted);
    fetched.set(wanted.address, known);
    return known;
  };
}

function holdingOf(certificates: readonly Certificate[], place: number): Holding {
  const name = `chain ${place + 1}`;
  return { source: 'network.servers', name, label: name, kind: 'trusted', certificates };
}

function sourceOfIssuers(chains: readonly CompletedChain[]): Source {
  const fetched = new Set(chains.flatMap((chain) => chain.fetched.map(({ certificate }) => certificate.fingerprint)));
  const open = chains.flatMap(({ problem }) => problem ?? []);
  return {
    id: 'network.issuers',
    label: 'Certificates that servers do not send',
    status: open.length > 0 ? 'failed' : 'read',
    items: fetched.size,
    detail: [
      fetched.size > 0 ? `${plural(fetched.size, 'certificate')} fetched.` : open.length > 0 ? '' : 'None was missing.',
      ...new Set(open),
    ]
      .filter(Boolean)
      .join(' '),
  };
}
