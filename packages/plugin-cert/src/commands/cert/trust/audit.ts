import { Args } from '@oclif/core';
import { Messages } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireExisting } from '../../../file/named-input.ts';
import type { CallerTrustAudit } from '../../../trust/caller-trust-audit.ts';
import { storeFlags } from '../../../trust/flags.ts';
import { failOnFlag } from '../../../options/flags.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.trust.audit');

export type CertTrustAuditResult = CallerTrustAudit;

export default class CertTrustAudit extends CertCommand<CertTrustAuditResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    file: Args.string({ required: true, description: messages.getMessage('args.file.description') }),
  };

  public static override readonly flags = {
    ...storeFlags,
    'fail-on': failOnFlag({
      summary: messages.getMessage('flags.fail-on.summary'),
      description: messages.getMessage('flags.fail-on.description'),
    }),
    all: Flags.boolean({ summary: messages.getMessage('flags.all.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
    '3': messages.getMessage('exitCodes.3'),
    '4': messages.getMessage('exitCodes.4'),
    '5': messages.getMessage('exitCodes.5'),
  });

  public async run(): Promise<CertTrustAuditResult> {
    const { args, flags } = await this.parse(CertTrustAudit);
    requireExisting([args.file], 'FILE');
    const { asSfError, surroundingsOf } = await import('../../../trust/surroundings.ts');
    const { readTrustStore } = await import('../../../trust/read-trust-store.ts');
    const { auditStore } = await import('../../../trust/audit.ts');
    const { auditExitCode } = await import('../../../trust/audit-findings.ts');
    const around = surroundingsOf(this, flags, new Date());
    const audit = await readTrustStore(args.file, { passwords: around.passwords(args.file) })
      .then((opened) => auditStore(opened, around.at))
      .catch((error: unknown) => {
        throw asSfError(error);
      });
    process.exitCode = auditExitCode(audit, flags['fail-on']);
    if (!this.jsonEnabled()) {
      const { auditPage } = await import('../../../terminal/trust-audit-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(
        auditPage(audit, {
          columns: pageColumns(),
          paint: await commandLinePaint(),
          all: flags.all,
          exitCode: Number(process.exitCode),
        }),
      );
    }
    return audit;
  }
}
