import type { Transaction } from '../transaction/transaction.ts';
import type { Value } from '../values/value.ts';
import { checkEqual, checkNotEqual, failed } from './assertion.ts';
import { member, type Member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { isOfType, type TypeValue } from './type.ts';

type Check = (tx: Transaction, values: Value[], message: Value) => void;

/** A check with and without a message. */
function check(name: string, parameters: string, count: number, run: Check): Member[] {
  return [parameters, [parameters, 'String message'].filter(Boolean).join(', ')].map((all) =>
    member(`static void ${name}(${all})`, (tx, ...values: Value[]) =>
      run(tx, values.slice(0, count), values[count] ?? null),
    ),
  );
}

export const assert: PlatformType = {
  name: 'Assert',
  page: referencePage('apex_class_System_Assert'),
  members: [
    ...check('areEqual', 'Object expected, Object actual', 2, (tx, [expected, actual], message) =>
      checkEqual(tx, expected!, actual!, message),
    ),
    ...check('areNotEqual', 'Object notExpected, Object actual', 2, (tx, [expected, actual], message) =>
      checkNotEqual(tx, expected!, actual!, message),
    ),
    ...check('fail', '', 0, (tx, _values, message) => failed(tx, message)),
    ...check('isFalse', 'Boolean condition', 1, (tx, [condition], message) => {
      if (condition !== false) failed(tx, message);
    }),
    ...check('isInstanceOfType', 'Object instance, Type expectedType', 2, (tx, [instance, wanted], message) => {
      if (!isOfType(instance!, wanted as TypeValue)) failed(tx, message);
    }),
    ...check('isNotInstanceOfType', 'Object instance, Type notExpectedType', 2, (tx, [instance, wanted], message) => {
      if (isOfType(instance!, wanted as TypeValue)) failed(tx, message);
    }),
    ...check('isNotNull', 'Object value', 1, (tx, [value], message) => {
      if (value === null) failed(tx, message);
    }),
    ...check('isNull', 'Object value', 1, (tx, [value], message) => {
      if (value !== null) failed(tx, message);
    }),
    ...check('isTrue', 'Boolean condition', 1, (tx, [condition], message) => {
      if (condition !== true) failed(tx, message);
    }),
  ],
};
