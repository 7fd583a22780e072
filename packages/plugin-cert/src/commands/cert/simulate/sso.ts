import { Messages } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireFiles, requireFolders } from '../../../file/named-input.ts';
import { asOfFlag, inputFlags } from '../../../options/flags.ts';
import type { SsoSimulation } from '../../../simulate/simulate-sso.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.simulate.sso');

export type CertSimulateSsoResult = SsoSimulation;

export default class CertSimulateSso extends CertCommand<CertSimulateSsoResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    metadata: Flags.string({
      exactlyOne: ['metadata', 'response'],
      summary: messages.getMessage('flags.metadata.summary'),
    }),
    response: Flags.string({
      exactlyOne: ['metadata', 'response'],
      summary: messages.getMessage('flags.response.summary'),
      description: messages.getMessage('flags.response.description'),
    }),
    config: Flags.string({ summary: messages.getMessage('flags.config.summary') }),
    'target-org': Flags.optionalOrg({
      char: 'o',
      default: () => Promise.resolve(undefined),
      defaultHelp: () => Promise.resolve(undefined),
      exclusive: ['source-dir'],
      summary: messages.getMessage('flags.target-org.summary'),
    }),
    'source-dir': Flags.string({
      char: 'd',
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.source-dir.summary'),
    }),
    'api-version': inputFlags['api-version'],
    'as-of': asOfFlag(),
  };

  public static override readonly errorCodes = toHelpSection('ERROR CODES', {
    '0': messages.getMessage('exitCodes.0'),
    '1': messages.getMessage('exitCodes.1'),
    '2': messages.getMessage('exitCodes.2'),
    '4': messages.getMessage('exitCodes.4'),
    '5': messages.getMessage('exitCodes.5'),
    '6': messages.getMessage('exitCodes.6'),
  });

  public async run(): Promise<CertSimulateSsoResult> {
    const { flags } = await this.parse(CertSimulateSso);
    const { metadata, response, config } = flags;
    requireFiles(metadata === undefined ? undefined : [metadata], '--metadata');
    requireFiles(response === undefined ? undefined : [response], '--response');
    requireFolders(flags['source-dir'], '--source-dir');
    const { simulateSso } = await import('../../../simulate/simulate-sso.ts');
    const { runSimulation } = await import('../../../simulate/run-simulation.ts');
    const { exitCodeOfSimulation } = await import('../../../simulate/exit-code.ts');
    const simulation = await runSimulation(this.spinner, () =>
      simulateSso({
        at: flags['as-of'] ?? new Date(),
        metadata,
        response,
        config,
        connection: flags['target-org']?.getConnection(flags['api-version']),
        sourceDirs: flags['source-dir'] ?? [],
      }),
    );
    process.exitCode = exitCodeOfSimulation(simulation);
    if (!this.jsonEnabled()) {
      const { simulationPage } = await import('../../../terminal/simulation-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      this.log(simulationPage(simulation, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    return simulation;
  }
}
