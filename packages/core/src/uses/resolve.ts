import type { HoldingRef, UseId } from '../findings/model.ts';
import { heldChain } from '../inventory/held-chain.ts';
import type { Holding, Inventory, Reference } from '../inventory/model.ts';
import { useCatalog } from './catalog.ts';
import { endpointOf } from './endpoint.ts';
import type { ManagedBy } from './model.ts';
import { notLookedAt, readLists } from './not-looked-at.ts';
import type { NotLookedAt } from './not-looked-at.ts';
import { placeById } from './places.ts';
import { consequenceOf, referenceUseOf } from './reference-uses.ts';
import type { ReferenceKind, ReferenceUse } from './references/row.ts';
import { isRecordId, scopeOf, targetFinder } from './targets.ts';
import type { Match, Target } from './targets.ts';

/** A reference and the certificate that it leads to. */
export interface ResolvedReference {
  /** SHA-256 of the certificate; null when none is known: nothing found, not read, or only met in a handshake. */
  readonly certificate: string | null;
  /** What people call the certificate here: its API name, the name of a server, else the name referred to. */
  readonly name: string;
  readonly reference: Pick<Reference, 'source' | 'name' | 'field' | 'path' | 'line' | 'id'>;
  readonly managedBy: ManagedBy;
  /** "Named credentials, client certificate". */
  readonly label: string;
  /** Way through Setup. */
  readonly setup: string;
  /** What stops when the certificate does, a clause without full stop. */
  readonly consequence: string;
  readonly kind: ReferenceKind;
  readonly match: Match;
  readonly holding?: HoldingRef;
  /** Several holdings fit; there is one entry for each. */
  readonly ambiguous?: true;
}

/** Fits `ReportUse` of the report. */
export interface ResolvedUse extends ResolvedReference {
  readonly use: UseId;
}

/** A certificate is used here, but for none of the eight uses. */
export interface OtherUse extends ResolvedReference {
  /** What for instead, one sentence. */
  readonly otherwise: string;
}

/** A reference to a certificate that does not exist on the lists that were read. */
export interface DanglingReference extends Reference {
  /** Ids of these lists. A project need not hold what its org holds: with `project.certificates` alone it is a hint. */
  readonly searched: readonly string[];
}

/** What every certificate of an inventory is for. */
export interface UseMap {
  readonly uses: readonly ResolvedUse[];
  readonly others: readonly OtherUse[];
  readonly dangling: readonly DanglingReference[];
  /** Holdings that nothing leads to. Of key pairs it may be said only with `notLookedAt` beside it. */
  readonly unused: readonly Holding[];
  readonly notLookedAt: readonly NotLookedAt[];
}

/**
 * Follows every reference to what it refers to. Each holding is in at least one use or in `unused`; the same inventory in
 * any order gives the same map.
 */
export function buildUseMap(inventory: Inventory): UseMap {
  const references = withOwnAddress(inventory).filter((reference) => !isClearText(reference));
  const findTarget = targetFinder(inventory);
  const lists = readLists(inventory)
    .map(({ id }) => id)
    .sort();
  const endpoints = endpointsByComponent(references);
  const used = new Set<Holding>();
  const resolved: (ResolvedUse | OtherUse)[] = [];
  const dangling: DanglingReference[] = [];
  for (const reference of references) {
    const row = referenceUseOf(reference.field);
    const kind = row?.kind ?? (reference.target === undefined ? 'carries' : 'names');
    const target = findTarget(kind, reference);
    target.holdings.forEach((holding) => used.add(holding));
    resolved.push(...entriesOf(reference, row, kind, target, endpoints.get(componentKey(reference))));
    const searched = listsThatKnow(reference, lists);
    if (row && kind === 'names' && reference.target !== undefined && target.match === 'none' && searched.length > 0) {
      dangling.push({ ...reference, searched });
    }
  }
  const uses = resolved.filter((entry): entry is ResolvedUse => 'use' in entry);
  return {
    uses: inOrder(uses, (entry) => [String(rank(entry.use)), ...keyOf(entry)]),
    others: inOrder(
      resolved.filter((entry): entry is OtherUse => 'otherwise' in entry),
      keyOf,
    ),
    dangling: inOrder(dangling, (one) => [...keyOfReference(one), one.target ?? '']),
    unused: inOrder(
      inventory.holdings.filter((holding) => !used.has(holding)),
      keyOfHolding,
    ),
    notLookedAt: notLookedAt(inventory),
  };
}

