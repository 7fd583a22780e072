import type { Finding } from '../findings/index.ts';
import { listOf } from '../findings/wording.ts';
import { isGap } from '../inventory/index.ts';
import type { Holding, Inventory, Source } from '../inventory/index.ts';
import { keyPairList, referenceUses, referrerOf } from '../uses/index.ts';
import type { NotLookedAt, UseMap } from '../uses/index.ts';
import type { CheckContext } from './check.ts';
import { usesOf } from './uses-of-holding.ts';

/** Names before "and N more": of places, and of certificates that are told in one note. */
export const NAMED = { places: 4, inTitle: 3, inDetail: 10 } as const;

/**
 * Where a person deletes a certificate. unverified: the Tooling API may go on returning deleted records, so that what is told here may
 * be gone.
 */
export const deleting =
  'delete it in Setup > Certificate and Key Management; Salesforce refuses that while its own configuration still names it, and what Setup no longer shows was deleted already.';

/**
 * Whether it may be said that nothing uses a holding, as far as was read. Only of key pairs: what is carried or pinned is
 * used by what carries it, and of a file nobody knows. Without a single place read that names certificates, "unused" would
 * be an empty word.
 */
export function isUnused(context: Pick<CheckContext, 'inventory' | 'uses'>, holding: Holding): boolean {
  return (
    isStored(holding) &&
    scopesLookedAt(context.inventory).has(scopeOf(holding.source)) &&
    !usesOf(context, holding).known
  );
}

const lists: ReadonlySet<string> = new Set(['org', 'project'].map((scope) => `${scope}.${keyPairList.id}`));

/** Certificate and Key Management, of an org or of a project that is deployed to one; any other key lies in a file. */
export function isStored({ kind, source }: Holding): boolean {
  return kind === 'keyPair' && lists.has(source);
}

/** Places whose configuration names certificates. */
export const namingPlaces: readonly string[] = [
  ...new Set(referenceUses.filter(({ kind }) => kind === 'names').map(({ place }) => place)),
];

/**
 * Whether something may mean it that only the org can tell, or a place that may name it was not read although it could have
 * been: then that nothing uses it is no ground to call it a leftover. What files never hold (a project has no records of encryption keys) is missed nowhere.
 */
export function mayBeNamedUnseen(
  { inventory, uses }: Pick<CheckContext, 'inventory' | 'uses'>,
  { source }: Holding,
): boolean {
  if (mayMeanAny(uses.open).length > 0) return true;
  const scope = scopeOf(source);
  return namingPlaces.some((place) => {
    const found = inventory.sources.find(({ id }) => id === `${scope}.${place}`);
    return found ? isGap(found) : scope === 'org';
  });
}

const looked = new WeakMap<readonly Source[], ReadonlySet<string>>();

function scopesLookedAt({ sources }: Inventory): ReadonlySet<string> {
  const known = looked.get(sources);
  if (known) return known;
  const read = sources.filter(
    ({ id, status }) => status === 'read' && namingPlaces.includes(id.slice(id.indexOf('.') + 1)),
  );
  const scopes = new Set(read.map(({ id }) => scopeOf(id)));
  looked.set(sources, scopes);
  return scopes;
}

function scopeOf(source: string): string {
  return source.slice(0, source.indexOf('.'));
}

/** What keeps "unused" from being certain. */
export interface Doubts {
  /** Code that chooses its certificate at run time, so that it may be any. */
  readonly chosenBy: readonly string[];
  /** What names one by an Id that only the org knows, or by a name that is filled in at deployment: it may mean any. */
  readonly meantBy: readonly string[];
  /** Labels of all that may name it and does not tell: that code, places that were not read, what no scan sees. */
  readonly notLookedAt: readonly string[];
}

export function doubtsOf({ open, notLookedAt }: Pick<UseMap, 'open' | 'notLookedAt'>): Doubts {
  const distinct = (all: readonly NotLookedAt[]): string[] => [...new Set(all.map(({ label }) => label))];
  return {
    chosenBy: distinct(notLookedAt.filter(({ choosesAtRunTime }) => choosesAtRunTime)),
    meantBy: [...new Set(mayMeanAny(open).map(referrerOf))].sort(),
    notLookedAt: distinct(notLookedAt),
  };
}

/** References that may mean any certificate, and would be told with the org at hand. */
function mayMeanAny(open: UseMap['open']): UseMap['open'] {
  return open.filter(({ why }) => why !== 'runTime');
}

/** What may mean it, as a sentence; empty when nothing does. */
export function meantSentence({ meantBy }: Pick<Doubts, 'meantBy'>, many = false): string {
  const one = many ? 'They may be among those' : 'It may be the one';
  return meantBy.length === 0
    ? ''
    : `${one} that ${someOf(meantBy)} ${meantBy.length === 1 ? 'means' : 'mean'}: which certificate that is cannot be told without the org.`;
}

/** The same in a few sentences; `many`: of several certificates. */
export function doubtSentence(doubts: Doubts, many = false): string {
  const { chosenBy, notLookedAt } = doubts;
  const [it, one] = many ? ['them', 'They may be among those'] : ['it', 'It may be the one'];
  const chosen =
    chosenBy.length === 0
      ? ''
      : `${one} that ${someOf(chosenBy)} ${chosenBy.length === 1 ? 'uses' : 'use'}; nothing else that was read names ${it}.`;
  const unread = notLookedAt.filter((label) => !chosenBy.includes(label));
  const rest = unread.length > 0 ? `Not looked at: ${someOf(unread)}.` : '';
  return (
    [chosen, meantSentence(doubts, many), rest].filter(Boolean).join(' ') ||
    'Every place that is known to name certificates was read.'
  );
}

/** Something that was read may use it. */
export function isDoubted({ chosenBy, meantBy }: Doubts): boolean {
  return chosenBy.length + meantBy.length > 0;
}

/** How certainly it is unused, as a clause for titles. */
export function unusedClause({ chosenBy, meantBy }: Doubts): string {
  if (chosenBy.length > 0) return 'nothing that was read names it: code chooses its certificate at run time';
  return meantBy.length > 0 ? 'nothing that was read is known to use it' : 'nothing that was read uses it';
}

/** Where to look before deleting. */
export function lookFirst({ chosenBy }: Doubts): string {
  return chosenBy.length > 0
    ? 'Look at the code first, then in the places that were not looked at.'
    : 'Look in the places that were not looked at.';
}

/** What keeps several findings from being certain. */
export function doubtsIn(parts: readonly Pick<Finding, 'evidence'>[]): Doubts {
  const all = (fact: keyof Doubts): string[] => [
    ...new Set(parts.flatMap(({ evidence }) => evidence[fact] as readonly string[])),
  ];
  return { chosenBy: all('chosenBy'), meantBy: all('meantBy'), notLookedAt: all('notLookedAt') };
}

/** `a, b and 3 more`. */
export function some(names: readonly string[], most: number): string {
  const more = names.length - most;
  return listOf([...names.slice(0, most), ...(more > 0 ? [`${more} more`] : [])]);
}

function someOf(labels: readonly string[]): string {
  return some(labels, NAMED.places);
}

/** What names a certificate without using it, as a sentence; empty when nothing does. */
export function switchedOffSentence({ uses }: Pick<CheckContext, 'uses'>, { source, name }: Holding): string {
  const names = uses.others
    .filter(({ idle, holding }) => idle && holding?.source === source && holding.name === name)
    .map(({ reference, label }) => `${referrerOf(reference)} (${label})`);
  return names.length === 0
    ? ''
    : ` It is named by ${listOf([...new Set(names)])}, which is switched off: nothing is done with it.`;
}
