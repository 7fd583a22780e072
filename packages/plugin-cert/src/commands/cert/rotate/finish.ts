import { Messages } from '@salesforce/core';
import {
  RotateCommandBase,
  rotateErrorCodes,
  rotateFlags,
  rotationArgument,
} from '../../../rotation/rotate-command.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.finish');

export type CertRotateFinishResult = RotationStatusResult;

export default class CertRotateFinish extends RotateCommandBase {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = { id: rotationArgument };
  public static override readonly flags = rotateFlags;
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateFinishResult> {
    const { args, flags } = await this.parse(CertRotateFinish);
    return this.goOn({ id: args.id }, { what: 'finish' }, flags);
  }
}
