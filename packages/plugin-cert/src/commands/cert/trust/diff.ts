import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import type { TrustStoreComparison } from '../../../trust/comparison.ts';
import { storeFlags, storeOrgFlag } from '../../../trust/flags.ts';
import type { OpenedStore } from '../../../trust/opened-store.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.trust.diff');

export type CertTrustDiffResult = TrustStoreComparison;

export default class CertTrustDiff extends CertCommand<CertTrustDiffResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    first: Args.string({ required: true, description: messages.getMessage('args.first.description') }),
    second: Args.string({ required: true, description: messages.getMessage('args.second.description') }),
  };

  public static override readonly flags = { 'target-org': storeOrgFlag, ...storeFlags };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertTrustDiffResult> {
    const { args, flags } = await this.parse(CertTrustDiff);
    if (flags['target-org'] && args.first !== 'org' && args.second !== 'org') {
      throw new SfError(messages.getMessage('errors.org-not-compared'), 'UsageError', [], 2);
    }
    const { openStores, surroundingsOf } = await import('../../../trust/surroundings.ts');
    const { compareStores } = await import('../../../trust/comparison.ts');
    const around = surroundingsOf(this, flags, new Date());
    const [first, second] = (await openStores([args.first, args.second], around)) as [OpenedStore, OpenedStore];
    const comparison = compareStores(first, second, around.at);
    if (!this.jsonEnabled()) {
      const { trustDiffPage } = await import('../../../terminal/trust-diff-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(trustDiffPage(comparison, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return comparison;
  }
}
