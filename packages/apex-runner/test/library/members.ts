import type { Transaction } from '../../src/transaction/transaction.ts';
import { library } from '../../src/library/index.ts';
import type { Value } from '../../src/values/value.ts';

/** Runs a member of the library: `call(tx, 'String', 'List<String> split(String regex)', 'a,b', ',')`. */
export function call(tx: Transaction, type: string, signature: string, ...values: Value[]): Value {
  const member = library
    .find((candidate) => candidate.name === type)
    ?.members.find((candidate) => candidate.signature === signature);
  if (!member) throw new Error(`${type} has no ${signature}`);
  return (member.run as (tx: Transaction, ...values: Value[]) => Value | undefined)(tx, ...values) ?? null;
}

/** Sets a property of an instance. */
export function assign(tx: Transaction, type: string, property: string, self: Value, value: Value): void {
  const member = library
    .find((candidate) => candidate.name === type)
    ?.members.find((candidate) => new RegExp(` ${property} \\{`).test(candidate.signature));
  if (!member?.assign) throw new Error(`${type} has no property ${property}`);
  (member.assign as (tx: Transaction, self: Value, value: Value) => void)(tx, self, value);
}
