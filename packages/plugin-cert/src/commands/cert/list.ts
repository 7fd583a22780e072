import { Args } from '@oclif/core';
import { Messages } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { HealthReport } from '@cert-health/core';
import { exitCodes } from '../../options/fail-on.ts';
import { asOfFlag, endsWithinFlag, inputFlags, listFileFlag } from '../../options/flags.ts';
import { networks } from '../../options/network.ts';
import { useWords } from '../../options/uses.ts';
import { connectionOf, requireInputs } from '../../scan/org-of-flags.ts';
import { inputsOf, scanForCommand } from '../../scan/scan-for-command.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.list');

export type CertListResult = Pick<
  HealthReport,
  'schemaVersion' | 'generatedAt' | 'asOf' | 'org' | 'sources' | 'certificates' | 'pending'
>;

export default class CertList extends CertCommand<CertListResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    name: Args.string({ description: messages.getMessage('args.name.description') }),
  };

  public static override readonly flags = {
    ...inputFlags,
    use: Flags.option({
      options: useWords,
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.use.summary'),
      description: messages.getMessage('flags.use.description'),
    })(),
    'ends-within': endsWithinFlag({
      summary: messages.getMessage('flags.ends-within.summary'),
      description: messages.getMessage('flags.ends-within.description'),
    }),
    'as-of': asOfFlag(),
    network: Flags.option({
      options: networks,
      default: 'none',
      summary: messages.getMessage('flags.network.summary'),
    })(),
    'allow-private': Flags.boolean({ summary: messages.getMessage('flags.allow-private.summary') }),
    'output-file': listFileFlag({
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.output-file.summary'),
    }),
    all: Flags.boolean({ summary: messages.getMessage('flags.all.summary') }),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
  });

  public async run(): Promise<CertListResult> {
    const { args, flags } = await this.parse(CertList);
    requireInputs(flags);
    const whole = await scanForCommand(flags, await connectionOf(flags), this.spinner, {
      network: flags.network,
      allowPrivate: flags['allow-private'],
    });
    const { isWithoutVerdict } = await import('@cert-health/core');
    const noVerdict = isWithoutVerdict(whole);
    if (noVerdict) process.exitCode = exitCodes.noVerdict;
    const { filterInventory } = await import('../../named/filter-inventory.ts');
    const filter = { name: args.name, uses: flags.use, endsWithin: flags['ends-within'] };
    const report = filterInventory(whole, filter);
    if (args.name !== undefined && !noVerdict) await this.requireKnown(args.name, whole);
    const { schemaVersion, generatedAt, asOf, org, sources, certificates, pending } = report;
    const result = { schemaVersion, generatedAt, asOf, org, sources, certificates, pending };
    if (flags['output-file']) {
      const { writeList } = await import('../../options/list-file.ts');
      for (const path of flags['output-file']) writeList(report, result, path);
    }
    if (!this.jsonEnabled()) {
      const { listPage } = await import('../../terminal/list-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      const paint = await commandLinePaint();
      this.log(listPage(report, { inputs: inputsOf(flags), columns: pageColumns(), paint, all: flags.all, filter }));
    }
    return result;
  }

  /** A pattern may fit nothing; a name that nothing has is a mistake. */
  private async requireKnown(name: string, whole: HealthReport): Promise<void> {
    const { isPattern } = await import('../../named/asked-name.ts');
    if (isPattern(name)) return;
    const { filterInventory } = await import('../../named/filter-inventory.ts');
    const { certificates, pending } = filterInventory(whole, { name });
    if (certificates.length + pending.length > 0) return;
    throw (await import('../../named/unknown-name.ts')).unknownName(name, whole);
  }
}
