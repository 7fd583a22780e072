import { Messages, Org, SfError } from '@salesforce/core';
import type { Connection } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { RotateCommandBase, rotateErrorCodes, rotateFlags, usage } from '../../../rotation/rotate-command.ts';
import type { Rehearsal } from '../../../rotation/rehearsal/rehearse.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';
import { pageColumns } from '../../../terminal/columns.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.start');

export type CertRotateStartResult = RotationStatusResult & {
  /** What came of it in the sandbox that was named; undefined: it was no rehearsal. */
  readonly rehearsal?: Rehearsal;
};

export default class CertRotateStart extends RotateCommandBase {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = { id: Args.string({ description: messages.getMessage('args.id') }) };
  public static override readonly flags = {
    ...rotateFlags,
    certificate: Flags.string({ summary: messages.getMessage('flags.certificate.summary') }),
    'rehearse-in': Flags.string({
      summary: messages.getMessage('flags.rehearse-in.summary'),
      description: messages.getMessage('flags.rehearse-in.description'),
      exclusive: ['lock'],
    }),
    'rehearsal-authority': Flags.string({
      summary: messages.getMessage('flags.rehearsal-authority.summary'),
      dependsOn: ['rehearse-in'],
    }),
    leave: Flags.boolean({ summary: messages.getMessage('flags.leave.summary'), dependsOn: ['rehearse-in'] }),
  };
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateStartResult> {
    const { args, flags } = await this.parse(CertRotateStart);
    const { id } = args;
    const { certificate } = flags;
    if ((id === undefined) === (certificate === undefined)) throw usage('errors.which');
    const which = id === undefined ? { certificate: certificate ?? '' } : { id };
    const { 'rehearse-in': rehearseIn, 'rehearsal-authority': authority, leave } = flags;
    if (rehearseIn === undefined) return this.goOn(which, { what: 'start' }, flags);
    const { rehearseForCommand } = await import('../../../rotation/rehearsal/rehearse-for-command.ts');
    const {
      rehearsal,
      certificate: name,
      exitCode,
    } = await rehearseForCommand({
      which,
      ...(await this.surroundings(flags, { reads: true })),
      sandbox: await sandboxNamed(rehearseIn, flags['api-version']),
      authority,
      leave,
    });
    process.exitCode = exitCode;
    if (!this.jsonEnabled()) {
      const { rehearsalPage } = await import('../../../rotation/rehearsal/rehearsal-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      const columns = pageColumns();
      this.log(rehearsalPage(rehearsal, { columns, paint: await commandLinePaint(), certificate: name }));
    }
    return { schemaVersion: '1', rotations: [], problems: [], rehearsal };
  }
}

/** @throws {SfError} with exit code 2 for a log-in that is not there. */
async function sandboxNamed(aliasOrUsername: string, version: string | undefined): Promise<Connection> {
  try {
    return (await Org.create({ aliasOrUsername })).getConnection(version);
  } catch (error) {
    const { message, actions } = messages.createError('errors.sandbox', [aliasOrUsername, (error as Error).message]);
    throw new SfError(message, 'UsageError', actions, 2);
  }
}
