import { Messages } from '@salesforce/core';
import type { Org } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import type { Kept } from '../../../rotation/home/rotation-home.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

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
    const kept = await keptOf(org, folder);
    const result = readStatus(kept, new Date(), org?.getOrgId());
    if (!this.jsonEnabled()) {
      const { statusPage } = await import('../../../rotation/status-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(statusPage(result, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint(), folder }));
    }
    return result;
  }
}

/** What the org keeps of it and this machine; what the org does not tell is told as such. */
async function keptOf(org: Org | undefined, folder: string): Promise<Kept> {
  const { keptLocally } = await import('../../../rotation/home/local-home.ts');
  if (!org) return keptLocally(folder);
  const { readableHome } = await import('../../../rotation/home/choose-home.ts');
  const { JournalStoppedError } = await import('../../../rotation/execution/journal-file.ts');
  const home = await readableHome(org.getConnection(), folder);
  try {
    return await home.kept();
  } catch (error) {
    if (!(error instanceof JournalStoppedError)) throw error;
    const { rotations, problems } = keptLocally(folder);
    return { rotations, problems: [...problems, { id: '', problem: error.message }] };
  }
}
