import { SfError } from '@salesforce/core';
import type { Source, TrustStore } from '@cert-health/core';
import type { PasswordSource } from '../keystore/password-source.ts';

/** A list of roots with what a report says of it. */
export interface GivenTrustStore {
  readonly store: TrustStore;
  readonly source: Source;
}

/**
 * Reads the file that is to be taken as the list of roots that Salesforce trusts.
 *
 * @param passwords for a keystore
 * @throws {SfError} with exit code 2 when nothing can be read from it.
 */
export async function trustStoreOfFlags(
  path: string | undefined,
  passwords: PasswordSource = {},
): Promise<GivenTrustStore | undefined> {
  if (path === undefined) return undefined;
  const { readTrustStore } = await import('../trust/read-trust-store.ts');
  const { TrustStoreError } = await import('../trust/trust-store-error.ts');
  const { plural } = await import('@cert-health/core');
  try {
    const { store, entries } = await readTrustStore(path, { as: 'salesforce', passwords });
    const gaps =
      entries.notUnderstood > 0 ? ` ${plural(entries.notUnderstood, 'entry was', 'entries were')} not understood.` : '';
    return {
      store,
      source: {
        id: 'trust-store',
        label: `List of roots that your org trusts (${path.replaceAll('\\', '/')})`,
        status: 'read',
        items: entries.understood,
        detail: `${plural(entries.understood, 'root')}.${gaps}`,
      },
    };
  } catch (error) {
    throw error instanceof TrustStoreError ? new SfError(error.message, error.name, [], 2) : error;
  }
}
