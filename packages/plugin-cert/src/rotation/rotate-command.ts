import { Messages, SfError } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../cert-command.ts';
import { inputFlags } from '../options/flags.ts';
import { passwordFileFlag, passwordsOf } from '../options/password-flag.ts';
import { connectionOf, requireInputs } from '../scan/org-of-flags.ts';
import type { InputFlags } from '../scan/org-of-flags.ts';
import type { Said } from './execution/go-on.ts';
import type { RotateCommand } from './execution/rotate-for-command.ts';
import type { RotationStatusResult } from './rotation-result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.inputs');

/** Flags of the commands that change an org. */
export const rotateFlags = {
  'target-org': inputFlags['target-org'],
  'source-dir': inputFlags['source-dir'],
  'api-version': inputFlags['api-version'],
  config: Flags.string({ summary: messages.getMessage('flags.config.summary') }),
  lock: Flags.option({
    options: ['local'] as const,
    summary: messages.getMessage('flags.lock.summary'),
    description: messages.getMessage('flags.lock.description'),
  })(),
  'allow-private': Flags.boolean({ summary: messages.getMessage('flags.allow-private.summary') }),
  'password-file': passwordFileFlag,
};

export const rotationArgument = Args.string({ description: messages.getMessage('args.id'), required: true });

export const rotateErrorCodes = toHelpSection(
  'ERROR CODES',
  Object.fromEntries(['0', '1', '2', '7', '8'].map((code) => [code, messages.getMessage(`exitCodes.${code}`)])),
);

export interface RotateFlags extends InputFlags {
  readonly config?: string | undefined;
  readonly lock?: 'local' | undefined;
  readonly 'allow-private': boolean;
  readonly 'password-file'?: string | undefined;
}

/** What the commands share that change an org. */
export abstract class RotateCommandBase extends CertCommand<RotationStatusResult> {
  protected async goOn(which: RotateCommand['which'], said: Said, flags: RotateFlags): Promise<RotationStatusResult> {
    requireInputs(flags);
    const { rotationOfFlags } = await import('./rotation-settings.ts');
    const settings = rotationOfFlags(flags);
    // Folders are looked at beside the org here, never in its place.
    const connection = await connectionOf({ ...flags, 'source-dir': undefined });
    if (!connection) throw usage('errors.org');
    const { rotateForCommand } = await import('./execution/rotate-for-command.ts');
    const { elsewhereFrom } = await import('./arrivals/elsewhere.ts');
    const { chooseHome } = await import('./home/choose-home.ts');
    const { folder } = settings;
    const home = await chooseHome({ connection, folder, lock: flags.lock });
    const { result, exitCode } = await rotateForCommand({
      home,
      which,
      said,
      connection,
      sourceDirs: flags['source-dir'] ?? [],
      settings,
      elsewhere: elsewhereFrom({
        allowPrivate: flags['allow-private'],
        passwords: passwordsOf(this, flags['password-file']),
      }),
      tell: (sentence) => this.info(sentence),
    });
    process.exitCode = exitCode;
    if (!this.jsonEnabled()) {
      const { statusPage } = await import('./status-page.ts');
      const { commandLinePaint } = await import('../terminal/paint.ts');
      this.log(statusPage(result, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint(), folder }));
    }
    return result;
  }
}

export function usage(key: string, tokens: readonly string[] = []): SfError {
  const { message, actions } = messages.createError(key, [...tokens]);
  return new SfError(message, 'UsageError', actions, 2);
}
