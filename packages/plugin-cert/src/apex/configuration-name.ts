import type { ApexCode } from './apex-code.ts';
import { is, isType } from './apex-code.ts';
import { configurationRows } from './configuration-rows.ts';
import type { Texts } from './configuration-rows.ts';
import type { CertificateName } from './reference.ts';
import type { Scope } from './scope.ts';
import type { CallExpression, Expression } from './syntax/model.ts';
import { typeName, typeOf } from './type-of.ts';
import type { Usage } from './usage.ts';

/**
 * The place in the org's configuration that an expression reads a text from: a custom label, a field of a custom metadata
 * record or custom setting, the certificate of an external data source. Undefined for anything else.
 */
export function configurationNames(
  expression: Expression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): CertificateName[] | undefined {
  if (expression.kind === 'call')
    return labelCall(expression, scope, code) ?? fieldCall(expression, scope, code, usage, texts);
  if (expression.kind !== 'member') return undefined;
  const name = typeName(expression, scope, code);
  const label = /^(?:System\.)?Label\.(\w+(?:\.\w+)?)$/i.exec(name ?? '')?.[1];
  if (label && !code.findType('Label', scope.type)) return [{ kind: 'label', label }];
  const { target } = expression;
  const type = typeOf(target, scope, code)?.type;
  if (is(expression.name, 'certificateName') && isType(type, 'DataSource.ConnectionParams')) {
    return [{ kind: 'externalDataSource' }];
  }
  // setting.Partner__r.Certificate__c
  const path = [expression.name];
  let holder = target;
  while (holder.kind === 'member' && /__r$/i.test(holder.name)) {
    path.unshift(holder.name);
    holder = holder.target;
  }
  return rowField(holder, path.join('.'), scope, code, usage, texts);
}

/** `System.Label.get('ns', 'X')`. */
function labelCall(call: CallExpression, scope: Scope, code: ApexCode): CertificateName[] | undefined {
  const target = call.target && typeName(call.target, scope, code);
  if (!target || !/^(?:System\.)?Label$/i.test(target) || !is(call.name, 'get')) return undefined;
  const [namespace, label] = call.arguments;
  if (label?.kind !== 'string') return undefined;
  const prefix = namespace?.kind === 'string' && namespace.value !== '' ? `${namespace.value}.` : '';
  return [{ kind: 'label', label: prefix + label.value }];
}

/** `record.get('Certificate__c')`. */
function fieldCall(
  call: CallExpression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): CertificateName[] | undefined {
  const [field] = call.arguments;
  const { target } = call;
  if (!target || !field || call.arguments.length > 1 || !is(call.name, 'get')) return undefined;
  if (!/__(?:mdt|c)$/i.test(typeOf(target, scope, code)?.type.name ?? '')) return undefined;
  const names = texts(field, scope).map((name) => rowField(target, name, scope, code, usage, texts));
  return names.length > 0 && names.every((name) => name !== undefined) ? names.flat() : undefined;
}

function rowField(
  holder: Expression,
  field: string,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): CertificateName[] | undefined {
  const rows = configurationRows(holder, scope, code, usage, texts);
  return rows.length === 0 ? undefined : rows.map((row) => ({ ...row, field }));
}
