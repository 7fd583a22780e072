import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import type { ApexSet } from '../values/value.ts';
import { member, strict, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

const FIELDS = ['notificationTypeId', 'title', 'body', 'targetId', 'targetPageRef'] as const;
type Field = (typeof FIELDS)[number];

export class CustomNotification extends PlatformObject {
  readonly typeName = 'Messaging.CustomNotification';
  readonly values = new Map<Field, string | null>();
}

/** Most users of one call. */
const MOST_RECIPIENTS = 500;

/**
 * Rings the bell of users.
 *
 * @throws System.IllegalArgumentException for what is missing or too much (unverified: type and wordings)
 */
function send(tx: Transaction, self: CustomNotification, userIds: ApexSet): void {
  const refuse = (message: string): never => tx.throw('IllegalArgumentException', message);
  for (const field of ['notificationTypeId', 'title', 'body'] as const)
    if (!self.values.get(field)) refuse(`Required field missing: ${field}`);
  if (!self.values.get('targetId') && !self.values.get('targetPageRef'))
    refuse('Required field missing: targetId or targetPageRef');
  if (userIds.members.size === 0) refuse('Required field missing: recipientIds');
  if (userIds.members.size > MOST_RECIPIENTS) refuse(`More than ${MOST_RECIPIENTS} recipients`);
  tx.org.deliver({ kind: 'notification', ...Object.fromEntries(self.values), userIds: [...userIds.members.values()] });
}

function setter(field: Field): Member {
  return member(
    `void set${field[0]!.toUpperCase()}${field.slice(1)}(String value)`,
    (_tx, self: CustomNotification, value: string | null) => {
      self.values.set(field, value);
    },
  );
}

export const customNotification: PlatformType = {
  name: 'Messaging.CustomNotification',
  page: referencePage('apex_class_Messaging_CustomNotification'),
  members: [
    member('new()', () => new CustomNotification()),
    ...FIELDS.map(setter),
    strict('void send(Set<String> userIds)', send),
  ],
};
