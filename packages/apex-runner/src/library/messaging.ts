import type { Transaction } from '../transaction/transaction.ts';
import { ApexList } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { SendEmailError, SendEmailResult } from './send-email-result.ts';
import type { SingleEmailMessage } from './single-email-message.ts';

/** What is wrong with a mail before it is sent (unverified: the wordings). */
function errorOf(tx: Transaction, mail: SingleEmailMessage): SendEmailError | undefined {
  const target = mail.get('targetObjectId') as string | null;
  const error = (code: string, message: string, ...fields: string[]): SendEmailError =>
    new SendEmailError(code, message, fields, target);
  if (target === null && ['toAddresses', 'ccAddresses', 'bccAddresses'].every((name) => mail.texts(name).length === 0))
    return error('REQUIRED_FIELD_MISSING', 'Add a recipient to send an email.');
  if (!mail.get('plainTextBody') && !mail.get('htmlBody'))
    return error('REQUIRED_FIELD_MISSING', 'Missing body, need at least one of html or plainText', 'plainTextBody');
  if (target?.startsWith('005')) {
    if (mail.get('saveAsActivity') === true)
      return error(
        'INVALID_SAVE_AS_ACTIVITY_FLAG',
        'saveAsActivity must be false when sending mail to users.',
        'saveAsActivity',
      );
    if (!tx.org.user(target)) return error('INVALID_ID_FIELD', `Invalid user: ${target}`, 'targetObjectId');
  }
  return undefined;
}

function deliver(tx: Transaction, mail: SingleEmailMessage): void {
  const target = mail.get('targetObjectId') as string | null;
  const address = target === null ? undefined : tx.org.user(target)?.email;
  tx.org.deliver({
    kind: 'mail',
    from: tx.user.email,
    to: [...mail.texts('toAddresses'), ...(address === undefined ? [] : [address])],
    cc: mail.texts('ccAddresses'),
    bcc: mail.texts('bccAddresses'),
    targetObjectId: target,
    subject: mail.get('subject'),
    plainTextBody: mail.get('plainTextBody'),
    htmlBody: mail.get('htmlBody'),
  });
}

/**
 * Sends mails; each call counts as one invocation.
 *
 * @throws System.EmailException with `isAllOrNone`, if any of them may not be sent: then none is
 */
function sendEmail(tx: Transaction, mails: ApexList, isAllOrNone: boolean): ApexList {
  tx.limits.use('emailInvocations');
  const checked = (mails.items as SingleEmailMessage[]).map((mail) => ({ mail, error: errorOf(tx, mail) }));
  const wrong = checked.flatMap(({ error }, index) => (error ? [{ error, index }] : []));
  if (isAllOrNone && wrong[0]) {
    const { error, index } = wrong[0];
    const fields = `[${error.fields.join(', ')}]`;
    const message = `SendEmail failed. First exception on row ${index}; first error: ${error.code}, ${error.message}: ${fields}`;
    tx.throw('EmailException', message, (exception) => {
      exception.rows = wrong.map((row) => ({
        index: row.index,
        id: null,
        statusCode: row.error.code,
        message: row.error.message,
        fields: row.error.fields,
      }));
    });
  }
  for (const { mail, error } of checked) if (!error) deliver(tx, mail);
  return new ApexList(
    { kind: 'platform', name: 'Messaging.SendEmailResult' },
    checked.map(({ error }) => new SendEmailResult(error)),
  );
}

export const messaging: PlatformType = {
  name: 'Messaging',
  page: referencePage('apex_classes_email_outbound_messaging'),
  members: [
    strict('static void reserveSingleEmailCapacity(Integer amount)', () => undefined),
    strict('static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> mails)', (tx, mails: ApexList) =>
      sendEmail(tx, mails, true),
    ),
    member(
      'static List<Messaging.SendEmailResult> sendEmail(List<Messaging.Email> mails, Boolean isAllOrNone)',
      (tx, mails: ApexList | null, isAllOrNone: boolean | null) =>
        mails === null
          ? tx.throw('NullPointerException', 'Argument 1 cannot be null')
          : sendEmail(tx, mails, isAllOrNone ?? true),
    ),
  ],
};
