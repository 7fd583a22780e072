import { member, strict, type PlatformType } from './declaration.ts';
import { localNumber } from './locale-format.ts';
import { wholeOf } from './numbers-from-text.ts';
import { referencePage } from './page.ts';

export const long: PlatformType = {
  name: 'Long',
  page: referencePage('apex_methods_system_long'),
  members: [
    strict('static Long valueOf(String text)', (tx, text: string) => wholeOf(tx, text, 'long')),
    member('String format()', (tx, self: bigint) => localNumber(tx.user.locale, self)),
    member('Integer intValue()', (_tx, self: bigint) => Number(BigInt.asIntN(32, self))),
  ],
};
