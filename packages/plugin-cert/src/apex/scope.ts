import type { Expression, Field, Method, TypeDeclaration, TypeName } from './syntax/model.ts';

/** Where an expression stands: in which type, and what the local variables may hold there. */
export interface Scope {
  readonly type: TypeDeclaration;
  /** Absent in field values and in the blocks of a class. */
  readonly method?: Method;
  readonly locals: Locals;
  /** It only runs in tests: behind `if (Test.isRunningTest())`. */
  readonly isInTest?: boolean;
}

/** Local variables and parameters in reach, by lower-case name. */
export type Locals = ReadonlyMap<string, Local>;

export interface Local {
  readonly name: string;
  readonly type: TypeName;
  /** Every value that may have reached this point. None: it is still null. */
  readonly values: readonly LocalValue[];
}

export type LocalValue =
  /** Assigned: an expression, read in the scope it was written in. */
  | { readonly kind: 'expression'; readonly expression: Expression; readonly scope: Scope }
  /** The same, for a parameter of a call that is being followed. */
  | { readonly kind: 'argument'; readonly expression: Expression; readonly scope: Scope }
  /** Given by whoever calls. */
  | { readonly kind: 'parameter'; readonly index: number }
  /** Given by whoever sets the property: `value` in its setter. */
  | { readonly kind: 'assigned'; readonly field: Field; readonly owner: TypeDeclaration }
  | { readonly kind: 'unknown' };

export const NO_LOCALS: Locals = new Map();

export function findLocal(scope: Scope, name: string): Local | undefined {
  return scope.locals.get(name.toLowerCase());
}

export function withLocal(locals: Locals, local: Local): Locals {
  return new Map(locals).set(local.name.toLowerCase(), local);
}

/** The scope in which the body of a method runs for a call with these arguments. */
export function insideCall(type: TypeDeclaration, method: Method, given: readonly Expression[], caller: Scope): Scope {
  const locals = method.parameters.map((parameter, index): [string, Local] => {
    const expression = given[index];
    const values: LocalValue[] = expression ? [{ kind: 'argument', expression, scope: caller }] : [];
    return [parameter.name.toLowerCase(), { ...parameter, values }];
  });
  return { type, method, locals: new Map(locals) };
}

/** What may be known after one of several ways was taken. */
export function join(ways: readonly Locals[]): Locals {
  const [first = NO_LOCALS, ...others] = ways;
  if (others.every((other) => other === first)) return first;
  const joined = new Map(first);
  for (const other of others) {
    for (const [key, local] of other) {
      const known = joined.get(key);
      joined.set(key, known && known !== local ? { ...local, values: union(known.values, local.values) } : local);
    }
  }
  return joined;
}

/** One expression counts once; of two scopes it was seen in, the later knows more. */
function union(some: readonly LocalValue[], others: readonly LocalValue[]): LocalValue[] {
  const values = new Map(some.map((value) => [identity(value), value]));
  for (const value of others) values.set(identity(value), value);
  return [...values.values()];
}

function identity(value: LocalValue): unknown {
  if (value.kind === 'expression' || value.kind === 'argument') return value.expression;
  if (value.kind === 'assigned') return value.field;
  return value.kind === 'parameter' ? value.index : value.kind;
}
