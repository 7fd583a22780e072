import type { TextOrigin } from '@cert-health/core';
import type { ApexCode } from './apex-code.ts';
import { is, isType } from './apex-code.ts';
import type { CertificateName } from './reference.ts';
import { RowTrace } from './rows.ts';
import type { Row, Texts } from './rows.ts';
import type { Scope } from './scope.ts';
import type { CallExpression, Expression } from './syntax/model.ts';
import { typeName, typeOf } from './type-of.ts';
import type { Site, Usage } from './usage.ts';

/** A text that code reads from configuration or data. */
export interface TextSource {
  /** The places in the org's configuration that it may come from. */
  readonly names: readonly CertificateName[];
  /** It may also come from here, where nothing of what was read tells the text. */
  readonly open?: TextOrigin;
  /** Code sets the field itself. */
  readonly set?: readonly Site<Expression>[];
}

/** The platform's own objects that hold files: in which field, and what people call one. */
const FILES: Readonly<Record<string, { readonly field: string; readonly called: string }>> = {
  attachment: { field: 'Body', called: 'attachment' },
  contentversion: { field: 'VersionData', called: 'file' },
  document: { field: 'Body', called: 'document' },
  staticresource: { field: 'Body', called: 'static resource' },
};

/**
 * Where an expression reads a text from: a custom label, a field of a record, the certificate of an external data source.
 * Undefined for anything else.
 */
export function textSourceOf(
  expression: Expression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): TextSource | undefined {
  if (expression.kind === 'call') {
    return labelCall(expression, scope, code) ?? fieldCall(expression, scope, code, usage, texts);
  }
  if (expression.kind !== 'member') return undefined;
  const name = typeName(expression, scope, code);
  const label = /^(?:System\.)?Label\.(\w+(?:\.\w+)?)$/i.exec(name ?? '')?.[1];
  if (label && !code.findType('Label', scope.type)) return { names: [{ kind: 'label', label }] };
  const { target } = expression;
  const type = typeOf(target, scope, code)?.type;
  if (is(expression.name, 'certificateName') && isType(type, 'DataSource.ConnectionParams')) {
    return { names: [{ kind: 'externalDataSource' }] };
  }
  // setting.Partner__r.Certificate__c
  const path = [expression.name];
  let holder = target;
  while (holder.kind === 'member' && /__r$/i.test(holder.name)) {
    path.unshift(holder.name);
    holder = holder.target;
  }
  return rowField(holder, path, scope, code, usage, texts);
}

/** `System.Label.get('ns', 'X')`. */
function labelCall(call: CallExpression, scope: Scope, code: ApexCode): TextSource | undefined {
  const target = call.target && typeName(call.target, scope, code);
  if (!target || !/^(?:System\.)?Label$/i.test(target) || !is(call.name, 'get')) return undefined;
  const [namespace, label] = call.arguments;
  if (label?.kind !== 'string') return undefined;
  const prefix = namespace?.kind === 'string' && namespace.value !== '' ? `${namespace.value}.` : '';
  return { names: [{ kind: 'label', label: prefix + label.value }] };
}

/** `record.get('Certificate__c')`. */
function fieldCall(
  call: CallExpression,
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): TextSource | undefined {
  const [field] = call.arguments;
  const { target } = call;
  if (!target || !field || call.arguments.length > 1 || !is(call.name, 'get')) return undefined;
  if (!isObject(typeOf(target, scope, code)?.type.name ?? '')) return undefined;
  // `record.get(Partner__mdt.Certificate__c)`
  const token = /^(?:\w+__(?:mdt|c)\.)(?:fields\.)?(\w+)$/i.exec(typeName(field, scope, code) ?? '')?.[1];
  const asked = token === undefined ? texts(field, scope) : [token];
  const read = asked.map((name) => rowField(target, [name], scope, code, usage, texts));
  const known = read.filter((one) => one !== undefined);
  if (known.length === 0 || known.length < read.length) return undefined;
  const open = known.find((one) => one.open)?.open;
  return {
    names: known.flatMap(({ names }) => names),
    ...(open && { open }),
    set: known.flatMap(({ set = [] }) => set),
  };
}

