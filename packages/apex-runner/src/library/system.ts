import type { Transaction } from '../transaction/transaction.ts';
import { plainText } from '../semantics/text.ts';
import { ApexDatetime } from '../values/time.ts';
import type { EnumValue } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import { asynchronousMembers } from './asynchronous.ts';
import { checkEqual, checkNotEqual, failed } from './assertion.ts';
import { dayOf } from './date.ts';
import { debugLog, makeDebugLog } from './debug-log.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

function debug(tx: Transaction, level: string, value: Value): void {
  tx.session.state(debugLog, makeDebugLog).push({ level, text: plainText(tx, value) });
}

/** `System.runAs` is a statement of the language. */
export const system: PlatformType = {
  name: 'System',
  page: referencePage('apex_methods_system_system'),
  members: [
    ...asynchronousMembers,
    member('static void assert(Boolean condition)', (tx, condition: Value) => {
      if (condition !== true) failed(tx, null);
    }),
    member('static void assert(Boolean condition, Object message)', (tx, condition: Value, message: Value) => {
      if (condition !== true) failed(tx, message);
    }),
    member('static void assertEquals(Object expected, Object actual)', (tx, expected: Value, actual: Value) =>
      checkEqual(tx, expected, actual, null),
    ),
    member(
      'static void assertEquals(Object expected, Object actual, Object message)',
      (tx, expected: Value, actual: Value, message: Value) => checkEqual(tx, expected, actual, message),
    ),
    member('static void assertNotEquals(Object expected, Object actual)', (tx, expected: Value, actual: Value) =>
      checkNotEqual(tx, expected, actual, null),
    ),
    member(
      'static void assertNotEquals(Object expected, Object actual, Object message)',
      (tx, expected: Value, actual: Value, message: Value) => checkNotEqual(tx, expected, actual, message),
    ),
    member('static Long currentTimeMillis()', (tx) => BigInt(tx.now())),
    member('static void debug(Object value)', (tx, value: Value) => debug(tx, 'DEBUG', value)),
    member('static void debug(LoggingLevel level, Object value)', (tx, level: EnumValue | null, value: Value) =>
      debug(tx, level?.name ?? 'DEBUG', value),
    ),
    member('static Datetime now()', (tx) => new ApexDatetime(tx.now())),
    member('static Date today()', (tx) => dayOf(tx, tx.now())),
  ],
};

export const loggingLevel: PlatformType = {
  name: 'LoggingLevel',
  page: referencePage('apex_enum_System_LoggingLevel'),
  values: ['NONE', 'INTERNAL', 'FINEST', 'FINER', 'FINE', 'DEBUG', 'INFO', 'WARN', 'ERROR'],
  members: [],
};
