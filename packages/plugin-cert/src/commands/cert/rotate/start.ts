import { Messages } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { RotateCommandBase, rotateErrorCodes, rotateFlags, usage } from '../../../rotation/rotate-command.ts';
import type { Rehearsal } from '../../../rotation/rehearsal/rehearse.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

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
    'rehearse-in': Flags.optionalOrg({
      default: () => Promise.resolve(undefined),
      defaultHelp: () => Promise.resolve(undefined),
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
    if (!rehearseIn) return this.goOn(which, { what: 'start' }, flags);
    const { rehearseForCommand } = await import('../../../rotation/rehearsal/rehearse-for-command.ts');
    const {
      rehearsal,
      certificate: name,
      exitCode,
    } = await rehearseForCommand({
      which,
      ...(await this.surroundings(flags, { reads: true })),
      sandbox: rehearseIn.getConnection(flags['api-version']),
      authority,
      leave,
    });
    process.exitCode = exitCode;
    if (!this.jsonEnabled()) {
      const { rehearsalPage } = await import('../../../rotation/rehearsal/rehearsal-page.ts');
      const { commandLinePaint } = await import('../../../terminal/paint.ts');
      const columns = process.stdout.columns ?? 80;
      this.log(rehearsalPage(rehearsal, { columns, paint: await commandLinePaint(), certificate: name }));
    }
    return { schemaVersion: '1', rotations: [], problems: [], rehearsal };
  }
}
