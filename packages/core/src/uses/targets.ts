import type { Holding, Inventory, Reference } from '../inventory/model.ts';
import { nameWithoutPath } from '../inventory/index.ts';
import { foldApiName, namespaceOf, withoutNamespace } from './api-name.ts';
import { endpointOf } from './endpoint.ts';
import { recordIdIn } from './record-id.ts';
import type { ReferenceKind } from './references/row.ts';

/**
 * How a reference led to a holding. `bareName`: the reference has a namespace and the list gives names without; certain
 * only where no second certificate has the same name.
 */
export type Match = 'name' | 'namespace' | 'bareName' | 'id' | 'carried' | 'server' | 'none';

export interface Target {
  readonly match: Match;
  /** More than one: the configuration alone does not tell which. */
  readonly holdings: readonly Holding[];
}

/** Characters of a record Id that tell it from all others, where case counts. */
const SHORT_ID = 15;

const nothing: Target = { match: 'none', holdings: [] };

/** `org` of `org.certificates`, `file` of `file:certs/partner.pem`: what is read together. */
export function scopeOf(source: string): string {
  return /^[^.:]*/.exec(source)?.[0] ?? source;
}

/** Finds what references lead to. Built once for an inventory: lookups do not walk the holdings. */
export function targetFinder(inventory: Inventory): (kind: ReferenceKind, reference: Reference) => Target {
  const keyPairs = inventory.holdings.filter((holding) => holding.kind === 'keyPair');
  const byName = groupBy(keyPairs, (holding) => foldApiName(nameWithoutPath(holding)));
  const byId = groupBy(keyPairs, (holding) => holding.id && recordIdIn(holding.id));
  const byShortId = groupBy(keyPairs, (holding) => holding.id?.slice(0, SHORT_ID));
  const byPlace = groupBy(inventory.holdings, ({ source, name }) => `${source}\0${name}`);
  const servers = groupBy(inventory.holdings, ({ kind, server, name }) =>
    kind === 'trusted' ? (server ?? name) : undefined,
  );

  const named = (reference: Reference, target: string): Target => {
    const id = recordIdIn(target);
    // Ids may be written with three characters at their end that do not fit the rest.
    if (id !== undefined) return within(reference, 'id', byId.get(id) ?? byShortId.get(target.slice(0, SHORT_ID)));
    const own = namespaceOf(reference.name);
    const attempts: readonly (readonly [Match, string | undefined])[] = [
      ['name', target],
      ['namespace', own && `${own}__${target}`],
      ['bareName', namespaceOf(target) && withoutNamespace(target)],
    ];
    for (const [match, name] of attempts) {
      const holdings = name === undefined ? undefined : byName.get(foldApiName(name));
      if (holdings) return within(reference, match, holdings);
    }
    return nothing;
  };
  // A second holding of a name has its path behind it.
  const carried = ({ source, name, body = name, path }: Reference, pinned: boolean): Target => {
    const holdings = [body, `${body} (${path})`]
      .flatMap((one) => byPlace.get(`${source}\0${one}`) ?? [])
      .filter((holding) => (holding.kind === 'pinned') === pinned && agree(path, holding.path));
    return holdings.length > 0 ? { match: 'carried', holdings } : nothing;
  };
  const met = (reference: Reference): Target => {
    const endpoint = endpointOf(reference.target ?? '');
    const holdings = endpoint && servers.get(`${endpoint.host}:${endpoint.port}`);
    return holdings ? { match: 'server', holdings } : nothing;
  };
  return (kind, reference) => {
    if (kind === 'meets') return met(reference);
    if (kind !== 'names') return carried(reference, kind === 'pins');
    // What is filled in at deployment is the name of nothing yet, even if there is one of that name.
    if (reference.target === undefined || reference.filledIn) return nothing;
    return named(reference, reference.target.trim());
  };
}

/** What was read together belongs together: an org's configuration means the org's certificate, not the project's. */
function within(reference: Reference, match: Match, holdings: readonly Holding[] | undefined): Target {
  if (!holdings) return nothing;
  const near = holdings.filter((holding) => scopeOf(holding.source) === scopeOf(reference.source));
  return { match, holdings: near.length > 0 ? near : holdings };
}

function agree(path: string | undefined, other: string | undefined): boolean {
  return path === undefined || other === undefined || path === other;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined || key === '') continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
