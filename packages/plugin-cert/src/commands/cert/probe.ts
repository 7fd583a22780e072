import { Args } from '@oclif/core';
import { Messages, SfError } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { TrustStore } from '@cert-health/core';
import type { Probe } from '../../probe/probe-servers.ts';
import { requireFiles } from '../../file/named-input.ts';
import type { Searched } from '../../probe/search-servers.ts';
import type { ClientCredentials } from '../../tls/converse.ts';
import { failOnLevels } from '../../scan/fail-on.ts';
import { asOfFlag, inputFlags, outputFileFlag } from '../../scan/flags.ts';
import { requireInputs } from '../../scan/org-of-flags.ts';
import type { InputFlags } from '../../scan/org-of-flags.ts';
import { trustStoreOfFlags } from '../../scan/trust-store-of-flags.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.probe');

export type CertProbeResult = Probe;

const usage = (message: string): SfError => new SfError(message, 'UsageError', [], 2);

/** Seconds, also parts of one. */
const secondsFlag = Flags.custom<number>({
  parse: (text) => {
    const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
    return seconds > 0 && seconds <= 3600
      ? Promise.resolve(seconds)
      : Promise.reject(usage(messages.getMessage('errors.timeout', [text])));
  },
});

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
    timeout: secondsFlag({ default: 10, summary: messages.getMessage('flags.timeout.summary') }),
    'at-once': Flags.integer({ default: 16, min: 1, max: 256, summary: messages.getMessage('flags.at-once.summary') }),
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
    })(),
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
    const credentials = flags.cert === undefined ? undefined : await this.credentials(flags.cert, flags.key);
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
        },
        (done) => say(messages.getMessage('progress.done', [done, servers.length])),
      );
    };
    const { probe, ...reported } = await look().finally(() => {
      if (process.stderr.isTTY) this.spinner.stop();
    });
    const { exitCodeOf } = await import('../../scan/exit-code.ts');
    process.exitCode = exitCodeOf(reported.report, flags['fail-on']);
    const { writeProbe } = await import('../../probe/write-probe.ts');
    for (const path of flags['output-file'] ?? []) {
      writeProbe(probe, reported, path, { toolVersion: this.own.version, failOn: flags['fail-on'] });
    }
    if (!this.jsonEnabled()) {
      const { probePage } = await import('../../terminal/probe-page.ts');
      const { commandLinePaint } = await import('../../terminal/paint.ts');
      this.log(probePage(probe, { columns: process.stdout.columns ?? 80, paint: await commandLinePaint() }));
    }
    return probe;
  }
  /** Whatever is wrong with what is to be shown is said before any server is called. */
  private async credentials(cert: string, key: string | undefined): Promise<ClientCredentials> {
    requireFiles([cert], '--cert');
    requireFiles(key === undefined ? [] : [key], '--key');
    const { CredentialsError, readClientCredentials } = await import('../../probe/client-credentials.ts');
    const terminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !this.jsonEnabled();
    const ask = () => this.secretPrompt({ message: messages.getMessage('prompts.password', [key ?? cert]) });
    const password = { given: process.env['CERT_PROBE_PASSWORD'], ask: terminal ? ask : undefined };
    return readClientCredentials({ cert, key, password }).catch((error: unknown) => {
      throw error instanceof CredentialsError ? usage(error.message) : error;
    });
  }

  /** Loads what reads orgs and projects only where one is to be read. */
  private async search(
    flags: InputFlags,
    trustStore: TrustStore | undefined,
    progress: (what: string) => void,
  ): Promise<Searched> {
    const { searchServers } = await import('../../probe/search-servers.ts');
    const connection = flags['target-org']?.getConnection(flags['api-version']);
    return searchServers({ connection, sourceDirs: flags['source-dir'] ?? [], trustStore }, progress);
  }
}

function known(trustStore: TrustStore | undefined): Searched {
  return { found: [], trustStore };
}
