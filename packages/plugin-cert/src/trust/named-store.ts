import { chromeStore } from '@cert-health/core';
import type { PasswordSource } from '../keystore/password-source.ts';
import { mozillaStoreAt } from './mozilla-at.ts';
import { builtInStore } from './opened-store.ts';
import type { OpenedStore } from './opened-store.ts';
import { readTrustStore } from './read-trust-store.ts';

/** Which store is meant by an argument of a command. */
export type StoreName =
  | { readonly kind: 'mozilla' | 'chrome' }
  /** The list of an org; without an alias, of the one that `--target-org` or the default names. */
  | { readonly kind: 'org'; readonly alias?: string }
  | { readonly kind: 'file'; readonly path: string };

/** @param text `mozilla`, `chrome`, `org`, `org:ALIAS`, or a path; a file that has one of these names is `./mozilla` */
export function storeNameOf(text: string): StoreName {
  if (text === 'mozilla' || text === 'chrome' || text === 'org') return { kind: text };
  const alias = /^org:(.+)$/.exec(text)?.[1];
  return alias === undefined ? { kind: 'file', path: text } : { kind: 'org', alias };
}

/** What opening a store needs from around it. */
export interface StoreSurroundings {
  /** The moment judged. */
  readonly at: Date;
  /** The clock, for what is fetched. */
  readonly now: Date;
  /** Address of an org: the one of that alias, or the one in question. */
  readonly instanceUrl: (alias: string | undefined) => Promise<string>;
  readonly passwords: (path: string) => PasswordSource;
}

/**
 * Opens a store by its name.
 *
 * @throws {TrustStoreError}
 */
export async function openStore(name: StoreName, around: StoreSurroundings): Promise<OpenedStore> {
  switch (name.kind) {
    case 'mozilla':
      return builtInStore(mozillaStoreAt(around.at));
    case 'chrome':
      return builtInStore(chromeStore);
    case 'org': {
      const { fetchOrgStore } = await import('./org-page.ts');
      return fetchOrgStore(await around.instanceUrl(name.alias), around.now);
    }
    case 'file':
      return readTrustStore(name.path, { passwords: around.passwords(name.path) });
  }
}
