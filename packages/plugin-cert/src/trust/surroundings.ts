import { Messages, Org, SfError } from '@salesforce/core';
import { requireExisting } from '../file/named-input.ts';
import { passwordsOf } from '../options/password-flag.ts';
import type { Asker } from '../options/password-flag.ts';
import { openStore, storeNameOf } from './named-store.ts';
import type { StoreName, StoreSurroundings } from './named-store.ts';
import type { OpenedStore } from './opened-store.ts';
import { TrustStoreError } from './trust-store-error.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.trust.inputs');

/** Flags of the commands of this folder, as they were parsed. */
export interface StoreFlags {
  readonly 'as-of'?: Date | undefined;
  readonly 'password-file'?: string | undefined;
  readonly 'target-org'?: Org | undefined;
}

/**
 * The surroundings of stores that a command opens. Passwords are asked for on a terminal only.
 *
 * @throws {SfError} when the password file cannot be read
 */
export function surroundingsOf(command: Asker, flags: StoreFlags, now: Date): StoreSurroundings {
  return {
    at: flags['as-of'] ?? now,
    now,
    instanceUrl: async (alias) => (await orgOf(alias, flags['target-org'])).getConnection().instanceUrl,
    passwords: passwordsOf(command, flags['password-file']),
  };
}

/**
 * Opens the stores that a command was given, one after the other.
 *
 * @throws {SfError} in one sentence
 */
export async function openStores(names: readonly string[], around: StoreSurroundings): Promise<OpenedStore[]> {
  const opened: OpenedStore[] = [];
  for (const name of names) opened.push(await open(storeNameOf(name), around));
  return opened;
}

async function open(name: StoreName, around: StoreSurroundings): Promise<OpenedStore> {
  if (name.kind === 'file') requireExisting([name.path], 'STORE');
  return openStore(name, around).catch((error: unknown) => {
    throw asSfError(error);
  });
}

/** What a store's own errors are to the framework: a sentence, and exit code 1. */
export function asSfError(error: unknown): unknown {
  return error instanceof TrustStoreError ? new SfError(error.message, error.name) : error;
}

async function orgOf(alias: string | undefined, target: Org | undefined): Promise<Org> {
  if (alias !== undefined) return Org.create({ aliasOrUsername: alias });
  if (target) return target;
  try {
    return await Org.create({});
  } catch (error) {
    const { name } = error as Error;
    if (name !== 'NoUsernameFoundError' && name !== 'NoDefaultEnvError') throw error;
    const { message, actions } = messages.createError('errors.no-org');
    throw new SfError(message, 'NoInputError', actions, 2);
  }
}
