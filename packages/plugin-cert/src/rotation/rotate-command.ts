import { Messages, SfError } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../cert-command.ts';
import { inputFlags } from '../options/flags.ts';
import { passwordFileFlag, passwordsOf } from '../options/password-flag.ts';
import { connectionOf, requireInputs } from '../scan/org-of-flags.ts';
import type { InputFlags } from '../scan/org-of-flags.ts';
import { networkFlag } from './network-flag.ts';
import type { RotationNetwork } from './root-lists.ts';
import type { Said } from './execution/go-on.ts';
import type { RotateCommand } from './execution/rotate-for-command.ts';
import type { RotationStatusResult } from './rotation-result.ts';
import { pageColumns } from '../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.inputs');

/** Flags of the commands that change an org. */
export const rotateFlags = {
  'target-org': inputFlags['target-org'],
  'source-dir': inputFlags['source-dir'],
  'api-version': inputFlags['api-version'],
  config: Flags.string({ summary: messages.getMessage('flags.config.summary') }),
  network: networkFlag(),
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
  readonly network: RotationNetwork;
  readonly 'allow-private': boolean;
  readonly 'password-file'?: string | undefined;
}

/** What the commands share that change an org. */
export abstract class RotateCommandBase extends CertCommand<RotationStatusResult> {
  /** What every one of them stands on. `reads`: what is kept is only looked at. */
  protected async surroundings(
    flags: RotateFlags,
    { reads = false }: { readonly reads?: boolean } = {},
  ): Promise<Omit<RotateCommand, 'which' | 'said'>> {
    requireInputs(flags);
    const { rotationOfFlags } = await import('./rotation-settings.ts');
    const settings = rotationOfFlags(flags);
    // Folders are looked at beside the org here, never in its place.
    const connection = await connectionOf({ ...flags, 'source-dir': undefined });
    if (!connection) throw usage('errors.org');
    const { elsewhereFrom } = await import('./arrivals/elsewhere.ts');
    const { folder } = settings;
    const { chooseHome, readableHome } = await import('./home/choose-home.ts');
    return {
      home: reads ? await readableHome(connection, folder) : await chooseHome({ connection, folder, lock: flags.lock }),
      connection,
      sourceDirs: flags['source-dir'] ?? [],
      settings,
      network: flags.network,
      elsewhere: elsewhereFrom({
        allowPrivate: flags['allow-private'],
        passwords: passwordsOf(this, flags['password-file']),
      }),
      tell: (sentence) => this.info(sentence),
    };
  }

  protected async goOn(which: RotateCommand['which'], said: Said, flags: RotateFlags): Promise<RotationStatusResult> {
    const around = await this.surroundings(flags);
    const { rotateForCommand } = await import('./execution/rotate-for-command.ts');
    const { result, exitCode } = await rotateForCommand({ ...around, which, said });
    process.exitCode = exitCode;
    if (!this.jsonEnabled()) {
      const { statusPage } = await import('./status-page.ts');
      const { commandLinePaint } = await import('../terminal/paint.ts');
      this.log(
        statusPage(result, {
          columns: pageColumns(),
          paint: await commandLinePaint(),
          place: around.home.place,
        }),
      );
    }
    return result;
  }
}

export function usage(key: string, tokens: readonly string[] = []): SfError {
  const { message, actions } = messages.createError(key, [...tokens]);
  return new SfError(message, 'UsageError', actions, 2);
}
