import type { Holding, Inventory, Reference } from '../inventory/model.ts';
import { useCatalog } from './catalog.ts';
import { endpointOf } from './endpoint.ts';
import { notLookedAt, readLists } from './not-looked-at.ts';
import type { NotLookedAt } from './not-looked-at.ts';
import { openReference } from './open-reference.ts';
import type { OpenReference } from './open-reference.ts';
import { recordIdIn } from './record-id.ts';
import { referenceUseOf } from './reference-uses.ts';
import { kindOf, resolvedReferences } from './resolved-reference.ts';
import type { OtherUse, ResolvedReference, ResolvedUse } from './resolved-reference.ts';
import { scopeOf, targetFinder } from './targets.ts';

/** A reference to a certificate that does not exist on the lists that were read. */
export interface DanglingReference extends Reference {
  /** Ids of these lists. A project need not hold what its org holds: with `project.certificates` alone it is a hint. */
  readonly searched: readonly string[];
}

/** What every certificate of an inventory is for. */
export interface UseMap {
  readonly uses: readonly ResolvedUse[];
  /** References whose use is none of the eight, or is not known. */
  readonly others: readonly OtherUse[];
  readonly dangling: readonly DanglingReference[];
  /** References that may mean any certificate. */
  readonly open: readonly OpenReference[];
  /** Holdings that nothing leads to. Of key pairs it may be said only with `open` and `notLookedAt` beside it. */
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
  const open: OpenReference[] = [];
  for (const reference of references) {
    const row = referenceUseOf(reference.field);
    const kind = kindOf(reference, row);
    const found = findTarget(kind, reference);
    found.holdings.forEach((holding) => used.add(holding));
    const searched = listsThatKnow(reference, lists);
    // What is switched off misses nothing.
    const unmet = row !== undefined && kind === 'names' && found.match === 'none' && !reference.idle;
    const isOpen = unmet ? openReference(reference, searched) : undefined;
    // What cannot be a name is on no list. Of a key another check tells.
    const isNoName = reference.instead === 'other';
    const isDangling = unmet && !isOpen && (isNoName || (reference.target !== undefined && searched.length > 0));
    if (isOpen) open.push(isOpen);
    if (isDangling) dangling.push({ ...reference, searched });
    const endpoint = endpoints.get(componentKey(reference));
    resolved.push(...resolvedReferences(reference, { row, kind, found, endpoint, isDangling }));
  }
  const uses = resolved.filter((entry): entry is ResolvedUse => 'use' in entry);
  const stillOpen = inOrder(open, (one) => [
    ...keyOfReference(one),
    one.target ?? '',
    one.expression ?? '',
    one.origin?.name ?? '',
  ]);
  return {
    uses: inOrder(uses, (entry) => [String(rank(entry)), ...keyOf(entry)]),
    others: inOrder(
      resolved.filter((entry): entry is OtherUse => 'otherwise' in entry),
      keyOf,
    ),
    dangling: inOrder(dangling, (one) => [...keyOfReference(one), one.target ?? '']),
    open: stillOpen,
    unused: inOrder(
      inventory.holdings.filter((holding) => !used.has(holding)),
      keyOfHolding,
    ),
    notLookedAt: notLookedAt(inventory, stillOpen),
  };
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
function listsThatKnow({ target = '' }: Reference, lists: readonly string[]): readonly string[] {
  return recordIdIn(target.trim()) === undefined ? lists : lists.filter((id) => scopeOf(id) !== 'project');
}

function rank({ use }: ResolvedUse): number {
  return useCatalog.findIndex(({ id }) => use === id);
}

function keyOf(entry: ResolvedReference): readonly string[] {
  const { name, target = '', reference, holding, certificate } = entry;
  return [name, ...keyOfReference(reference), target, holding?.source ?? '', certificate ?? '', String(entry.resolved)];
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
