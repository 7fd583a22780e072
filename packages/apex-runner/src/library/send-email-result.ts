import { PlatformObject } from '../values/scalar.ts';
import { ApexList } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';
import { enumValue } from './enum.ts';
import { referencePage } from './page.ts';
import { statusCode } from './status-code.ts';
import { textList } from './string-statics.ts';

/** Why a mail was not sent. */
export class SendEmailError extends PlatformObject {
  readonly typeName = 'Messaging.SendEmailError';
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
  readonly targetObjectId: string | null;

  constructor(code: string, message: string, fields: readonly string[], targetObjectId: string | null) {
    super();
    this.code = code;
    this.message = message;
    this.fields = fields;
    this.targetObjectId = targetObjectId;
  }
}

export class SendEmailResult extends PlatformObject {
  readonly typeName = 'Messaging.SendEmailResult';
  readonly error: SendEmailError | undefined;

  constructor(error: SendEmailError | undefined) {
    super();
    this.error = error;
  }
}

export const sendEmailError: PlatformType = {
  name: 'Messaging.SendEmailError',
  page: referencePage('apex_class_Messaging_SendEmailError'),
  members: [
    member('List<String> getFields()', (_tx, self: SendEmailError) => textList(self.fields)),
    member('String getMessage()', (_tx, self: SendEmailError) => self.message),
    member('StatusCode getStatusCode()', (_tx, self: SendEmailError) => enumValue(statusCode, self.code) ?? null),
    member('String getTargetObjectId()', (_tx, self: SendEmailError) => self.targetObjectId),
  ],
};

export const sendEmailResult: PlatformType = {
  name: 'Messaging.SendEmailResult',
  page: referencePage('apex_class_Messaging_SendEmailResult'),
  members: [
    member('List<Messaging.SendEmailError> getErrors()', (_tx, self: SendEmailResult) => {
      return new ApexList({ kind: 'platform', name: 'Messaging.SendEmailError' }, self.error ? [self.error] : []);
    }),
    member('Boolean isSuccess()', (_tx, self: SendEmailResult) => self.error === undefined),
  ],
};
