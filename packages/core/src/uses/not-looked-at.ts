import { isGap } from '../inventory/model.ts';
import type { Inventory, Source } from '../inventory/model.ts';
import type { OpenReference } from './open-reference.ts';
import { keyPairList, placeById } from './places.ts';
import type { PlaceId } from './places.ts';
import { blindSpots } from './references/not-certificates.ts';
import { referenceUseOf, referenceUses } from './reference-uses.ts';
import { referrerOf } from './resolved-reference.ts';
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

/**
 * Whether the list of key pairs of a scope was read: only then may it be said that a certificate does not exist. A list
 * that is put together of files is read when all folders were.
 */
export function readLists(inventory: Inventory): Source[] {
  const partly = new Set(unreadFolders(inventory).map(({ id }) => scopeOf(id)));
  return inventory.sources.filter(
    ({ id, status }) => status === 'read' && id === `${scopeOf(id)}.${keyPairList.id}` && !partly.has(scopeOf(id)),
  );
}

/** Folders of which a part was not read: `project:force-app`, and a package directory that is not there. */
function unreadFolders({ sources }: Inventory): Source[] {
  return sources.filter((source) => source.id.startsWith('project:') && isGap(source));
}

/**
 * What limits the claim that a key pair is unused: references that may mean any, places that were not read, and what no
 * API shows. Empty when there are no key pairs to claim it of.
 */
export function notLookedAt(inventory: Inventory, open: readonly OpenReference[]): NotLookedAt[] {
  const keyPairs = inventory.holdings.filter(({ kind }) => kind === 'keyPair');
  const scopes = ['org', 'project'].filter((scope) => keyPairs.some(({ source }) => scopeOf(source) === scope));
  if (scopes.length === 0) return [];
  const naming = new Set(referenceUses.filter(({ kind }) => kind === 'names').map(({ place }) => place));
  const unread = scopes.flatMap((scope) => [...naming].sort().flatMap((place) => unreadPlace(inventory, scope, place)));
  const folders = scopes.includes('project')
    ? unreadFolders(inventory).map(({ id, label, detail }) => ({ label, reason: detail, setup: label, source: id }))
    : [];
  const unseen = blindSpots.map(({ label, reason, setup }) => ({ label, reason, setup }));
  return [...mayBeAny(open), ...folders, ...unread, ...unseen];
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

/** One for each component: what it names is not written there. */
function mayBeAny(open: readonly OpenReference[]): NotLookedAt[] {
  const found = new Map<string, NotLookedAt>();
  for (const reference of open) {
    const row = referenceUseOf(reference.field);
    const label = referrerOf(reference);
    const key = `${label}\0${row?.place}`;
    if (found.has(key)) continue;
    const setup = row ? placeById(row.place).setup : 'Setup';
    const chosen = reference.why === 'runTime' ? { choosesAtRunTime: true as const } : {};
    found.set(key, { label, reason: `${label} ${reasonOf(reference)}.`, setup, ...chosen });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

function reasonOf({ why, origin }: OpenReference): string {
  switch (why) {
    case 'id':
      return 'names a certificate by its record Id, and without the org it cannot be told which one';
    case 'placeholder':
      return 'gets the name of its certificate at deployment, so it may be any';
    case 'runTime': {
      const from = origin ? ` and takes it from ${originInWords(origin)}` : '';
      return `does not spell out which certificate it uses${from}, so it may be any`;
    }
  }
}
