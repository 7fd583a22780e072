import type { Transaction } from '../transaction/transaction.ts';
import { checkedId } from '../semantics/conversion.ts';
import { equalIds } from '../semantics/equality.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { objectOfId, SObjectTypeToken } from './schema-token.ts';

export const id: PlatformType = {
  name: 'Id',
  page: referencePage('apex_methods_system_id'),
  members: [
    strict('static Id valueOf(String text)', (tx: Transaction, text: string) => checkedId(tx, text)),
    member(
      'Boolean equals(Object other)',
      (_tx, self: string, other: unknown) => typeof other === 'string' && equalIds(self, other),
    ),
    member('SObjectType getSObjectType()', (tx, self: string) => {
      const object = objectOfId(tx.org.schema, self);
      return object === undefined
        ? tx.throw('SObjectException', `Invalid id value for this SObject type: ${self}`)
        : new SObjectTypeToken(object);
    }),
    member('String to15()', (_tx, self: string) => self.slice(0, 15)),
    member('String toString()', (_tx, self: string) => self),
  ],
};
