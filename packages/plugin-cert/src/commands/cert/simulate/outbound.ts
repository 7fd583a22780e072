import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireFiles, requireFolders } from '../../../file/named-input.ts';
import { asOfFlag, inputFlags, secondsFlag } from '../../../options/flags.ts';
import { givenPassword, passwordFileFlag } from '../../../options/password-flag.ts';
import type { OutboundSimulation } from '../../../simulate/simulate-outbound.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.simulate.outbound');

export type CertSimulateOutboundResult = OutboundSimulation;

const usage = (key: string): SfError => new SfError(messages.getMessage(key), 'UsageError', [], 2);

export default class CertSimulateOutbound extends CertCommand<CertSimulateOutboundResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    server: Args.string({ ignoreStdin: true, description: messages.getMessage('args.server.description') }),
  };

  public static override readonly flags = {
    cert: Flags.string({ summary: messages.getMessage('flags.cert.summary') }),
    key: Flags.string({ dependsOn: ['cert'], summary: messages.getMessage('flags.key.summary') }),
    alias: Flags.string({ summary: messages.getMessage('flags.alias.summary') }),
    'password-file': passwordFileFlag,
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
    'server-name': Flags.string({ summary: messages.getMessage('flags.server-name.summary') }),
    'allow-private': Flags.boolean({ summary: messages.getMessage('flags.allow-private.summary') }),
    'trust-store': Flags.string({ summary: messages.getMessage('flags.trust-store.summary') }),
    crl: Flags.string({ multiple: true, multipleNonGreedy: true, summary: messages.getMessage('flags.crl.summary') }),
    network: Flags.option({
      options: ['none', 'crl'] as const,
      default: 'none' as const,
      summary: messages.getMessage('flags.network.summary'),
    })(),
    timeout: secondsFlag({ default: 10, summary: messages.getMessage('flags.timeout.summary') }),
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

  public async run(): Promise<CertSimulateOutboundResult> {
    const { args, flags } = await this.parse(CertSimulateOutbound);
    if (args.server === undefined) throw usage('errors.no-server');
    requireFiles(flags['trust-store'] === undefined ? undefined : [flags['trust-store']], '--trust-store');
    requireFiles(flags.crl, '--crl');
    requireFolders(flags['source-dir'], '--source-dir');
    const { nameOfFlag, typedServers } = await import('../../../probe/wanted-servers.ts');
    const [server] = typedServers([args.server]);
    const serverName = nameOfFlag(flags['server-name']);
    const { namedClient } = await import('../../../simulate/client-certificate.ts');
    const { credentialsOfFlags } = await import('../../../probe/credentials-of-flags.ts');
    const connection = flags['target-org']?.getConnection(flags['api-version']);
    const sourceDirs = flags['source-dir'] ?? [];
    const client =
      flags.cert === undefined ? undefined : namedClient(flags.cert, flags.key, { connection, sourceDirs });
    if (client?.kind === 'credentials' && flags.alias !== undefined) throw usage('errors.alias');
    const password = givenPassword(flags['password-file']);
    const ofFile = flags['password-file'] === undefined ? undefined : password;
    const credentials =
      client?.kind === 'credentials' ? await credentialsOfFlags(this, client.cert, client.key, ofFile) : undefined;
    const { trustStoreOfFlags } = await import('../../../scan/trust-store-of-flags.ts');
    const trustStore = await trustStoreOfFlags(flags['trust-store'], { given: password });
    const { simulateOutbound } = await import('../../../simulate/simulate-outbound.ts');
    const { runSimulation } = await import('../../../simulate/run-simulation.ts');
    const { exitCodeOfSimulation } = await import('../../../simulate/exit-code.ts');
    const now = new Date();
    const simulation = await runSimulation(this.spinner, (progress) =>
      simulateOutbound(
        {
          target: server!.target,
          serverName,
          at: flags['as-of'] ?? now,
          now,
          client,
          credentials,
          keystores: { password, alias: flags.alias },
          connection,
          sourceDirs,
          trustStore,
          crls: flags.crl ?? [],
          network: flags.network !== 'none',
          allowPrivate: flags['allow-private'],
          timeout: flags.timeout * 1000,
        },
        progress,
      ),
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
