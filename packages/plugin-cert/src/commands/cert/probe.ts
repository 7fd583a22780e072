import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { TrustStore } from '@cert-health/core';
import type { Probe, Probed, ProbeRequest } from '../../probe/probe-servers.ts';
import { credentialsOfFlags } from '../../probe/credentials-of-flags.ts';
import type { Searched } from '../../probe/search-servers.ts';
import { asOfFlag, failOnFlag, inputFlags, outputFileFlag, secondsFlag } from '../../options/flags.ts';
import { keptAnswersIn, networks } from '../../options/network.ts';
import type { Network } from '../../options/network.ts';
import { requireInputs } from '../../scan/org-of-flags.ts';
import type { InputFlags } from '../../scan/org-of-flags.ts';
import { trustStoreOfFlags } from '../../scan/trust-store-of-flags.ts';
import { patience } from '../../tls/patience.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.probe');

export type CertProbeResult = Probe;

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

export default class CertProbe extends CertCommand<CertProbeResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  // Any number of servers.
  public static override readonly strict = false;

  public static override readonly args = {
    server: Args.string({ description: messages.getMessage('args.server.description') }),
  };

  public static override readonly flags = {
    'target-org': inputFlags['target-org'],
    'source-dir': inputFlags['source-dir'],
    'api-version': inputFlags['api-version'],
    'allow-private': Flags.boolean({
      summary: messages.getMessage('flags.allow-private.summary'),
      description: messages.getMessage('flags.allow-private.description'),
    }),
    mutual: Flags.boolean({
      dependsOn: ['target-org'],
      exclusive: ['server-name', 'source-dir'],
      summary: messages.getMessage('flags.mutual.summary'),
      description: messages.getMessage('flags.mutual.description'),
    }),
    'server-name': Flags.string({
      summary: messages.getMessage('flags.server-name.summary'),
      description: messages.getMessage('flags.server-name.description'),
    }),
    cert: Flags.string({
      summary: messages.getMessage('flags.cert.summary'),
      description: messages.getMessage('flags.cert.description'),
    }),
    key: Flags.string({ dependsOn: ['cert'], summary: messages.getMessage('flags.key.summary') }),
    'trust-store': Flags.string({
      summary: messages.getMessage('flags.trust-store.summary'),
      description: messages.getMessage('flags.trust-store.description'),
    }),
    'as-of': asOfFlag(),
    timeout: secondsFlag({ default: patience.seconds, summary: messages.getMessage('flags.timeout.summary') }),
    network: Flags.option({
      options: networks,
      default: 'none',
      summary: messages.getMessage('flags.network.summary'),
      description: messages.getMessage('flags.network.description'),
    })(),
    'write-chain': Flags.string({
      summary: messages.getMessage('flags.write-chain.summary'),
      description: messages.getMessage('flags.write-chain.description'),
    }),
    'at-once': Flags.integer({
      default: patience.atOnce,
      min: 1,
      max: 256,
      summary: messages.getMessage('flags.at-once.summary'),
    }),
    'output-file': outputFileFlag({
      multiple: true,
      multipleNonGreedy: true,
      summary: messages.getMessage('flags.output-file.summary'),
      description: messages.getMessage('flags.output-file.description'),
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

  public async run(): Promise<CertProbeResult> {
    const { argv, flags } = await this.parse(CertProbe);
    const { nameOfFlag, typedServers } = await import('../../probe/wanted-servers.ts');
    const typed = typedServers(argv as string[]);
    const serverName = nameOfFlag(flags['server-name']);
    requireInputs(flags);
    const isSearch = flags['target-org'] !== undefined || (flags['source-dir']?.length ?? 0) > 0;
    if (typed.length === 0 && !isSearch) throw usage(messages.getMessage('errors.no-server'));
    const chainFile = flags['write-chain'];
    if (chainFile !== undefined) await this.assertWritable(chainFile, isSearch ? 0 : typed.length);
    const credentials = flags.cert === undefined ? undefined : await credentialsOfFlags(this, flags.cert, flags.key);
    const given = await trustStoreOfFlags(flags['trust-store']);
    const { together } = await import('../../probe/found-servers.ts');
    const { probeServers } = await import('../../probe/probe-servers.ts');
    const { isPublicAddress } = await import('../../network/public-address.ts');
    // Without a terminal the spinner would print a line for each step.
    const say = process.stderr.isTTY === true ? (what: string) => void (this.spinner.status = what) : () => undefined;
    if (process.stderr.isTTY) this.spinner.start(messages.getMessage('progress.probing'));
    const look = async () => {
      const { found, ...facts } = isSearch ? await this.search(flags, given?.store, say) : known(given?.store);
      const servers = together(typed, found);
      return probeServers(
        {
          ...facts,
          servers,
          serverName,
          credentials,
          at: flags['as-of'],
          timeout: flags.timeout * 1000,
          atOnce: flags['at-once'],
          mayCall: flags['allow-private'] ? undefined : isPublicAddress,
          authorities: chainFile === undefined && flags.network === 'none' ? undefined : this.asking(flags.network),
        },
        (done) => say(messages.getMessage('progress.done', [done, servers.length])),
      );
    };
    const {
      probe: seen,
      chain,
      ...reported
    } = await look().finally(() => {
      if (process.stderr.isTTY) this.spinner.stop();
    });
    const { chainFile: written, refused } = await this.writeChain(chainFile, chain);
    const probe: Probe = { ...seen, ...written };
    const { exitCodeOf } = await import('../../options/exit-code.ts');
    process.exitCode = exitCodeOf(reported.report, flags['fail-on']);
    const { writeProbe } = await import('../../probe/write-probe.ts');
    for (const path of flags['output-file'] ?? []) {
      writeProbe(probe, reported, path, { toolVersion: this.own.version, failOn: flags['fail-on'] });
    }
    if (!this.jsonEnabled()) {
      const { probePage } = await import('../../terminal/probe-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(probePage(probe, { columns: pageColumns(), paint: await commandLinePaint() }));
    }
    // What was seen is told first.
    if (refused) throw refused.setData(probe as unknown as Parameters<SfError['setData']>[0]);
    return probe;
  }

  private async assertWritable(path: string, servers: number): Promise<void> {
    if (servers !== 1) throw usage(messages.getMessage('errors.write-chain-of-one'));
    const { chainFileProblem } = await import('../../probe/write-chain.ts');
    const problem = chainFileProblem(path);
    if (problem !== undefined) throw usage(problem);
  }

  private asking(network: Network): ProbeRequest['authorities'] {
    // Authorities of a company's own publish on its own network.
    const allowPrivate = process.env['CERT_ALLOW_PRIVATE_CRL'] === '1';
    return { network, allowPrivate, keepIn: keptAnswersIn(this.config.cacheDir) };
  }

  private async writeChain(
    path: string | undefined,
    chain: Probed['chain'],
  ): Promise<{ readonly chainFile?: Pick<Probe, 'chainFile'>; readonly refused?: SfError }> {
    if (path === undefined) return {};
    const { ChainFileError, writeChain } = await import('../../probe/write-chain.ts');
    try {
      return { chainFile: { chainFile: { path, told: writeChain(chain, path) } } };
    } catch (error) {
      if (!(error instanceof ChainFileError)) throw error;
      return { refused: new SfError(error.message, error.name) };
    }
  }

  /** Loads what reads orgs and projects only where one is to be read. */
  private async search(
    flags: InputFlags & { readonly mutual: boolean },
    trustStore: TrustStore | undefined,
    progress: (what: string) => void,
  ): Promise<Searched> {
    const connection = flags['target-org']?.getConnection(flags['api-version']);
    if (flags.mutual && connection) {
      const { ownAddress } = await import('../../probe/own-address.ts');
      return ownAddress(connection, trustStore);
    }
    const { searchServers } = await import('../../probe/search-servers.ts');
    return searchServers({ connection, sourceDirs: flags['source-dir'] ?? [], trustStore }, progress);
  }
}

function known(trustStore: TrustStore | undefined): Searched {
  return { found: [], trustStore };
}
