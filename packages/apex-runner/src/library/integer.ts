import type { Value } from '../values/value.ts';
import { member, strict, type PlatformType } from './declaration.ts';
import { localNumber } from './locale-format.ts';
import { integerOfValue, wholeOf } from './numbers-from-text.ts';
import { referencePage } from './page.ts';

export const integer: PlatformType = {
  name: 'Integer',
  page: referencePage('apex_methods_system_integer'),
  members: [
    strict('static Integer valueOf(String text)', (tx, text: string) => Number(wholeOf(tx, text, 'integer'))),
    strict('static Integer valueOf(Object value)', (tx, value: Value) => integerOfValue(tx, value)),
    member('String format()', (tx, self: number) => localNumber(tx.user.locale, self)),
  ],
};