function entriesOf(
  reference: Reference,
  row: ReferenceUse | undefined,
  kind: ReferenceKind,
  target: Target,
  endpoint: string | undefined,
): (ResolvedUse | OtherUse)[] {
  const { source, name, field, path, line, id } = reference;
  const place = row && placeById(row.place);
  const own = kind === 'meets' ? endpointOf(reference.target ?? '')?.host : undefined;
  const shared = {
    reference: {
      source,
      name,
      field,
      ...(path === undefined ? {} : { path }),
      ...(line === undefined ? {} : { line }),
      ...(id === undefined ? {} : { id }),
    },
    managedBy: row?.managedBy ?? 'customer',
    label: row && place ? `${place.label}, ${row.label}` : field,
    setup: place?.setup ?? 'Setup',
    consequence: row
      ? consequenceOf(row, { name, ...((own ?? endpoint) ? { endpoint: (own ?? endpoint) as string } : {}) })
      : `what ${name} uses it for fails`,
    kind,
    match: target.match,
  } as const;
  const which = row?.use ? { use: row.use } : { otherwise: row?.otherwise ?? `What ${field} is for is not known.` };
  if (target.holdings.length === 0) {
    return [{ ...shared, ...which, certificate: null, name: own ?? reference.target ?? name }];
  }
  return target.holdings.map((holding) => ({
    ...shared,
    ...which,
    certificate: heldChain(holding.certificates)?.leaf.fingerprint ?? null,
    name: holding.name,
    holding: { source: holding.source, name: holding.name },
    ...(target.holdings.length > 1 ? { ambiguous: true as const } : {}),
  }));
}

/** An org always has an address of its own, which nobody has to configure. */
function withOwnAddress({ org, references }: Inventory): readonly Reference[] {
  const field = 'MyDomainSettings.myDomainName';
  const known = references.some((one) => one.field === field && scopeOf(one.source) === 'org');
  const host = org && endpointOf(org.instanceUrl)?.host;
  return known || !host ? references : [...references, { source: 'org.identity', name: host, field, target: host }];
}

/** Calls over http meet no certificate. */
function isClearText(reference: Reference): boolean {
  if (referenceUseOf(reference.field)?.kind !== 'meets' || reference.target === undefined) return false;
  return endpointOf(reference.target)?.tls === false;
}

/** The address that a component calls stands in a reference of its own. */
function endpointsByComponent(references: readonly Reference[]): Map<string, string> {
  const endpoints = new Map<string, string>();
  for (const reference of references) {
    if (referenceUseOf(reference.field)?.kind !== 'meets') continue;
    const host = endpointOf(reference.target ?? '')?.host;
    const known = endpoints.get(componentKey(reference));
    if (host !== undefined && (known === undefined || host < known)) endpoints.set(componentKey(reference), host);
  }
  return endpoints;
}

function componentKey({ source, name }: Reference): string {
  return `${source}\0${name}`;
}

/** Files of a project know no record Ids, so that only an org's list can tell that one does not exist. */
function listsThatKnow(reference: Reference, lists: readonly string[]): readonly string[] {
  return isRecordId(reference.target ?? '') ? lists.filter((id) => scopeOf(id) !== 'project') : lists;
}

function rank(id: UseId): number {
  return useCatalog.findIndex((use) => use.id === id);
}

function keyOf(entry: ResolvedReference): readonly string[] {
  return [entry.name, ...keyOfReference(entry.reference), entry.holding?.source ?? '', entry.certificate ?? ''];
}

function keyOfReference({ source, name, field, path, line, id }: ResolvedReference['reference']): readonly string[] {
  return [source, name, field, path ?? '', String(line ?? 0).padStart(9, '0'), id ?? ''];
}

function keyOfHolding({ source, name, path, id, kind, label, certificates }: Holding): readonly string[] {
  return [source, name, path ?? '', id ?? '', kind, label, certificates[0]?.fingerprint ?? ''];
}

/** Code unit order: the same on every machine, whatever its language. */
function inOrder<Item>(items: readonly Item[], keyOfItem: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, key: keyOfItem(item).join('\0') }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item);
}
