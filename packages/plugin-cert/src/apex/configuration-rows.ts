import type { ApexCode } from './apex-code.ts';
import { is } from './apex-code.ts';
import { findLocal, insideCall, NO_LOCALS } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CallExpression, Expression } from './syntax/model.ts';
import { fieldAt, methodsAt, typeName, typeOf } from './type-of.ts';
import { returnedFrom } from './flow.ts';
import type { Usage } from './usage.ts';

/** A record of configuration that code reads: of a custom metadata type or of a custom setting. */
export interface ConfigurationRow {
  readonly kind: 'customMetadata' | 'customSetting';
  readonly type: string;
  readonly record?: string;
}

/** What an expression may be as text, where that is known; else empty. */
export type Texts = (expression: Expression, scope: Scope) => readonly string[];

/**
 * The records of configuration an expression may stand for: the result of `getInstance`, of a query of a custom metadata
 * type, or a variable that holds one. Empty for everything else; a query of a `__c` object is no proof of a setting.
 */
export function configurationRows(
  expression: Expression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): readonly ConfigurationRow[] {
  const rows = traceRows(expression, scope, { code, usage, texts }, 0);
  if (rows.length > 0) return rows;
  const type = typeOf(expression, scope, code)?.type.name;
  return type && /__mdt$/i.test(type) ? [{ kind: 'customMetadata', type }] : [];
}

/** A chain of variables longer than this is not followed. */
const DEEPEST = 8;

interface Known {
  readonly code: ApexCode;
  readonly usage: Usage;
  readonly texts: Texts;
}

type Rows = readonly ConfigurationRow[];

function traceRows(expression: Expression, scope: Scope, known: Known, depth: number): Rows {
  if (depth > DEEPEST) return [];
  const trace = (next: Expression, at: Scope): Rows => traceRows(next, at, known, depth + 1);
  switch (expression.kind) {
    case 'call':
      return traceCall(expression, scope, known, trace);
    case 'query': {
      if (!/__mdt$/i.test(expression.from)) return [];
      const names = expression.developerName ? known.texts(expression.developerName, scope) : [];
      return withRecords({ kind: 'customMetadata', type: expression.from }, names);
    }
    case 'index':
      return trace(expression.target, scope);
    case 'cast':
    case 'assign':
      return trace(expression.value, scope);
    case 'choice':
      return expression.options.flatMap((option) => trace(option, scope));
    case 'name':
    case 'member': {
      const local = expression.kind === 'name' ? findLocal(scope, expression.name) : undefined;
      if (!local) return traceField(expression, scope, known, trace);
      return local.values.flatMap((value) =>
        value.kind === 'expression' || value.kind === 'argument' ? trace(value.expression, value.scope) : [],
      );
    }
    default:
      return [];
  }
}

type Trace = (next: Expression, at: Scope) => Rows;

/** What a field starts with, a getter returns, and the code assigns. */
function traceField(expression: Expression, scope: Scope, { code, usage }: Known, trace: Trace): Rows {
  const found = fieldAt(expression, scope, code);
  if (!found) return [];
  const { field, owner } = found;
  const here: Scope = { type: owner, locals: NO_LOCALS };
  const returned = field.getter ? returnedFrom(field.getter, here) : [];
  const assigned = usage.assignmentsOf(field, owner).sites;
  return distinct([
    ...(field.value ? trace(field.value, here) : []),
    ...assigned.flatMap((site) => trace(site.expression.value, site.scope)),
    ...returned.flatMap((value) => trace(value.expression, value.scope)),
  ]);
}

function traceCall(call: CallExpression, scope: Scope, { code, texts }: Known, trace: Trace): Rows {
  const [declared] = methodsAt(call, scope, code);
  if (declared) {
    const { method, owner } = declared;
    const returned = method.body ? returnedFrom(method.body, insideCall(owner, method, call.arguments, scope)) : [];
    return distinct(returned.flatMap((value) => trace(value.expression, value.scope)));
  }
  if (!call.target) return [];
  const [argument] = call.arguments;
  const names = argument ? texts(argument, scope) : [];
  const type = typeName(call.target, scope, code)?.replace(/^Schema\./i, '');
  if (type && /__mdt$/i.test(type) && /^(?:getInstance|getAll)$/i.test(call.name)) {
    return withRecords({ kind: 'customMetadata', type }, names);
  }
  if (type && /__c$/i.test(type) && /^(?:getInstance|getValues|getOrgDefaults|getAll)$/i.test(call.name)) {
    return withRecords({ kind: 'customSetting', type }, names);
  }
  if (!/^(?:get|values|iterator|next|clone)$/i.test(call.name)) return [];
  const rows = trace(call.target, scope);
  return is(call.name, 'get') ? rows.flatMap((row) => (row.record ? [row] : withRecords(row, names))) : rows;
}

function withRecords(row: ConfigurationRow, records: readonly string[]): Rows {
  return records.length === 0 ? [row] : records.map((record) => ({ ...row, record }));
}

function distinct(rows: Rows): Rows {
  return [...new Map(rows.map((row) => [`${row.type} ${row.record ?? ''}`, row])).values()];
}
