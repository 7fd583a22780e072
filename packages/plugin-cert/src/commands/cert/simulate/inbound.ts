import { Messages } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import { requireFiles } from '../../../file/named-input.ts';
import { asOfFlag, inputFlags } from '../../../options/flags.ts';
import { givenPassword, passwordFileFlag } from '../../../options/password-flag.ts';
import type { Simulation } from '../../../simulate/simulate-inbound.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.simulate.inbound');

export type CertSimulateInboundResult = Simulation;

export default class CertSimulateInbound extends CertCommand<CertSimulateInboundResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly flags = {
    cert: Flags.string({ summary: messages.getMessage('flags.cert.summary') }),
    alias: Flags.string({ summary: messages.getMessage('flags.alias.summary') }),
    'password-file': passwordFileFlag,
    use: Flags.option({
      options: ['inbound-api-mtls', 'inbound-user-mtls'] as const,
      default: 'inbound-api-mtls' as const,
      summary: messages.getMessage('flags.use.summary'),
    })(),
    user: Flags.string({ summary: messages.getMessage('flags.user.summary') }),
    'target-org': Flags.optionalOrg({
      char: 'o',
      default: () => Promise.resolve(undefined),
      defaultHelp: () => Promise.resolve(undefined),
      summary: messages.getMessage('flags.target-org.summary'),
    }),
    'api-version': inputFlags['api-version'],
    host: Flags.string({ summary: messages.getMessage('flags.host.summary') }),
    'trust-store': Flags.string({ summary: messages.getMessage('flags.trust-store.summary') }),
    crl: Flags.string({ multiple: true, multipleNonGreedy: true, summary: messages.getMessage('flags.crl.summary') }),
    network: Flags.option({
      options: ['none', 'crl'] as const,
      default: 'none' as const,
      summary: messages.getMessage('flags.network.summary'),
    })(),
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

  public async run(): Promise<CertSimulateInboundResult> {
    const { flags } = await this.parse(CertSimulateInbound);
    requireFiles(flags.cert === undefined ? undefined : [flags.cert], '--cert');
    requireFiles(flags['trust-store'] === undefined ? undefined : [flags['trust-store']], '--trust-store');
    requireFiles(flags.crl, '--crl');
    const { parseCalledAddress } = await import('../../../simulate/called-address.ts');
    const called = flags.host === undefined ? undefined : parseCalledAddress(flags.host);
    const { trustStoreOfFlags } = await import('../../../scan/trust-store-of-flags.ts');
    const { simulateInbound } = await import('../../../simulate/simulate-inbound.ts');
    const { runSimulation } = await import('../../../simulate/run-simulation.ts');
    const { exitCodeOfSimulation } = await import('../../../simulate/exit-code.ts');
    const password = givenPassword(flags['password-file']);
    const trustStore = await trustStoreOfFlags(flags['trust-store'], { given: password });
    const now = new Date();
    const simulation = await runSimulation(this.spinner, (progress) =>
      simulateInbound(
        {
          use: flags.use,
          at: flags['as-of'] ?? now,
          now,
          cert: flags.cert,
          keystores: { password, alias: flags.alias },
          username: flags.user,
          connection: flags['target-org']?.getConnection(flags['api-version']),
          called,
          trustStore,
          crls: flags.crl ?? [],
          network: flags.network !== 'none',
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
