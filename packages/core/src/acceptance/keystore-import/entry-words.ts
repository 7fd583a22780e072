import { listOf } from '../../findings/index.ts';
import type { ImportStep, KeystoreEntryFacts, KeystoreFacts } from './model.ts';

/** What an entry is called in sentences. */
export function nameOfEntry({ alias, aliasUnreadable }: KeystoreEntryFacts): string {
  if (alias !== undefined) return `"${alias}"`;
  return aliasUnreadable ? 'an entry whose name cannot be read' : 'an entry without a name';
}

export const namesOf = (entries: readonly KeystoreEntryFacts[]): string => listOf(entries.map(nameOfEntry));

/** The private keys of a keystore. */
export const keysOf = ({ entries }: KeystoreFacts): KeystoreEntryFacts[] =>
  entries.filter(({ kind }) => kind === 'key');

/** Entries by what a step makes of each. */
export type Judged = Partial<Record<'pass' | 'fail' | 'unknown', KeystoreEntryFacts[]>>;

/** The outcome of a step that asks something of every key: one failure fails it, one doubt leaves it open. */
export function outcomeOf(judged: Judged): ImportStep['outcome'] {
  if (judged.fail?.length) return 'fail';
  if (judged.unknown?.length) return 'unknown';
  return judged.pass?.length ? 'pass' : 'not-applicable';
}

/** Which entries a step means, for whoever reads it as data. */
export function evidenceOf({ fail = [], unknown = [] }: Judged): ImportStep['evidence'] {
  const aliases = (entries: readonly KeystoreEntryFacts[]): string[] => entries.map(({ alias }) => alias ?? '');
  return { failed: aliases(fail), notKnown: aliases(unknown) };
}
