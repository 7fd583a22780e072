import type { Transaction } from '../transaction/transaction.ts';
import type { Value } from '../values/value.ts';

/**
 * A type of the platform's library: what the runner knows of it, and how it does it. One file a type in this folder; the list of
 * what is known is made from these declarations.
 */
export interface PlatformType {
  /** Canonical name: `String`, `HttpRequest`, `Messaging.SingleEmailMessage`. */
  readonly name: string;
  /** Namespace in front of which the type may be written besides: `System.HttpRequest`. Default `System`. */
  readonly namespace?: string;
  /** Its page in the Apex Reference Guide. */
  readonly page: string;
  /** Canonical names of what it is besides, whose members it has too (not their constructors); an exception class names `Exception`. */
  readonly ancestors?: readonly string[];
  /** An interface that classes of the program implement: methods that they must have, as signatures. */
  readonly interface?: readonly string[];
  /** An enum: its values in order. */
  readonly values?: readonly string[];
  readonly members: readonly Member[];
}

/**
 * One member. `signature` is written as the Apex Reference Guide writes it, with the types of this runner and `T`, `K`, `V` for the
 * type arguments of collections:
 *
 *   static String join(List<Object> items, String separator)
 *   Boolean contains(String text)
 *   new(Integer size)                     a constructor
 *   Integer statusCode { get; set; }      a property
 *   static TimeZone current { get; }
 *
 * `run` gets the transaction, then for members of an instance the instance, then the arguments, converted to the parameter types. A
 * property's `run` gets no argument; `assign` gets the instance and the value.
 *
 * A constructor returns the new object. Only those of List, Set, Map and exceptions get the object that the caller made, empty and of
 * the right type or class, in the place of the instance, and fill it. `Iterable<Object>` as a parameter takes lists and sets of
 * anything.
 */
export interface Member {
  readonly signature: string;
  run(transaction: Transaction, ...values: never[]): Value | undefined;
  assign?(transaction: Transaction, ...values: never[]): void;
}

/**
 * A member whose arguments may not be null, as most of the platform's: `Argument 1 cannot be null` (unverified: the wording).
 */
export function strict<Values extends readonly unknown[]>(
  signature: string,
  run: (transaction: Transaction, ...values: Values) => Value | undefined | void,
): Member {
  const first = signature.startsWith('static ') || signature.startsWith('new(') ? 0 : 1;
  return member(signature, (transaction, ...values: Values) => {
    for (let index = first; index < values.length; index++)
      if (values[index] === null)
        transaction.throw('NullPointerException', `Argument ${index - first + 1} cannot be null`);
    return run(transaction, ...values);
  });
}

/** Declares a member; the types of `run`'s parameters are those of the values. */
export function member<Values extends readonly unknown[]>(
  signature: string,
  run: (transaction: Transaction, ...values: Values) => Value | undefined | void,
  assign?: (
    transaction: Transaction,
    ...values: Values extends readonly [infer Self, ...unknown[]] ? [Self, Value] : never[]
  ) => void,
): Member {
  return { signature, run, ...(assign ? { assign } : {}) } as unknown as Member;
}