function rowField(
  holder: Expression,
  path: readonly string[],
  scope: Scope,
  code: ApexCode,
  usage: Usage,
  texts: Texts,
): TextSource | undefined {
  const declared = typeOf(holder, scope, code)?.type;
  const type = declared && elementOf(declared);
  const name = path.at(-1) ?? '';
  const isField =
    /__c$/i.test(name) || (type !== undefined && (isObject(type) || is(FILES[type.toLowerCase()]?.field ?? '', name)));
  if (!isField || (type !== undefined && code.findType(type, scope.type))) return undefined;
  const { rows, open, through } = new RowTrace(code, usage, texts).of(holder, scope);
  const field = path.join('.');
  const some = open || rows.length === 0;
  const isMetadata = type !== undefined && /__mdt$/i.test(type);
  // Of a custom metadata type every record is configuration, whichever it is.
  const any: Row[] = isMetadata && some ? [{ kind: 'customMetadata', type }] : [];
  const configured = any.length > 0 ? any : rows.filter((row) => row.kind !== 'record');
  const unknown: Row[] = !isMetadata && some ? [{ kind: 'record', type: type ?? '' }] : [];
  const [from] = [...rows.filter((row) => row.kind === 'record'), ...unknown];
  return {
    names: configured.map((row) => nameOf(row, field)),
    ...(from && { open: originOf(from, field) }),
    set: through.flatMap((file) => settersIn(file, name, type, code, usage)),
  };
}

function nameOf({ kind, type, record }: Row, field: string): CertificateName {
  const place = { type, ...(record !== undefined && { record }), field };
  return kind === 'customMetadata' ? { kind, ...place } : { kind: 'customSetting', ...place };
}

/** `Partner__c.Keystore__c`; `static resource Key`. */
function originOf({ type, record }: Row, field: string): TextOrigin {
  const called = FILES[type.toLowerCase()]?.called;
  if (called !== undefined) return { kind: 'file', name: record === undefined ? called : `${called} ${record}` };
  if (record !== undefined) return { kind: 'record', name: `${type} ${record}, field ${field}` };
  return { kind: 'record', name: type === '' ? field : `${type}.${field}` };
}

/** What a file sets such a field to: `row.Certificate__c = 'X'`, `new Partner__c(Certificate__c = 'X')`. */
function settersIn(
  file: Scope['type'],
  field: string,
  type: string | undefined,
  code: ApexCode,
  usage: Usage,
): Site<Expression>[] {
  const { assignments, calls } = usage.of(file);
  const mayBe = (other: string | undefined): boolean => type === undefined || other === undefined || is(other, type);
  return [
    ...assignments.flatMap(({ expression: { target, value }, scope }) => {
      if (target.kind !== 'member' || !is(target.name, field)) return [];
      return mayBe(typeOf(target.target, scope, code)?.type.name) ? [{ expression: value, scope }] : [];
    }),
    ...calls.flatMap(({ expression, scope }): Site<Expression>[] => {
      if (expression.kind === 'new') {
        if (!mayBe(expression.type.name)) return [];
        return expression.arguments.flatMap((argument) =>
          argument.kind === 'assign' && argument.target.kind === 'name' && is(argument.target.name, field)
            ? [{ expression: argument.value, scope }]
            : [],
        );
      }
      const [put, value] = expression.arguments;
      const puts = is(expression.name, 'put') && put?.kind === 'string' && is(put.value, field);
      return puts && value && expression.target ? [{ expression: value, scope }] : [];
    }),
  ];
}

function isObject(type: string): boolean {
  return /__(?:mdt|c|e|x|b)$/i.test(type) || is(type, 'SObject');
}

/** Of `[SELECT …].Field__c`. */
function elementOf({ name, arguments: given }: { name: string; arguments: readonly { name: string }[] }): string {
  return is(name, 'List') ? (given[0]?.name ?? name) : name;
}
