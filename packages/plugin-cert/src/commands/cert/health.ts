import { ux } from '@oclif/core';
import { Messages } from '@salesforce/core';
import { Flags, SfCommand, toHelpSection } from '@salesforce/sf-plugins-core';
import type { HealthReport } from '@cert-health/core';
import { failOnLevels } from '../../scan/fail-on.ts';
import { asOfFlag, inputFlags, outputFileFlag, thresholdFlag } from '../../scan/flags.ts';
import { connectionOf } from '../../scan/org-of-flags.ts';
import { inputsOf, scanForCommand } from '../../scan/scan-for-command.ts';
import type { ScanFlags } from '../../scan/scan-for-command.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.health');

export type CertHealthResult = HealthReport;

export default class CertHealth extends SfCommand<CertHealthResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    ...inputFlags,
    'as-of': asOfFlag(),
    'output-file': outputFileFlag({
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.output-file.summary'),
      description: messages.getMessage('flags.output-file.description'),
    }),
    'fail-on': Flags.option({
      options: failOnLevels,
      default: 'critical',
      summary: messages.getMessage('flags.fail-on.summary'),
      description: messages.getMessage('flags.fail-on.description'),
    })(),
    'warn-at': thresholdFlag({ summary: messages.getMessage('flags.warn-at.summary') }),
    'critical-at': thresholdFlag({ summary: messages.getMessage('flags.critical-at.summary') }),
    all: Flags.boolean({ summary: messages.getMessage('flags.all.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
    '3': messages.getMessage('exitCodes.3'),
    '4': messages.getMessage('exitCodes.4'),
    '5': messages.getMessage('exitCodes.5'),
    '6': messages.getMessage('exitCodes.6'),
  });

  public async run(): Promise<CertHealthResult> {
    const { flags } = await this.parse(CertHealth);
    const report = await scanForCommand(flags, await connectionOf(flags), this.spinner);
    const { exitCodeOf } = await import('../../scan/exit-code.ts');
    process.exitCode = exitCodeOf(report, flags['fail-on']);
    await this.show(report, flags);
    return report;
  }

  /** The framework colors JSON for pipes too, which takes a tenth of a second for a thousand certificates. */
  public override logJson(json: unknown): void {
    if (process.stdout.isTTY) super.logJson(json);
    else ux.stdout(JSON.stringify(json, null, 2));
  }

  private async show(
    report: HealthReport,
    flags: ScanFlags & { readonly all: boolean; readonly 'output-file'?: readonly string[] | undefined },
  ): Promise<void> {
    if (flags['output-file']) {
      const { writeReport } = await import('../../scan/output-file.ts');
      for (const path of flags['output-file']) writeReport(report, path);
    }
    if (this.jsonEnabled()) return;
    const { healthPage } = await import('../../terminal/health-page.ts');
    const { commandLinePaint } = await import('../../terminal/paint.ts');
    this.log(
      healthPage(report, {
        inputs: inputsOf(flags),
        columns: process.stdout.columns ?? 80,
        paint: await commandLinePaint(),
        all: flags.all,
        exitCode: Number(process.exitCode ?? 0),
      }),
    );
  }
}
