import type { KeyObject } from 'node:crypto';
import { Messages, SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../cert-command.ts';
import type { HealthReport } from '@cert-health/core';
import { givenPassword } from '../../options/password-flag.ts';
import { notPublished, openRecords, publishForCommand } from '../../publish/publish-for-command.ts';
import type { PublishOutcome } from '../../publish/publish-report.ts';
import type { RecordApi } from '../../publish/record-api.ts';
import { decisionsOfFlags } from '../../scan/decisions-of-flags.ts';
import type { DecisionsOfScan } from '../../scan/decisions-of-flags.ts';
import type { FailOn } from '../../options/fail-on.ts';
import { evidenceFlag, evidenceKeyFlag } from '../../evidence/evidence-flags.ts';
import { asOfFlag, failOnFlag, inputFlags, outputFileFlag, thresholdFlag } from '../../options/flags.ts';
import { keptAnswersIn, networks } from '../../options/network.ts';
import { connectionOf, requireInputs } from '../../scan/org-of-flags.ts';
import { inputsOf, scanForCommand, scanForEvidence } from '../../scan/scan-for-command.ts';
import type { Judging, ScanFlags } from '../../scan/scan-for-command.ts';
import { trustStoreOfFlags } from '../../scan/trust-store-of-flags.ts';
import { groupings } from '../../terminal/groupings.ts';
import type { Grouping } from '../../terminal/groupings.ts';
import { pageColumns } from '../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.health');

/** Headings of the help: some twenty flags in one list are searched, not read. */
const groups = { judging: 'judging', network: 'network', keeping: 'keeping' } as const;

export interface CertHealthResult extends HealthReport {
  /** With --publish: what that did, or why nothing was published. */
  readonly publication?: PublishOutcome | FailedPublication;
}

export interface FailedPublication {
  readonly status: 'failed';
  /** One sentence. */
  readonly problem: string;
}

interface ShowFlags extends ScanFlags {
  readonly all: boolean;
  readonly details: boolean;
  readonly by?: Grouping | undefined;
  readonly forecast: boolean;
  readonly 'fail-on': FailOn;
  readonly 'output-file'?: readonly string[] | undefined;
  readonly evidence?: string | undefined;
}

