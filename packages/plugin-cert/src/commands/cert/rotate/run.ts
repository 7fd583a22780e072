import { Messages, SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { Flags, toHelpSection } from '@salesforce/sf-plugins-core';
import { CertCommand } from '../../../cert-command.ts';
import type { RotationHome } from '../../../rotation/home/rotation-home.ts';
import { rotateFlags, usage } from '../../../rotation/rotate-command.ts';
import { rotationExitCodes } from '../../../rotation/rotation-result.ts';
import type { RotationRunResult } from '../../../rotation/run/run-result.ts';
import { passwordsOf } from '../../../options/password-flag.ts';
import { pageColumns } from '../../../terminal/columns.ts';
import { connectionOf } from '../../../scan/org-of-flags.ts';
import { orgInWords, usernameOf } from '../../../org/username.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.run');

export type CertRotateRunResult = RotationRunResult;

export default class CertRotateRun extends CertCommand<CertRotateRunResult> {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly flags = {
    'target-org': rotateFlags['target-org'],
    'api-version': rotateFlags['api-version'],
    config: rotateFlags.config,
    network: rotateFlags.network,
    'allow-private': rotateFlags['allow-private'],
    'password-file': rotateFlags['password-file'],
    due: Flags.boolean({
      summary: messages.getMessage('flags.due.summary'),
      description: messages.getMessage('flags.due.description'),
    }),
  };
  public static override readonly errorCodes = toHelpSection(
    'ERROR CODES',
    Object.fromEntries(['0', '1', '2', '7', '8'].map((code) => [code, messages.getMessage(`exitCodes.${code}`)])),
  );

  public async run(): Promise<CertRotateRunResult> {
    const { flags } = await this.parse(CertRotateRun);
    const { rotationOfFlags } = await import('../../../rotation/rotation-settings.ts');
    const settings = rotationOfFlags(flags);
    // A job in the wrong folder would find nothing due for ever.
    if (flags.due && settings.rotation.certificates.length === 0) {
      const { file } = settings;
      const { message, actions } =
        file === undefined
          ? messages.createError('errors.no-settings')
          : messages.createError('errors.nothing', [file]);
      throw new SfError(message, 'UsageError', actions, 2);
    }
    const connection = await connectionOf(flags);
    if (!connection) throw usage('errors.org');
    const { elsewhereFrom } = await import('../../../rotation/arrivals/elsewhere.ts');
    const { stopSignals } = await import('../../../rotation/run/stop-signals.ts');
    const { runForCommand } = await import('../../../rotation/run/run-for-command.ts');
    const { StepProblem } = await import('../../../rotation/execution/step-problem.ts');
    const home = await homeOf(connection, settings.folder);
    const signals = stopSignals((sentence) => this.info(sentence));
    try {
      const result = await runForCommand({
        connection,
        home,
        settings,
        due: flags.due,
        network: flags.network,
        elsewhere: elsewhereFrom({
          allowPrivate: flags['allow-private'],
          passwords: passwordsOf(this, flags['password-file']),
        }),
        stops: signals.stops,
        tell: (sentence) => this.info(sentence),
      });
      const { exitCodeOfRun } = await import('../../../rotation/run/run-result.ts');
      process.exitCode = exitCodeOfRun(result);
      if (!this.jsonEnabled()) {
        const { instanceUrl } = connection;
        await this.show(result, orgInWords({ username: usernameOf(connection), instanceUrl }));
      }
      return result;
    } catch (error) {
      if (!(error instanceof StepProblem)) throw error;
      throw new SfError(error.message, 'RotationError', [], rotationExitCodes.refused);
    } finally {
      signals.release();
    }
  }

  private async show(result: CertRotateRunResult, where: string): Promise<void> {
    const { runPage } = await import('../../../rotation/run/run-page.ts');
    const { commandLinePaint } = await import('../../../terminal/paint.ts');
    this.log(runPage(result, { where, columns: pageColumns(), paint: await commandLinePaint() }));
  }
}

/** Machines that share no disk keep out each other by the records of the app alone. */
async function homeOf(connection: Connection, folder: string): Promise<RotationHome> {
  const { chooseHome } = await import('../../../rotation/home/choose-home.ts');
  try {
    return await chooseHome({ connection, folder, lock: undefined, byItself: true });
  } catch (error) {
    if (!(error instanceof SfError) || error.exitCode !== 2) throw error;
    const { message, actions } = messages.createError('errors.app');
    throw new SfError(message, 'RotationError', actions, rotationExitCodes.refused);
  }
}
