import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import { inOneSentence, notPublished, openRecords, publishForCommand } from '../../publish/publish-for-command.ts';
import type { PublishOutcome } from '../../publish/publish-report.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.publish');

export type CertPublishResult = PublishOutcome;

export default class CertPublish extends CertCommand<CertPublishResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    report: Args.string({ description: messages.getMessage('args.report.description') }),
  };

  public static override readonly flags = {
    'target-org': Flags.requiredOrg({ summary: messages.getMessage('flags.target-org.summary') }),
    'api-version': Flags.orgApiVersion(),
    'dry-run': Flags.boolean({ summary: messages.getMessage('flags.dry-run.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertPublishResult> {
    const { args, flags } = await this.parse(CertPublish);
    if (args.report === undefined) {
      const { message, actions } = messages.createError('errors.no-report');
      throw new SfError(message, 'UsageError', actions, 2);
    }
    const path = args.report;
    const { readReport } = await import('../../publish/read-report.ts');
    const { orgToPublish } = await import('../../publish/publish-report.ts');
    const report = await inOneSentence(async () => {
      const read = await readReport(path);
      orgToPublish(read);
      return read;
    });
    const records = await openRecords(flags['target-org'].getConnection(flags['api-version']));
    const outcome = await publishForCommand(records, report, { spinner: this.spinner, dryRun: flags['dry-run'] });
    if (outcome.status === 'incomplete') process.exitCode = notPublished;
    if (!this.jsonEnabled()) {
      const { publishPage } = await import('../../publish/publish-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(publishPage(outcome, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return outcome;
  }
}
