import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { storeFlags, storeOrgFlag } from '../../../trust/flags.ts';
import type { TrustStoreListing } from '../../../trust/listing.ts';
import type { OpenedStore } from '../../../trust/opened-store.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.trust.list');

export type CertTrustListResult = TrustStoreListing;

export default class CertTrustList extends CertCommand<CertTrustListResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    store: Args.string({ default: 'org', description: messages.getMessage('args.store.description') }),
  };

  public static override readonly flags = { 'target-org': storeOrgFlag, ...storeFlags };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertTrustListResult> {
    const { args, flags } = await this.parse(CertTrustList);
    if (flags['target-org'] && args.store !== 'org') {
      throw new SfError(messages.getMessage('errors.org-and-store', [args.store]), 'UsageError', [], 2);
    }
    const { openStores, surroundingsOf } = await import('../../../trust/surroundings.ts');
    const { listStore } = await import('../../../trust/listing.ts');
    const around = surroundingsOf(this, flags, new Date());
    const [opened] = await openStores([args.store], around);
    const listing = listStore(opened as OpenedStore, around.at);
    if (!this.jsonEnabled()) {
      const { trustListPage } = await import('../../../terminal/trust-list-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(trustListPage(listing, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return listing;
  }
}
