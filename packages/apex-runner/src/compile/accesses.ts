import type { Checked, Place } from '../check/checked.ts';
import type { ApexType } from '../types/type.ts';
import { hasAccessors } from '../check/class-model.ts';
import { accessorName, fieldName, methodName } from './names.ts';
import { isNeverNull, type Emitter } from './emitter.ts';

const KINDS = [
  'field',
  'property',
  'libraryProperty',
  'recordField',
  'recordParent',
  'recordChildren',
  'index',
  'call',
  'callSuper',
  'libraryCall',
  'enumPart',
] as const;

type Access = Checked & { readonly kind: (typeof KINDS)[number] };

/** Whether an expression takes something from a value: what `.`, `?.` and `[]` do. */
export function isAccess(node: Checked): node is Access {
  return (KINDS as readonly string[]).includes(node.kind);
}

interface Chain {
  /** Conditions under which the whole chain is null. */
  readonly guards: readonly string[];
  readonly code: string;
}

/** Writes an access. Where a `?.` finds null, all that follows in the chain is left out, and the value is null. */
export function access(emitter: Emitter, node: Access): string {
  const { guards, code } = chain(emitter, node);
  return guards.length > 0 ? `(${guards.join(' || ')} ? null : ${code})` : code;
}

function chain(emitter: Emitter, node: Access): Chain {
  const target = 'target' in node ? node.target : undefined;
  if (!target) {
    return { guards: [], code: taken(emitter, node, '') };
  }
  const inner: Chain = isAccess(target) ? chain(emitter, target) : { guards: [], code: emitter.expression(target) };
  if ('isSafe' in node && node.isSafe) {
    const name = emitter.temporary();
    return {
      guards: [...inner.guards, `(${name} = ${inner.code}) === null`],
      code: taken(emitter, node, name),
    };
  }
  const present = isNeverNull(target) ? inner.code : `present($, ${inner.code})`;
  return { guards: inner.guards, code: taken(emitter, node, present) };
}

/** Takes it from a target that is not null. */
function taken(emitter: Emitter, node: Access, target: string): string {
  switch (node.kind) {
    case 'field':
      return `${target}.${fieldName(node.field)}`;
    case 'property':
      return node.field.property?.getter?.body
        ? `${node.target ? `${target}.` : ''}${accessorName(node.field, 'get')}($)`
        : node.target
          ? `${target}.${fieldName(node.field)}`
          : statics(node.field.owner.index, fieldName(node.field));
    case 'libraryProperty':
      return `${emitter.constants.member(node.member)}.run(${node.target ? `$.tx, ${target}` : '$.tx'})`;
    case 'recordField':
      return `getField($.tx, ${target}, ${JSON.stringify(node.name)})`;
    case 'recordParent':
      return `getParent($.tx, ${target}, ${JSON.stringify(node.name)})`;
    case 'recordChildren':
      return `getChildren($.tx, ${target}, ${JSON.stringify(node.name)})`;
    case 'index':
      return `itemAt($, ${target}, ${emitter.present(node.index)})`;
    case 'call':
      return `${target}.${methodName(node.method)}(${emitter.arguments(node.arguments)})`;
    case 'callSuper': {
      const values = [emitter.self, '$', ...node.arguments.map((one) => emitter.expression(one))];
      return `C${String(node.of.index)}.prototype.${methodName(node.method)}.call(${values.join(', ')})`;
    }
    case 'libraryCall': {
      const values = node.arguments.map((one) => emitter.expression(one));
      const all = ['$.tx', ...(node.target ? [target] : []), ...values];
      return `${emitter.constants.member(node.member)}.run(${all.join(', ')})`;
    }
    case 'enumPart':
      return `${target}.${node.part}`;
  }
}

function statics(index: number, field: string): string {
  return `($.statics[${String(index)}] ?? c${String(index)}_static($)).${field}`;
}

/** How a place is read and written. */
export interface PlaceCode {
  /** What is evaluated before, once. */
  readonly before: readonly string[];
  readonly get: string;
  /** Gives the value that was set. */
  set(value: string): string;
}

/** Writes what is assigned to. */
export function place(emitter: Emitter, node: Place & { readonly type: ApexType }): PlaceCode {
  switch (node.kind) {
    case 'local':
      return { before: [], get: node.name, set: (value) => `(${node.name} = ${value})` };
    case 'static':
      return assigned(statics(node.field.owner.index, fieldName(node.field)));
    case 'field': {
      const { before, name } = held(emitter, node.target);
      return { ...assigned(`${name}.${fieldName(node.field)}`), before };
    }
    case 'property':
      return property(emitter, node);
    case 'libraryProperty': {
      const member = emitter.constants.member(node.member);
      const { before, name } = node.target ? held(emitter, node.target) : { before: [], name: '' };
      const to = node.target ? `$.tx, ${name}` : '$.tx';
      return { before, get: `${member}.run(${to})`, set: (value) => `assigned(${member}, [${to}], ${value})` };
    }
    case 'recordField':
    case 'recordParent':
    case 'recordChildren': {
      const { before, name } = held(emitter, node.target);
      const field = JSON.stringify(node.name);
      return {
        before,
        get: `${node.kind === 'recordField' ? 'getField' : 'getParent'}($.tx, ${name}, ${field})`,
        set: (value) => `putField($.tx, ${name}, ${field}, ${value})`,
      };
    }
    case 'index': {
      const { before, name } = held(emitter, node.target);
      const index = emitter.temporary();
      return {
        before: [...before, `${index} = ${emitter.present(node.index)}`],
        get: `itemAt($, ${name}, ${index})`,
        set: (value) => `putItem($, ${name}, ${index}, ${value})`,
      };
    }
  }
}

function assigned(code: string): PlaceCode {
  return { before: [], get: code, set: (value) => `(${code} = ${value})` };
}

/** A target that is evaluated once. */
function held(emitter: Emitter, target: Checked): { before: string[]; name: string } {
  if (target.kind === 'this') {
    return { before: [], name: emitter.self };
  }
  const name = emitter.temporary();
  return { before: [`${name} = ${emitter.present(target)}`], name };
}

function property(emitter: Emitter, node: Place & { kind: 'property' }): PlaceCode {
  const { field } = node;
  const { before, name } = node.target ? held(emitter, node.target) : { before: [], name: '' };
  const plain = node.target ? `${name}.${fieldName(field)}` : statics(field.owner.index, fieldName(field));
  const prefix = node.target ? `${name}.` : '';
  const code = hasAccessors(field) ? field.property : undefined;
  return {
    before,
    get: code?.getter?.body ? `${prefix}${accessorName(field, 'get')}($)` : plain,
    set: (value) =>
      code?.setter?.body ? `${prefix}${accessorName(field, 'set')}($, ${value})` : `(${plain} = ${value})`,
  };
}
