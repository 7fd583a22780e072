import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireFiles, requireFolders } from '../../../file/named-input.ts';
import { asOfFlag, inputFlags } from '../../../options/flags.ts';
import type { JwtSimulation } from '../../../simulate/jwt/simulate-jwt.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.simulate.jwt');

export type CertSimulateJwtResult = JwtSimulation;

const usage = (key: string): SfError => new SfError(messages.getMessage(key), 'UsageError', [], 2);

export default class CertSimulateJwt extends CertCommand<CertSimulateJwtResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    // Standard input holds the token only where "-" says so.
    token: Args.string({ ignoreStdin: true, description: messages.getMessage('args.token.description') }),
  };

  public static override readonly flags = {
    app: Flags.string({ required: true, summary: messages.getMessage('flags.app.summary') }),
    key: Flags.string({ summary: messages.getMessage('flags.key.summary') }),
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

  public async run(): Promise<CertSimulateJwtResult> {
    const { args, flags } = await this.parse(CertSimulateJwt);
    if ((args.token === undefined) === (flags.key === undefined)) throw usage('errors.one-of');
    const sourceDirs = flags['source-dir'] ?? [];
    const { requireTokenFile } = await import('../../../simulate/jwt/token-file.ts');
    if (args.token !== undefined) requireTokenFile(args.token);
    requireFiles(flags.key === undefined ? undefined : [flags.key], '--key');
    requireFolders(sourceDirs, '--source-dir');
    const connection = flags['target-org']?.getConnection(flags['api-version']);
    if (!connection && sourceDirs.length === 0) throw usage('errors.no-place');
    const { simulateJwt } = await import('../../../simulate/jwt/simulate-jwt.ts');
    const { runSimulation } = await import('../../../simulate/run-simulation.ts');
    const { exitCodeOfSimulation } = await import('../../../simulate/exit-code.ts');
    const simulation = await runSimulation(this.spinner, () =>
      simulateJwt({
        at: flags['as-of'] ?? new Date(),
        token: args.token,
        key: flags.key,
        app: flags.app,
        connection,
        sourceDirs,
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
