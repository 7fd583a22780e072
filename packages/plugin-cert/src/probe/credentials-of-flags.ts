import { Messages, SfError } from '@salesforce/core';
import { requireFiles } from '../file/named-input.ts';
import type { Asker } from '../options/password-flag.ts';
import type { ReadCredentials } from './client-credentials.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inputs');

/**
 * What `--cert` and `--key` name. Whatever is wrong with it is said before any server is called.
 *
 * @param given password of the key; default: that of the environment
 * @throws {SfError} with exit code 2
 */
export async function credentialsOfFlags(
  command: Asker,
  cert: string,
  key: string | undefined,
  given = process.env['CERT_PROBE_PASSWORD'],
): Promise<ReadCredentials> {
  requireFiles([cert], '--cert');
  requireFiles(key === undefined ? [] : [key], '--key');
  const { readClientCredentials } = await import('./client-credentials.ts');
  const { CredentialsError } = await import('./credentials-error.ts');
  const terminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !command.jsonEnabled();
  const ask = () => command.secretPrompt({ message: messages.getMessage('prompts.credentials', [key ?? cert]) });
  const password = { given, ask: terminal ? ask : undefined };
  return readClientCredentials({ cert, key, password }).catch((error: unknown) => {
    throw error instanceof CredentialsError ? new SfError(error.message, 'UsageError', [], 2) : error;
  });
}
