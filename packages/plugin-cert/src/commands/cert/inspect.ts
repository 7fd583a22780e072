import { Messages, SfError } from '@salesforce/core';
import { Args } from '@oclif/core';
import { CertCommand } from '../../cert-command.ts';
import { isNothing, requireFiles } from '../../file/named-input.ts';
import type { Inspection } from '../../inspect/inspect-file.ts';
import type { KeystoreInspection } from '../../inspect/inspect-keystore.ts';
import type { ServerInspection } from '../../inspect/inspect-server.ts';
import { passwordFileFlag, passwordsOf } from '../../scan/password-flag.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inspect');

export type CertInspectResult = Inspection &
  Partial<Pick<KeystoreInspection, 'keystore'>> &
  Partial<Pick<ServerInspection, 'server'>>;

export default class CertInspect extends CertCommand<CertInspectResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    file: Args.string({ required: true, description: messages.getMessage('args.file.description') }),
  };

  public static override readonly flags = {
    'password-file': passwordFileFlag,
  };

  public async run(): Promise<CertInspectResult> {
    const { args, flags } = await this.parse(CertInspect);
    const at = new Date();
    const inspection =
      (await this.ofServer(args.file, at)) ?? (await this.ofFile(args.file, at, flags['password-file']));
    if (!this.jsonEnabled()) {
      const { inspectPage } = await import('../../terminal/inspect-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(inspectPage(inspection, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint() }));
    }
    return inspection;
  }

  /** What stands in the folder under that name is a file; else the text may be that of a server. */
  private async ofServer(text: string, at: Date): Promise<CertInspectResult | undefined> {
    if (!isNothing(text)) return undefined;
    const { inspectServer, isWrittenAsServer, ServerNotReachedError } = await import('../../inspect/inspect-server.ts');
    if (!isWrittenAsServer(text)) return undefined;
    const { parseTarget, TargetError } = await import('../../tls/target.ts');
    try {
      return await inspectServer(parseTarget(text), at);
    } catch (error) {
      if (error instanceof TargetError) throw new SfError(error.message, 'UsageError', [], 2);
      throw error instanceof ServerNotReachedError ? new SfError(error.message, error.name) : error;
    }
  }

  private async ofFile(path: string, at: Date, passwordFile: string | undefined): Promise<CertInspectResult> {
    requireFiles([path], 'FILE');
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
