import type { ApexCode, OwnedField, OwnedMethod } from './apex-code.ts';
import { findLocal } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CallExpression, Expression, TypeDeclaration } from './syntax/model.ts';
import { fieldAt, methodsOf, ownerOf, receiverOf } from './type-of.ts';
import type { Usage } from './usage.ts';

/** What may run or be read; `open`: something may that the code at hand does not show. */
export interface Reached<Member> {
  readonly members: readonly Member[];
  readonly open: boolean;
}

/** Variables that an object is followed through to where it is made. */
const DEEPEST = 6;

/**
 * The methods that a call may run: the one declared for its receiver, and all that override or implement it. No members:
 * the code does not declare it.
 */
export function methodsReached(call: CallExpression, scope: Scope, code: ApexCode, usage: Usage): Reached<OwnedMethod> {
  const { target } = call;
  const exact = target && madeAt(target, scope, code, 0);
  if (exact?.length) return reachedIn(exact.map((type) => closed(methodsOf(type, call, scope, code))));
  if (target?.kind === 'choice') {
    return reachedIn(target.options.map((option) => methodsReached({ ...call, target: option }, scope, code, usage)));
  }
  const receiver = receiverOf(call, scope, code);
  if (!receiver) return { members: [], open: true };
  const declared = methodsOf(receiver, call, scope, code);
  if (target?.kind === 'super') return closed(declared);
  const below = declared.map(({ method }) => usage.hierarchy.overriding(method, receiver));
  return {
    members: [
      ...new Map([...declared, ...below.flatMap(({ members }) => members)].map((one) => [one.method, one])).values(),
    ],
    open: declared.some((one) => isOpenToPackages(one, receiver)) || below.some(({ complete }) => !complete),
  };
}

/** The fields or properties that an expression may read: a property may be overridden. */
export function fieldsReached(
  expression: Expression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
): Reached<OwnedField> | undefined {
  const declared = fieldAt(expression, scope, code);
  if (!declared) return undefined;
  const target = expression.kind === 'member' ? expression.target : undefined;
  const exact = target && madeAt(target, scope, code, 0);
  if (exact?.length) return closed(exact.flatMap((type) => code.findField(declared.field.name, type) ?? []));
  if (target?.kind === 'super') return closed([declared]);
  const receiver = (target ? ownerOf(target, scope, code) : undefined) ?? declared.owner;
  const { members, complete } = usage.hierarchy.overridingProperties(declared.field, receiver);
  return { members: [declared, ...members], open: !complete };
}

function closed<Member>(members: readonly Member[]): Reached<Member> {
  return { members, open: false };
}

function reachedIn<Member>(ways: readonly Reached<Member>[]): Reached<Member> {
  const members = [...new Set(ways.flatMap((way) => way.members))];
  return { members, open: ways.some((way) => way.open || way.members.length === 0) };
}

/** Packages that extend a global class are no part of the code. */
function isOpenToPackages({ method }: OwnedMethod, { isGlobal, isExtensible }: TypeDeclaration): boolean {
  return isGlobal && isExtensible && method.isVirtual && !method.isPrivate;
}

/** The classes an object is made of, where every place that makes it is known; undefined where its class may be another. */
function madeAt(expression: Expression, scope: Scope, code: ApexCode, depth: number): TypeDeclaration[] | undefined {
  if (depth > DEEPEST) return undefined;
  switch (expression.kind) {
    case 'null':
      return [];
    case 'new': {
      const type = code.findType(expression.type.name, scope.type);
      return type && [type];
    }
    case 'cast':
    case 'assign':
      return madeAt(expression.value, scope, code, depth + 1);
    case 'choice':
      return allMade(expression.options.map((option) => madeAt(option, scope, code, depth + 1)));
    case 'name': {
      const local = findLocal(scope, expression.name);
      if (!local || local.values.length === 0) return undefined;
      return allMade(
        local.values.map((value) =>
          value.kind === 'expression' || value.kind === 'argument'
            ? madeAt(value.expression, value.scope, code, depth + 1)
            : undefined,
        ),
      );
    }
    default:
      return undefined;
  }
}

function allMade(ways: readonly (TypeDeclaration[] | undefined)[]): TypeDeclaration[] | undefined {
  const known = new Set(ways.flatMap((way) => way ?? []));
  return known.size > 0 && ways.every((way) => way !== undefined) ? [...known] : undefined;
}
