import type { ApexCode, OwnedField, OwnedMethod } from './apex-code.ts';
import { is } from './apex-code.ts';
import { findLocal } from './scope.ts';
import type { Scope } from './scope.ts';
import type { CallExpression, Expression, TypeDeclaration, TypeName } from './syntax/model.ts';

/** A type and where its name is written, which decides what the name means. */
export interface TypeAt {
  readonly type: TypeName;
  readonly from: TypeDeclaration;
}

/** `System.Label.X` as text; undefined for anything but names and dots. */
export function dottedName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'member') return undefined;
  const target = dottedName(expression.target);
  return target && `${target}.${expression.name}`;
}

/** The dotted name of a type or namespace: undefined where its first word is a variable, field or property. */
export function typeName(expression: Expression, scope: Scope, code: ApexCode): string | undefined {
  const name = dottedName(expression);
  const first = name?.split('.')[0] ?? '';
  return findLocal(scope, first) || lexicalField(first, scope, code) ? undefined : name;
}

/** The declared class that an expression such as `Constants` or `Outer.Inner` names. */
export function classNamed(expression: Expression, scope: Scope, code: ApexCode): TypeDeclaration | undefined {
  const name = typeName(expression, scope, code);
  return name === undefined ? undefined : code.findType(name, scope.type);
}

/** The declared field or property that an expression reads or sets. */
export function fieldAt(expression: Expression, scope: Scope, code: ApexCode): OwnedField | undefined {
  if (expression.kind === 'name') {
    return findLocal(scope, expression.name) ? undefined : lexicalField(expression.name, scope, code);
  }
  if (expression.kind !== 'member') return undefined;
  const owner = ownerOf(expression.target, scope, code);
  return owner && code.findField(expression.name, owner);
}

/** The declared methods that a call names, overloads included; what overrides them is not looked at. */
export function methodsAt(call: CallExpression, scope: Scope, code: ApexCode): OwnedMethod[] {
  const receiver = receiverOf(call, scope, code);
  return receiver ? methodsOf(receiver, call, scope, code) : [];
}

/** The declared class that a call asks for its method: without a target the nearest around it that has one of that name. */
export function receiverOf(call: CallExpression, scope: Scope, code: ApexCode): TypeDeclaration | undefined {
  if (call.target) return ownerOf(call.target, scope, code);
  for (let type: TypeDeclaration | undefined = scope.type; type; type = type.outer) {
    if (code.findMethods(call.name, call.arguments.length, type).length > 0) return type;
  }
  return undefined;
}

/** Methods of a class that may be meant by a call. */
export function methodsOf(type: TypeDeclaration, call: CallExpression, scope: Scope, code: ApexCode): OwnedMethod[] {
  return code.findMethods(call.name, call.arguments.length, type).filter(({ method }) =>
    method.parameters.every((parameter, index) => {
      const argument = call.arguments[index];
      const given = argument && typeOf(argument, scope, code)?.type.name;
      return given === undefined || mayAccept(parameter.type.name, given);
    }),
  );
}

/** The declared class behind an expression: named by it, or the type of its value. */
export function ownerOf(expression: Expression, scope: Scope, code: ApexCode): TypeDeclaration | undefined {
  if (expression.kind === 'this') return scope.type;
  if (expression.kind === 'super') return code.superType(scope.type);
  const named = classNamed(expression, scope, code);
  if (named) return named;
  const type = typeOf(expression, scope, code);
  return type && code.findType(type.type.name, type.from);
}

/** The declared type of an expression; undefined where the code at hand does not say. */
export function typeOf(expression: Expression, scope: Scope, code: ApexCode): TypeAt | undefined {
  const here = (type: TypeName | undefined): TypeAt | undefined => type && { type, from: scope.type };
  switch (expression.kind) {
    case 'string':
    case 'concat':
      return here(named('String'));
    case 'type':
      return here(named('Type'));
    case 'this':
      return here(named(scope.type.name));
    case 'name': {
      const local = findLocal(scope, expression.name);
      return local ? here(local.type) : typeOfField(fieldAt(expression, scope, code));
    }
    case 'member':
      return typeOfField(fieldAt(expression, scope, code));
    case 'call':
      return typeOfCall(expression, scope, code);
    case 'new':
    case 'cast':
    case 'scalar':
      return here(expression.type);
    case 'index': {
      const list = typeOf(expression.target, scope, code);
      return list && elementOf(list);
    }
    case 'choice':
      return expression.options.map((option) => typeOf(option, scope, code)).find((type) => type !== undefined);
    case 'assign':
      return typeOf(expression.target, scope, code);
    case 'query':
      return here({ name: 'List', arguments: [named(expression.from)] });
    case 'null':
    case 'super':
    case 'other':
      return undefined;
  }
}

function lexicalField(name: string, scope: Scope, code: ApexCode): OwnedField | undefined {
  for (let type: TypeDeclaration | undefined = scope.type; type; type = type.outer) {
    const found = code.findField(name, type);
    if (found) return found;
  }
  return undefined;
}

function typeOfField(field: OwnedField | undefined): TypeAt | undefined {
  return field && { type: field.field.type, from: field.owner };
}

/** Static methods of the platform whose result tells a public key from a certificate's name. */
const BLOBS = /^(?:System\.)?(?:Blob\.valueOf|EncodingUtil\.(?:base64Decode|base64UrlDecode|convertFromHex))$/i;

function typeOfCall(call: CallExpression, scope: Scope, code: ApexCode): TypeAt | undefined {
  const [declared] = methodsAt(call, scope, code);
  if (declared) return declared.method.returns && { type: declared.method.returns, from: declared.owner };
  if (!call.target) return undefined;
  const name = typeName(call.target, scope, code);
  if (name && BLOBS.test(`${name}.${call.name}`)) return { type: named('Blob'), from: scope.type };
  if (name && /__(?:mdt|c)$/i.test(name)) {
    if (/^(?:getInstance|getOrgDefaults|getValues)$/i.test(call.name)) return { type: named(name), from: scope.type };
    if (is(call.name, 'getAll')) {
      return { type: { name: 'Map', arguments: [named('String'), named(name)] }, from: scope.type };
    }
  }
  const target = typeOf(call.target, scope, code);
  if (!target) return undefined;
  if (/^(?:get|remove|next)$/i.test(call.name)) return elementOf(target);
  if (/^(?:clone|deepClone)$/i.test(call.name)) return target;
  const list = (type: TypeName[]): TypeAt => ({ type: { name: 'List', arguments: type }, from: target.from });
  if (/^(?:values|iterator)$/i.test(call.name)) return list(target.type.arguments.slice(-1));
  return is(call.name, 'keySet') ? list(target.type.arguments.slice(0, 1)) : undefined;
}

/** Of a list its element, of a map its value. */
function elementOf({ type, from }: TypeAt): TypeAt | undefined {
  const element = /^(?:List|Set|Map)$/i.test(type.name) ? type.arguments.at(-1) : undefined;
  return element && { type: element, from };
}

/** Rules out what can only be another overload. */
function mayAccept(parameter: string, given: string): boolean {
  const text = /^(?:System\.)?(?:String|Id|Object)$/i;
  return text.test(parameter) === text.test(given) || is(parameter, 'Object') || is(given, 'Object');
}

function named(name: string): TypeName {
  return { name, arguments: [] };
}
