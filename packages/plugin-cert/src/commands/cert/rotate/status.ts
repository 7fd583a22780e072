import { Messages } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.status');

export type CertRotateStatusResult = RotationStatusResult;

export default class CertRotateStatus extends CertCommand<CertRotateStatusResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    'target-org': Flags.optionalOrg({
      char: 'o',
      default: () => Promise.resolve(undefined),
      defaultHelp: () => Promise.resolve(undefined),
      summary: messages.getMessage('flags.target-org.summary'),
    }),
    config: Flags.string({ summary: messages.getMessage('flags.config.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertRotateStatusResult> {
    const { flags } = await this.parse(CertRotateStatus);
    const { rotationOfFlags } = await import('../../../rotation/rotation-settings.ts');
    const { readStatus } = await import('../../../rotation/read-status.ts');
    const { folder } = rotationOfFlags(flags);
    const org = flags['target-org'];
    const { keptOf } = await import('../../../rotation/home/kept-of.ts');
    const { kept, place } = await keptOf(org?.getConnection(), folder);
    const result = readStatus(kept, new Date(), org?.getOrgId());
    if (!this.jsonEnabled()) {
      const { statusPage } = await import('../../../rotation/status-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(statusPage(result, { columns: pageColumns(), paint: await commandLinePaint(), place }));
    }
    return result;
  }
}
