import { Messages, Org, SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { requireFiles, requireFolders } from '../file/named-input.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inputs');

/** The flags of every command that takes an inventory, as they were parsed. */
export interface InputFlags {
  readonly 'target-org'?: Org | undefined;
  readonly 'source-dir'?: readonly string[] | undefined;
  readonly file?: readonly string[] | undefined;
  readonly 'api-version'?: string | undefined;
}

/**
 * Refuses folders and files that were named and are not there, before anything is asked for.
 *
 * @throws {SfError} with exit code 2.
 */
export function requireInputs(flags: InputFlags): void {
  requireFolders(flags['source-dir'], '--source-dir');
  requireFiles(flags.file, '--file');
}

/**
 * The connection to the org that was asked for: the one named, or, when nothing at all was given, the default one.
 *
 * @throws {SfError} with exit code 2 when there is nothing to look at.
 */
export async function connectionOf(flags: InputFlags): Promise<Connection | undefined> {
  const other = (flags['source-dir']?.length ?? 0) + (flags.file?.length ?? 0) > 0;
  const org = flags['target-org'] ?? (other ? undefined : await defaultOrg());
  return org?.getConnection(flags['api-version']);
}

async function defaultOrg(): Promise<Org> {
  try {
    return await Org.create({});
  } catch (error) {
    const { name, message } = error as Error;
    // Without a default the CLI's own error speaks of usernames only; here there is more that could be given.
    const none = name === 'NoUsernameFoundError' || name === 'NoDefaultEnvError';
    const problem = none
      ? messages.createError('errors.no-input')
      : messages.createError('errors.default-org', [message]);
    throw new SfError(problem.message, none ? 'NoInputError' : 'DefaultOrgError', problem.actions, none ? 2 : 1);
  }
}
