import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireExisting } from '../../../file/named-input.ts';
import type { EvidenceVerdict } from '../../../evidence/verify-evidence.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.evidence.verify');

export type CertEvidenceVerifyResult = EvidenceVerdict;

export default class CertEvidenceVerify extends CertCommand<CertEvidenceVerifyResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    file: Args.string({ required: true, description: messages.getMessage('args.file.description') }),
  };

  public static override readonly flags = {
    key: Flags.string({ summary: messages.getMessage('flags.key.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertEvidenceVerifyResult> {
    const { args, flags } = await this.parse(CertEvidenceVerify);
    requireExisting([args.file], 'FILE');
    const { verifyEvidence } = await import('../../../evidence/verify-evidence.ts');
    const { readVerifyingKey } = await import('../../../evidence/signing.ts');
    const { EvidenceError } = await import('../../../evidence/evidence-error.ts');
    let verdict: EvidenceVerdict;
    try {
      verdict = verifyEvidence(args.file, flags.key === undefined ? undefined : readVerifyingKey(flags.key));
    } catch (error) {
      throw error instanceof EvidenceError ? new SfError(error.message, error.name, [], 2) : error;
    }
    process.exitCode = verdict.intact ? 0 : 1;
    if (!this.jsonEnabled()) {
      const { evidencePage } = await import('../../../evidence/evidence-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(evidencePage(verdict, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return verdict;
  }
}
