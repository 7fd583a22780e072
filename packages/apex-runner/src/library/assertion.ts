import type { Transaction } from '../transaction/transaction.ts';
import { alike } from '../semantics/equality.ts';
import { plainText } from '../semantics/text.ts';
import type { Value } from '../values/value.ts';

/** Failed assertions of Assert and System. They end a test; nothing catches them, which `run` sees to by the type. */
const ASSERT_EXCEPTION = 'AssertException';

/** @throws System.AssertException `Assertion Failed`, with the message of the test behind a colon */
export function failed(tx: Transaction, message: Value, detail = ''): never {
  const said = message === null ? '' : `: ${plainText(tx, message)}`;
  return tx.throw(ASSERT_EXCEPTION, `Assertion Failed${said}${detail}`);
}

/** Compares as `equals` does: texts with case. */
export function checkEqual(tx: Transaction, expected: Value, actual: Value, message: Value): void {
  if (alike(tx, expected, actual)) return;
  failed(tx, message, `: Expected: ${plainText(tx, expected)}, Actual: ${plainText(tx, actual)}`);
}

export function checkNotEqual(tx: Transaction, expected: Value, actual: Value, message: Value): void {
  if (alike(tx, expected, actual)) failed(tx, message, `: Same value: ${plainText(tx, actual)}`);
}
