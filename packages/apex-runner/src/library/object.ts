import { alike } from '../semantics/equality.ts';
import { plainText } from '../semantics/text.ts';
import type { Value } from '../values/value.ts';
import { member, type PlatformType } from './declaration.ts';

/** What everything can do. */
export const object: PlatformType = {
  name: 'Object',
  page: 'https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_primitives.htm',
  members: [
    member('Boolean equals(Object other)', (tx, self: Value, other: Value) => alike(tx, self, other)),
    member('String toString()', (tx, self: Value) => plainText(tx, self)),
  ],
};
