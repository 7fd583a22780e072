import { Messages } from '@salesforce/core';
import { stepIds, type StepId } from '@cert-health/core';
import { Args } from '@oclif/core';
import {
  RotateCommandBase,
  rotateErrorCodes,
  rotateFlags,
  rotationArgument,
} from '../../../rotation/rotate-command.ts';
import type { RotationStatusResult } from '../../../rotation/rotation-result.ts';

Messages.importMessagesDirectoryFromMetaUrl(import.meta.url);
const messages = Messages.loadMessages('@cert-health/plugin-cert', 'cert.rotate.approve');

export type CertRotateApproveResult = RotationStatusResult;

export default class CertRotateApprove extends RotateCommandBase {
  public static override readonly summary = messages.getMessage('summary');
  public static override readonly description = messages.getMessage('description');
  public static override readonly examples = messages.getMessages('examples');
  public static override readonly args = {
    id: rotationArgument,
    step: Args.custom<StepId>({ options: [...stepIds] })({
      description: messages.getMessage('args.step'),
      required: true,
    }),
  };
  public static override readonly flags = rotateFlags;
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateApproveResult> {
    const { args, flags } = await this.parse(CertRotateApprove);
    return this.goOn({ id: args.id }, { what: 'approve', step: args.step }, flags);
  }
}
