import { Messages, SfError } from '@salesforce/core';
import { Flags, SfCommand } from '@salesforce/sf-plugins-core';
import type { CheckDescription } from '../../catalog/check-description.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.checks');

export type CertChecksResult = {
  /** All checks, or the one that was asked for. */
  readonly checks: readonly CheckDescription[];
  /** Text of the check's page (Markdown); null when all were asked for. */
  readonly page: string | null;
};

export default class CertChecks extends SfCommand<CertChecksResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    explain: Flags.string({ summary: messages.getMessage('flags.explain.summary') }),
  };

  public async run(): Promise<CertChecksResult> {
    const { flags } = await this.parse(CertChecks);
    const { checkDescriptions } = await import('../../catalog/check-description.ts');
    const { checksPage } = await import('../../terminal/checks-page.ts');
    const { commandLinePaint } = await import('../../terminal/paint.ts');
    const all = checkDescriptions();
    if (flags.explain === undefined) {
      this.log(checksPage(all, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint() }));
      return { checks: all, page: null };
    }
    const asked = all.find((check) => check.id === flags.explain);
    if (!asked) {
      const { message, actions } = messages.createError(
        'errors.unknown',
        [flags.explain],
        [all.map(({ id }) => id).join(', ')],
      );
      throw new SfError(message, 'UnknownCheckError', actions, 2);
    }
    const { pageOf } = await import('../../catalog/check-page.ts');
    const page = pageOf(asked, this.config.root);
    this.log(page);
    return { checks: [asked], page };
  }
}
