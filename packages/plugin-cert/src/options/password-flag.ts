import { readFileSync } from 'node:fs';
import { Messages, SfError } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import type { SfCommand } from '@salesforce/sf-plugins-core';
import type { PasswordSource } from '../keystore/password-source.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.passwords');

/** `--password-file`, of every command that opens keystores. A password is never an argument: those are seen by all. */
export const passwordFileFlag = Flags.string({
  summary: messages.getMessage('flags.password-file.summary'),
  description: messages.getMessage('flags.password-file.description'),
});

/** What is asked of the command itself. */
export type Asker = Pick<SfCommand<unknown>, 'jsonEnabled' | 'secretPrompt'>;

/**
 * Where the password of a keystore comes from: the file of the flag, the environment, or a person at a terminal.
 *
 * @throws {SfError} when the password file cannot be read
 */
export function passwordsOf(command: Asker, file: string | undefined): (path: string) => PasswordSource {
  const given = givenPassword(file);
  const terminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !command.jsonEnabled();
  const ask = (path: string) => command.secretPrompt({ message: messages.getMessage('prompts.password', [path]) });
  return (path) => ({ given, ask: terminal ? () => ask(path) : undefined });
}

/**
 * The password of the flag's file, or of the environment. A line end at the end of the file, and a mark at its start, are
 * the editor's.
 *
 * @throws {SfError} when the file cannot be read
 */
export function givenPassword(file: string | undefined): string | undefined {
  if (file === undefined) return process.env['CERT_STORE_PASSWORD'];
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff|\r?\n$/g, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new SfError(messages.getMessage('errors.password-file', [file, code]), 'UsageError', [], 2);
  }
}