export default class CertHealth extends CertCommand<CertHealthResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');

  public static override readonly args = {
    name: Args.string({ description: messages.getMessage('args.name.description') }),
  };

  public static override readonly flags = {
    ...inputFlags,
    'as-of': asOfFlag({ helpGroup: groups.judging }),
    'trust-store': Flags.string({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.trust-store.summary'),
      description: messages.getMessage('flags.trust-store.description'),
    }),
    network: Flags.option({
      options: networks,
      default: 'none',
      helpGroup: groups.network,
      summary: messages.getMessage('flags.network.summary'),
      description: messages.getMessage('flags.network.description'),
    })(),
    'allow-private': Flags.boolean({
      helpGroup: groups.network,
      summary: messages.getMessage('flags.allow-private.summary'),
      description: messages.getMessage('flags.allow-private.description'),
    }),
    'output-file': outputFileFlag({
      multiple: true,
      multipleNonGreedy: true,
      helpGroup: groups.keeping,
      summary: messages.getMessage('flags.output-file.summary'),
      description: messages.getMessage('flags.output-file.description'),
    }),
    evidence: evidenceFlag({
      helpGroup: groups.keeping,
      summary: messages.getMessage('flags.evidence.summary'),
      description: messages.getMessage('flags.evidence.description'),
    }),
    'evidence-key': evidenceKeyFlag({
      dependsOn: ['evidence'],
      helpGroup: groups.keeping,
      summary: messages.getMessage('flags.evidence-key.summary'),
      description: messages.getMessage('flags.evidence-key.description'),
    }),
    'fail-on': failOnFlag({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.fail-on.summary'),
      description: messages.getMessage('flags.fail-on.description'),
    }),
    config: Flags.string({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.config.summary'),
      description: messages.getMessage('flags.config.description'),
    }),
    'warn-at': thresholdFlag({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.warn-at.summary'),
    }),
    'critical-at': thresholdFlag({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.critical-at.summary'),
    }),
    baseline: Flags.string({
      helpGroup: groups.judging,
      summary: messages.getMessage('flags.baseline.summary'),
      description: messages.getMessage('flags.baseline.description'),
    }),
    publish: Flags.boolean({
      helpGroup: groups.keeping,
      summary: messages.getMessage('flags.publish.summary'),
      description: messages.getMessage('flags.publish.description'),
    }),
    by: Flags.option({ options: groupings, summary: messages.getMessage('flags.by.summary') })(),
    forecast: Flags.boolean({ summary: messages.getMessage('flags.forecast.summary') }),
    details: Flags.boolean({ summary: messages.getMessage('flags.details.summary') }),
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
    const { flags, args } = await this.parse(CertHealth);
    requireInputs(flags);
    if (flags.publish && flags['as-of']) throw usage('errors.publish-as-of');
    const connection = await connectionOf(flags);
    if (flags.publish && !connection) throw usage('errors.publish-without-org');
    // What cannot be used is said before anybody waits for a scan.
    const decisions = await decisionsOfFlags(flags);
    const passwords = { given: givenPassword(flags['password-file']) };
    const trustStore = await trustStoreOfFlags(flags['trust-store'], passwords);
    const records = flags.publish && connection ? await openRecords(connection) : undefined;
    const judging = {
      decisions,
      trustStore,
      network: flags.network,
      keepIn: keptAnswersIn(this.config.cacheDir),
      allowPrivate: flags['allow-private'],
    };
    const report =
      flags.evidence === undefined
        ? await scanForCommand(flags, connection, this.spinner, judging)
        : await this.keep(flags.evidence, flags, connection, judging);
    const { exitCodeOf } = await import('../../options/exit-code.ts');
    process.exitCode = exitCodeOf(report, flags['fail-on']);
    await this.write(report, flags, decisions);
    if (!this.jsonEnabled()) await this.show(report, flags, args.name);
    const publication = records ? { publication: await this.publish(records, report) } : {};
    return this.jsonEnabled() ? { ...(await inLastingWords(report)), ...publication } : { ...report, ...publication };
  }

  /** Scans, and writes down all that the report rests on. */
  private async keep(
    path: string,
    flags: ShowFlags & { readonly 'evidence-key'?: KeyObject | undefined },
    connection: Connection | undefined,
    judging: Judging,
  ): Promise<HealthReport> {
    const scan = await scanForEvidence(flags, connection, this.spinner, judging);
    const { writeEvidence } = await import('../../evidence/write-evidence.ts');
    writeEvidence({
      path,
      scan,
      settingsFile: judging.decisions?.settingsFile?.path,
      options: { failOn: flags['fail-on'], ...(judging.decisions ? { settings: judging.decisions.settings } : {}) },
      key: flags['evidence-key'],
    });
    return scan.report;
  }

  /** A scan is worth its verdict even where it could not be published: that is told, and raises an exit code of 0 to 1. */
  private async publish(records: RecordApi, report: HealthReport): Promise<PublishOutcome | FailedPublication> {
    const raise = (): void => {
      process.exitCode = Math.max(Number(process.exitCode ?? 0), notPublished);
    };
    try {
      const outcome = await publishForCommand(records, report, { spinner: this.spinner });
      if (outcome.status === 'incomplete') raise();
      if (!this.jsonEnabled()) {
        const { publishPage } = await import('../../publish/publish-page.ts');
        const { commandLinePaint } = await import('../../terminal/paint.ts');
        const columns = pageColumns();
        this.log(`\n${publishPage(outcome, { columns, paint: await commandLinePaint() })}`);
      }
      return outcome;
    } catch (error) {
      if (!(error instanceof SfError)) throw error;
      raise();
      this.warn(messages.getMessage('warnings.not-published', [error.message]));
      return { status: 'failed', problem: error.message };
    }
  }

  private async write(report: HealthReport, flags: ShowFlags, { settings }: DecisionsOfScan): Promise<void> {
    if (!flags['output-file']) return;
    const { writeReport } = await import('../../options/output-file.ts');
    const { checkCatalog } = await import('@cert-health/core');
    // A check that was not made must not stand in a report as one that was passed.
    const checks = checkCatalog.filter(({ id }) => !settings.checksOff?.includes(id));
    const { docsUrl } = this;
    const options = {
      toolVersion: this.own.version,
      ...(docsUrl === undefined ? {} : { docsUrl }),
      failOn: flags['fail-on'],
      settings,
      checks,
    };
    for (const path of flags['output-file']) writeReport(report, path, options);
  }

  private async show(report: HealthReport, flags: ShowFlags, name: string | undefined): Promise<void> {
    const { commandLinePaint } = await import('../../terminal/paint.ts');
    const shared = {
      inputs: inputsOf(flags),
      columns: pageColumns(),
      paint: await commandLinePaint(),
      exitCode: Number(process.exitCode ?? 0),
    };
    if (name !== undefined) {
      const { named, oneCertificatePage } = await import('../../terminal/one-certificate.ts');
      const found = named(report, name);
      if (!found) throw (await import('../../named/unknown-name.ts')).unknownName(name, report);
      this.log(oneCertificatePage(report, found, { ...shared, name }));
      return;
    }
    const { healthPage } = await import('../../terminal/health-page.ts');
    this.log(
      healthPage(report, {
        ...shared,
        all: flags.all,
        by: flags.by,
        details: flags.details,
        forecast: flags.forecast,
      }),
    );
  }
}

/** What is printed as JSON is kept, and read on other days. */
async function inLastingWords(report: HealthReport): Promise<HealthReport> {
  const { lastingReport } = await import('@cert-health/core');
  return lastingReport(report);
}

function usage(key: string): SfError {
  const { message, actions } = messages.createError(key);
  return new SfError(message, 'UsageError', actions, 2);
}
