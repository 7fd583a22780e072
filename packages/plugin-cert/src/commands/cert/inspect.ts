import { Messages, SfError } from '@salesforce/core';
import { Args } from '@oclif/core';
import { CertCommand } from '../../cert-command.ts';
import { requireFiles } from '../../file/named-input.ts';
import type { Inspection } from '../../inspect/inspect-file.ts';
import type { KeystoreInspection } from '../../inspect/inspect-keystore.ts';
import { passwordFileFlag, passwordsOf } from '../../scan/password-flag.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.inspect');

export type CertInspectResult = Inspection & Partial<Pick<KeystoreInspection, 'keystore'>>;

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
    requireFiles([args.file], 'FILE');
    const { inspectFile } = await import('../../inspect/inspect-file.ts');
    const { inspectKeystore } = await import('../../inspect/inspect-keystore.ts');
    const passwords = passwordsOf(this, flags['password-file'])(args.file);
    const at = new Date();
    let inspection: CertInspectResult;
    try {
      inspection = (await inspectKeystore(args.file, at, passwords)) ?? inspectFile(args.file, at);
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'CertificateParseError') throw error;
      throw new SfError(`${args.file}: ${error.message}`, error.name);
    }
    if (!this.jsonEnabled()) {
      const { inspectPage } = await import('../../terminal/inspect-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(inspectPage(inspection, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint() }));
    }
    return inspection;
  }
}
