import { SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import type { Inventory } from '@cert-health/core';
import { OrgOutOfReachError, readInventory } from '../scan/read-inventory.ts';

export interface SoughtIn {
  readonly connection: Connection | undefined;
  readonly sourceDirs: readonly string[];
  /** Of keystores in a project. */
  readonly password: string | undefined;
}

/**
 * What an org and a project hold, where a certificate is looked for by its name.
 *
 * @throws {SfError} when the org is all there is to read and does not answer
 */
export async function inventoryToSearch(where: SoughtIn, progress: (what: string) => void): Promise<Inventory> {
  return readInventory({ ...where, files: [] }, progress).catch((error: unknown) => {
    throw error instanceof OrgOutOfReachError ? new SfError(error.message, error.name) : error;
  });
}
