import type { ApexCode } from './apex-code.ts';
import { qualified } from './possible-name.ts';
import { findLocal, NO_LOCALS } from './scope.ts';
import type { Scope } from './scope.ts';
import type { Expression, NewExpression } from './syntax/model.ts';
import { fieldAt } from './type-of.ts';
import { outermost } from './usage.ts';
import type { Usage } from './usage.ts';

/** A list, set or map whose entries are written out where it is made. */
export interface WrittenCollection {
  readonly entries: NewExpression['entries'];
  /** Where the entries are written. */
  readonly scope: Scope;
  /** The variable it came through. */
  readonly via?: string;
  /** More is put into it elsewhere. */
  readonly grows: boolean;
}

/** What a variable, field or `new` expression holds, if it is one collection with entries. */
export function writtenCollection(
  expression: Expression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
): WrittenCollection | undefined {
  const found = findNew(expression, scope, code);
  if (!found || found.made.entries.length === 0) return undefined;
  const grows = (type: Scope['type']): boolean =>
    usage
      .of(outermost(type))
      .calls.some(
        ({ expression: call, scope: at }) =>
          call.kind === 'call' &&
          call.target !== undefined &&
          /^(?:put|putAll|add|addAll)$/i.test(call.name) &&
          findNew(call.target, at, code)?.made === found.made,
      );
  const { made, scope: where, via } = found;
  return { entries: made.entries, scope: where, ...(via && { via }), grows: via !== undefined && grows(where.type) };
}

interface Made {
  readonly made: NewExpression;
  readonly scope: Scope;
  readonly via?: string;
}

function findNew(expression: Expression, scope: Scope, code: ApexCode): Made | undefined {
  if (expression.kind === 'new') return { made: expression, scope };
  const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
  if (local) {
    const [value, ...more] = local.values;
    if (value?.kind !== 'expression' || value.expression.kind !== 'new' || more.length > 0) return undefined;
    return { made: value.expression, scope: value.scope, via: `local variable ${local.name}` };
  }
  const found = fieldAt(expression, scope, code);
  if (found?.field.value?.kind !== 'new') return undefined;
  const via = `${found.field.isFinal ? 'constant' : 'field'} ${qualified(found.owner)}.${found.field.name}`;
  return { made: found.field.value, scope: { type: found.owner, locals: NO_LOCALS }, via };
}
