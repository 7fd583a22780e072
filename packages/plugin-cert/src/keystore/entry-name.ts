import type { KeystoreEntry } from './keystore.ts';

/** Longer than any name that a person gives. */
const longest = 200;

/**
 * The alias of an entry where it may be shown. It is text of strangers: what is far too long for a name, or may be key
 * material that went astray, is not repeated.
 */
export function shownAlias({ alias }: Pick<KeystoreEntry, 'alias'>): string | undefined {
  if (alias === undefined || alias.length > longest) return undefined;
  return /-----BEGIN|[A-Za-z0-9+/]{64}/.test(alias) ? undefined : alias;
}

/** What an entry is called in lists and sentences. */
export function entryName(entry: Pick<KeystoreEntry, 'alias' | 'aliasUnreadable'>, position: number): string {
  const alias = shownAlias(entry);
  if (alias !== undefined && alias !== '') return alias;
  if (entry.aliasUnreadable) return `entry ${position + 1} (its name cannot be decoded)`;
  return entry.alias ? `entry ${position + 1} (its name is not shown)` : `entry ${position + 1}`;
}
