import { Messages } from '@salesforce/core';
import { Flags } from '@salesforce/sf-plugins-core';
import {
  RotateCommandBase,
  rotateErrorCodes,
  rotateFlags,
  rotationArgument,
} from '../../../rotation/rotate-command.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.undo');

export type CertRotateUndoResult = RotationStatusResult;

export default class CertRotateUndo extends RotateCommandBase {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = { id: rotationArgument };
  public static override readonly flags = {
    ...rotateFlags,
    'went-back': Flags.boolean({
      summary: messages.getMessage('flags.went-back.summary'),
      description: messages.getMessage('flags.went-back.description'),
    }),
  };
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateUndoResult> {
    const { args, flags } = await this.parse(CertRotateUndo);
    return this.goOn({ id: args.id }, { what: 'undo', wentBack: flags['went-back'] }, flags);
  }
}
