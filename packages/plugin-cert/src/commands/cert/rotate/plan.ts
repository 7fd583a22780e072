import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import type { RotationPlanResult } from '../../../rotation/rotation-result.ts';
import { asOfFlag, inputFlags } from '../../../options/flags.ts';
import { connectionOf, requireInputs } from '../../../scan/org-of-flags.ts';
import { networkFlag } from '../../../rotation/network-flag.ts';
import { inputsOf } from '../../../scan/scan-for-command.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.plan');

export type CertRotatePlanResult = RotationPlanResult;

export default class CertRotatePlan extends CertCommand<CertRotatePlanResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    'target-org': inputFlags['target-org'],
    'source-dir': inputFlags['source-dir'],
    'api-version': inputFlags['api-version'],
    certificate: Flags.string({
      summary: messages.getMessage('flags.certificate.summary'),
      description: messages.getMessage('flags.certificate.description'),
    }),
    config: Flags.string({
      summary: messages.getMessage('flags.config.summary'),
      description: messages.getMessage('flags.config.description'),
    }),
    'as-of': asOfFlag(),
    network: networkFlag(),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
    '7': messages.getMessage('exitCodes.7'),
  });

  public async run(): Promise<CertRotatePlanResult> {
    const { flags } = await this.parse(CertRotatePlan);
    requireInputs(flags);
    const { rotationOfFlags } = await import('../../../rotation/rotation-settings.ts');
    const settings = rotationOfFlags(flags);
    if (flags.certificate === undefined && settings.rotation.certificates.length === 0) {
      throw settings.file === undefined ? usage('errors.no-settings') : usage('errors.nothing', [settings.file]);
    }
    const connection = await connectionOf(flags);
    const { planForCommand, UnknownCertificateError } = await import('../../../rotation/plan-for-command.ts');
    try {
      const result = await planForCommand({ flags, connection, settings, spinner: this.spinner });
      const { exitCodeOfPlans } = await import('../../../rotation/rotation-result.ts');
      process.exitCode = exitCodeOfPlans(result);
      if (!this.jsonEnabled()) await this.show(result, inputsOf(flags));
      return result;
    } catch (error) {
      if (error instanceof UnknownCertificateError) throw new SfError(error.message, 'UsageError', [], 2);
      throw error;
    }
  }

  private async show(result: CertRotatePlanResult, inputs: readonly string[]): Promise<void> {
    const { planPage } = await import('../../../rotation/plan-page.ts');
    const { commandLinePaint } = await import('../../../terminal/paint.ts');
    this.log(planPage(result, { inputs, columns: pageColumns(), paint: await commandLinePaint() }));
  }
}

function usage(key: string, tokens: string[] = []): SfError {
  const { message, actions } = messages.createError(key, tokens);
  return new SfError(message, 'UsageError', actions, 2);
}
