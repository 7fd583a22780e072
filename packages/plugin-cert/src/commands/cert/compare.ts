import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { Comparison } from '../../compare/compare-chains.ts';
import { requireFiles } from '../../file/named-input.ts';
import { asOfFlag, failOnFlag, inputFlags } from '../../options/flags.ts';
import { requireInputs } from '../../scan/org-of-flags.ts';
import { givenPassword, passwordFileFlag } from '../../options/password-flag.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.compare');

export type CertCompareResult = Comparison;

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/** `--output-file`: refused before anything is read when it could not be written. */
const outputFileFlag = Flags.custom<string>({
  parse: async (path) => {
    const { comparisonFileProblem } = await import('../../compare/write-comparison.ts');
    const problem = comparisonFileProblem(path);
    if (problem) throw usage(problem);
    return path;
  },
});

export default class CertCompare extends CertCommand<CertCompareResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    old: Args.string({ required: true, description: messages.getMessage('args.old.description') }),
    new: Args.string({ required: true, description: messages.getMessage('args.new.description') }),
  };

  public static override readonly flags = {
    'target-org': inputFlags['target-org'],
    'source-dir': inputFlags['source-dir'],
    'api-version': inputFlags['api-version'],
    'old-alias': Flags.string({ summary: messages.getMessage('flags.old-alias.summary') }),
    'new-alias': Flags.string({ summary: messages.getMessage('flags.new-alias.summary') }),
    'password-file': passwordFileFlag,
    'trust-store': Flags.string({
      summary: messages.getMessage('flags.trust-store.summary'),
      description: messages.getMessage('flags.trust-store.description'),
    }),
    'as-of': asOfFlag(),
    timeout: Flags.integer({ default: 10, min: 1, max: 3600, summary: messages.getMessage('flags.timeout.summary') }),
    'output-file': outputFileFlag({
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.output-file.summary'),
    }),
    'fail-on': failOnFlag({
      summary: messages.getMessage('flags.fail-on.summary'),
    }),
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

  public async run(): Promise<CertCompareResult> {
    const { args, flags } = await this.parse(CertCompare);
    const { kindOfName } = await import('../../named/kind-of-name.ts');
    const named = { old: kindOfName(args.old, 'OLD'), new: kindOfName(args.new, 'NEW') };
    requireInputs(flags);
    requireFiles(flags['trust-store'] === undefined ? undefined : [flags['trust-store']], '--trust-store');
    const isSearch = flags['target-org'] !== undefined || (flags['source-dir']?.length ?? 0) > 0;
    for (const one of [named.old, named.new]) {
      if (one.kind === 'certificate' && !isSearch)
        throw usage(messages.getMessage('errors.name-without-org', [one.name]));
    }
    const password = givenPassword(flags['password-file']);
    const { trustStoreOfFlags } = await import('../../scan/trust-store-of-flags.ts');
    const given = await trustStoreOfFlags(flags['trust-store'], { given: password });
    const { compareChains } = await import('../../compare/compare-chains.ts');
    const { readSurroundings } = await import('../../compare/read-surroundings.ts');
    const { NamedChainError } = await import('../../named/named-chain-error.ts');
    // Without a terminal the spinner would print a line for each step.
    const terminal = process.stderr.isTTY === true;
    const say = (what: string): void => void (terminal && (this.spinner.status = what));
    if (terminal) this.spinner.start(messages.getMessage('progress.reading'));
    const compare = async (): Promise<Comparison> => {
      const connection = flags['target-org']?.getConnection(flags['api-version']);
      const sources = { connection, sourceDirs: flags['source-dir'] ?? [], password, trustStore: given?.store };
      return compareChains({
        ...(await readSurroundings(sources, say)),
        old: { named: named.old, keystores: { password, alias: flags['old-alias'] } },
        new: { named: named.new, keystores: { password, alias: flags['new-alias'] } },
        at: flags['as-of'] ?? new Date(),
        timeout: flags.timeout * 1000,
      });
    };
    const comparison = await compare()
      .catch((error: unknown) => {
        if (!(error instanceof NamedChainError)) throw error;
        throw error.fault === 'input' ? usage(error.message) : new SfError(error.message, error.name);
      })
      .finally(() => {
        if (terminal) this.spinner.stop();
      });
    const { exitCodeOfComparison } = await import('../../compare/exit-code.ts');
    process.exitCode = exitCodeOfComparison(comparison, flags['fail-on']);
    const { writeComparison } = await import('../../compare/write-comparison.ts');
    for (const path of flags['output-file'] ?? []) writeComparison(comparison, path);
    if (!this.jsonEnabled()) {
      const { comparePage } = await import('../../terminal/compare-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(comparePage(comparison, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return comparison;
  }
}
