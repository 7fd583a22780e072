import { Messages } from '@salesforce/core';
import { Args } from '@oclif/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { RotateCommandBase, rotateErrorCodes, rotateFlags, usage } from '../../../rotation/rotate-command.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.start');

export type CertRotateStartResult = RotationStatusResult;

export default class CertRotateStart extends RotateCommandBase {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = { id: Args.string({ description: messages.getMessage('args.id') }) };
  public static override readonly flags = {
    ...rotateFlags,
    certificate: Flags.string({ summary: messages.getMessage('flags.certificate.summary') }),
  };
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateStartResult> {
    const { args, flags } = await this.parse(CertRotateStart);
    const { id } = args;
    const { certificate } = flags;
    if ((id === undefined) === (certificate === undefined)) throw usage('errors.which');
    const which = id === undefined ? { certificate: certificate ?? '' } : { id };
    return this.goOn(which, { what: 'start' }, flags);
  }
}
