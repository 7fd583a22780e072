import { Messages } from '@salesforce/core';
import { stepIds, type StepId } from '@cert-health/core';
import { Args } from '@oclif/core';
import { Flags } from '@salesforce/sf-plugins-core';
import { parseAsOf } from '../../../options/as-of.ts';
import {
  RotateCommandBase,
  rotateErrorCodes,
  rotateFlags,
  rotationArgument,
  usage,
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
  public static override readonly flags = {
    ...rotateFlags,
    at: Flags.custom<Date>({
      summary: messages.getMessage('flags.at.summary'),
      parse: (text) => {
        const moment = parseAsOf(text);
        if (!moment) throw usage('errors.no-moment', [text]);
        if (moment.getTime() < Date.now()) throw usage('errors.over', [moment.toISOString()]);
        return Promise.resolve(moment);
      },
    })(),
  };
  public static override readonly errorCodes = rotateErrorCodes;

  public async run(): Promise<CertRotateApproveResult> {
    const { args, flags } = await this.parse(CertRotateApprove);
    const { at } = flags;
    const said = { what: 'approve', step: args.step, ...(at ? { notBefore: at } : {}) } as const;
    return this.goOn({ id: args.id }, said, flags);
  }
}
