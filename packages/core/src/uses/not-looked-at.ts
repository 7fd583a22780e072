import type { Inventory, Reference, Source } from '../inventory/model.ts';
import { keyPairList, placeById } from './places.ts';
import type { PlaceId } from './places.ts';
import { blindSpots } from './references/not-certificates.ts';
import { referenceUseOf, referenceUses } from './reference-uses.ts';
import { scopeOf } from './targets.ts';
import { originInWords } from './text-origin.ts';

/** A place that may name a key pair and was not seen, so that "unused" cannot be said for certain. */
export interface NotLookedAt {
  /** What people call it. */
  readonly label: string;
  /** One sentence. */
  readonly reason: string;
  /** Where a person can look. */
  readonly setup: string;
  /** Id of the source, where there is one. */
  readonly source?: string;
  /** The permission that would let it be read. */
  readonly permission?: string;
  /** It was read: code there chooses the certificate at run time. */
  readonly choosesAtRunTime?: true;
}

/** Whether the list of key pairs of a scope was read: only then may it be said that a certificate does not exist. */
export function readLists(inventory: Inventory): Source[] {
  return inventory.sources.filter(({ id, status }) => status === 'read' && id === `${scopeOf(id)}.${keyPairList.id}`);
}

/**
 * What limits the claim that a key pair is unused: places that were not read, code that chooses at run time, and what no
 * API shows. Empty when there are no key pairs to claim it of.
 */
export function notLookedAt(inventory: Inventory): NotLookedAt[] {
  const keyPairs = inventory.holdings.filter(({ kind }) => kind === 'keyPair');
  const scopes = ['org', 'project'].filter((scope) => keyPairs.some(({ source }) => scopeOf(source) === scope));
  if (scopes.length === 0) return [];
  const naming = new Set(referenceUses.filter(({ kind }) => kind === 'names').map(({ place }) => place));
  const unread = scopes.flatMap((scope) => [...naming].sort().flatMap((place) => unreadPlace(inventory, scope, place)));
  const unseen = blindSpots.map(({ label, reason, setup }) => ({ label, reason, setup }));
  return [...unread, ...chosenAtRunTime(inventory.references), ...unseen];
}

function unreadPlace(inventory: Inventory, scope: string, place: PlaceId): NotLookedAt[] {
  const { label, setup } = placeById(place);
  const id = `${scope}.${place}`;
  const source = inventory.sources.find((one) => one.id === id);
  if (source?.status === 'read') return [];
  if (!source)
    return [{ label: `${label} of the ${scope}`, reason: 'This scan did not look there.', setup, source: id }];
  const { detail: reason, permission } = source;
  return [{ label: source.label, reason, setup, source: id, ...(permission === undefined ? {} : { permission }) }];
}

/** Code that takes the name from where no scan sees it: what it names is not in the code. */
function chosenAtRunTime(references: readonly Reference[]): NotLookedAt[] {
  const found = new Map<string, NotLookedAt>();
  for (const { name, field, target, origin } of references) {
    const row = referenceUseOf(field);
    const key = `${name}\0${row?.place}`;
    if (row?.kind !== 'names' || target !== undefined || origin?.kind === 'nothing' || found.has(key)) continue;
    const from = origin ? ` and takes it from ${originInWords(origin)}` : '';
    const reason = `${name} does not spell out which certificate it uses${from}, so it may be any.`;
    found.set(key, { label: name, reason, setup: placeById(row.place).setup, choosesAtRunTime: true });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}
