import { Messages, SfError } from '@salesforce/core';
import { Args } from '@oclif/core';
import { CertCommand } from '../../cert-command.ts';
import type { HoldingInspection } from '../../inspect/inspect-holding.ts';
import type { Inspection } from '../../inspect/inspect-file.ts';
import type { KeystoreInspection } from '../../inspect/inspect-keystore.ts';
import type { ServerInspection } from '../../inspect/inspect-server.ts';
import { inputFlags } from '../../options/flags.ts';
import { requireInputs } from '../../scan/org-of-flags.ts';
import type { InputFlags } from '../../scan/org-of-flags.ts';
import { givenPassword, passwordFileFlag, passwordsOf } from '../../options/password-flag.ts';
import type { Target } from '../../tls/target.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inspect');

export type CertInspectResult = Inspection &
  Partial<Pick<KeystoreInspection, 'keystore'>> &
  Partial<Pick<ServerInspection, 'server'>> &
  Partial<Pick<HoldingInspection, 'holding'>>;

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

export default class CertInspect extends CertCommand<CertInspectResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    file: Args.string({ required: true, description: messages.getMessage('args.file.description') }),
  };

  public static override readonly flags = {
    'target-org': inputFlags['target-org'],
    'source-dir': inputFlags['source-dir'],
    'api-version': inputFlags['api-version'],
    'password-file': passwordFileFlag,
  };

  public async run(): Promise<CertInspectResult> {
    const { args, flags } = await this.parse(CertInspect);
    const at = new Date();
    requireInputs(flags);
    const { kindOfName } = await import('../../named/kind-of-name.ts');
    const named = kindOfName(args.file, 'FILE');
    const inspection =
      named.kind === 'server'
        ? await this.ofServer(named.target, at)
        : named.kind === 'file'
          ? await this.ofFile(named.path, at, flags['password-file'])
          : await this.ofHolding(named.name, at, flags);
    if (!this.jsonEnabled()) {
      const { inspectPage } = await import('../../terminal/inspect-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(inspectPage(inspection, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return inspection;
  }

  private async ofServer(target: Target, at: Date): Promise<CertInspectResult> {
    const { inspectServer, ServerNotReachedError } = await import('../../inspect/inspect-server.ts');
    return inspectServer(target, at).catch((error: unknown) => {
      throw error instanceof ServerNotReachedError ? new SfError(error.message, error.name) : error;
    });
  }

  private async ofHolding(
    name: string,
    at: Date,
    flags: InputFlags & { readonly 'password-file'?: string | undefined },
  ): Promise<CertInspectResult> {
    const sourceDirs = flags['source-dir'] ?? [];
    const connection = flags['target-org']?.getConnection(flags['api-version']);
    if (!connection && sourceDirs.length === 0) throw usage(messages.getMessage('errors.name-without-org', [name]));
    const { inventoryToSearch } = await import('../../named/inventory-to-search.ts');
    const { chainOfHolding, holdingsNamed } = await import('../../named/chain-of-holding.ts');
    const { NamedChainError } = await import('../../named/named-chain-error.ts');
    const { inspectHolding } = await import('../../inspect/inspect-holding.ts');
    const password = givenPassword(flags['password-file']);
    const inventory = await inventoryToSearch({ connection, sourceDirs, password }, () => undefined);
    const waiting = holdingsNamed(name, inventory);
    const [only] = waiting;
    if (only?.request && waiting.every(({ certificates }) => certificates.length === 0)) {
      return inspectHolding(name, { holding: only, certificates: [], ordered: true }, at);
    }
    try {
      return inspectHolding(name, chainOfHolding(name, inventory), at);
    } catch (error) {
      if (!(error instanceof NamedChainError)) throw error;
      throw error.fault === 'input' ? usage(error.message) : new SfError(error.message, error.name);
    }
  }

  private async ofFile(path: string, at: Date, passwordFile: string | undefined): Promise<CertInspectResult> {
    const { inspectFile } = await import('../../inspect/inspect-file.ts');
    const { inspectKeystore } = await import('../../inspect/inspect-keystore.ts');
    const passwords = passwordsOf(this, passwordFile)(path);
    try {
      return (await inspectKeystore(path, at, passwords)) ?? inspectFile(path, at);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CertificateParseError') throw error;
      throw new SfError(`${path}: ${error.message}`, error.name);
    }
  }
}
