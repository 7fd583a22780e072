import type { ApexType } from '../types/type.ts';
import type { CallExpression, Expression, Position } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import type { BodyContext } from './body-context.ts';
import type { Checked } from './checked.ts';
import type { ClassModel, MethodModel } from './class-model.ts';
import { converted } from './conversions.ts';
import { describe } from './declare.ts';
import type { LibraryMember } from './library-model.ts';
import { findMethods, libraryMembers } from './members.ts';
import { isVisible } from './visibility.ts';
import { chooseMember, namedType } from './names.ts';
import { chooseOverload } from './overloads.ts';

const STRING: ApexType = { kind: 'primitive', name: 'String' };
const INTEGER: ApexType = { kind: 'primitive', name: 'Integer' };

/** Checks a call of a method. */
export function call(body: BodyContext, expression: CallExpression): Checked {
  const list = expression.arguments.map((one) => body.value(one));
  const { target } = expression;
  if (!target) {
    return ownCall(body, expression, list);
  }
  if (target.kind === 'super') {
    return superCall(body, expression, list);
  }
  const type = namedType(body, target);
  if (type) {
    return staticCall(body, expression, type, list);
  }
  let value = body.value(target);
  if (value.kind === 'query' && value.type.kind === 'list') {
    const ofList = libraryMembers(body.program, value.type, expression.name).length > 0;
    if (!ofList) value = { kind: 'single', query: value, isSafe: expression.isSafe, type: value.type.of };
  }
  return callOn(body, expression, value, list);
}

function written(of: string, called: string, list: readonly Checked[]): string {
  return `${of}.${called}(${list.map((one) => typeText(one.type)).join(', ')})`;
}

/** The method among overloads that takes the arguments, and the arguments converted. */
function chosen(
  body: BodyContext,
  position: Position & { readonly name: string },
  methods: readonly MethodModel[],
  list: readonly Checked[],
  of: string,
): { method: MethodModel; arguments: readonly Checked[] } {
  const choice = chooseOverload(body.program, methods, list);
  if (!choice.found) {
    const why = choice.isAmbiguous ? 'is ambiguous' : 'does not exist or incorrect signature';
    return body.fail(position, `Method ${why}: ${written(of, position.name, list)}`);
  }
  const method = choice.found;
  if (!isVisible(method, body.model)) {
    return body.fail(position, `Method is not visible: ${method.owner.name}.${describe(method)}`);
  }
  const { parameters } = method;
  return { method, arguments: list.map((one, at) => converted(body, one, parameters[at]!.type, position)) };
}

function ownCall(body: BodyContext, expression: CallExpression, list: readonly Checked[]): Checked {
  const { program, model } = body;
  const own = findMethods(program, model, expression.name);
  if (own.length > 0) {
    const { method, arguments: values } = chosen(body, expression, own, list, model.name);
    if (method.isStatic) {
      return { kind: 'callStatic', method, arguments: values, type: method.returnType };
    }
    if (body.isStatic) {
      return body.fail(expression, `Non static method cannot be referenced from a static context: ${describe(method)}`);
    }
    const target: Checked = { kind: 'this', type: model.type };
    return { kind: 'call', method, target, arguments: values, isSafe: false, type: method.returnType };
  }
  const inherited = libraryMembers(program, model.type, expression.name).filter((one) => !one.isStatic);
  if (inherited.length > 0 && !body.isStatic) {
    return libraryCall(body, expression, inherited, { kind: 'this', type: model.type }, list);
  }
  const outer = model.outer ? findMethods(program, model.outer, expression.name).filter((one) => one.isStatic) : [];
  const { method, arguments: values } = chosen(body, expression, outer, list, model.name);
  return { kind: 'callStatic', method, arguments: values, type: method.returnType };
}

function superCall(body: BodyContext, expression: CallExpression, list: readonly Checked[]): Checked {
  const { superclass } = body.model;
  if (body.isStatic || (!superclass && !body.model.platformSuperclass)) {
    return body.fail(expression, `${body.model.name} has no superclass to call`);
  }
  const methods = superclass ? findMethods(body.program, superclass, expression.name) : [];
  if (!superclass || methods.length === 0) {
    const inherited = libraryMembers(body.program, body.model.type, expression.name).filter((one) => !one.isStatic);
    return libraryCall(body, expression, inherited, { kind: 'this', type: body.model.type }, list);
  }
  const { method, arguments: values } = chosen(body, expression, methods, list, superclass.name);
  if (method.isAbstract) {
    return body.fail(expression, `Cannot call an abstract method: ${describe(method)}`);
  }
  return { kind: 'callSuper', of: superclass, method, arguments: values, type: method.returnType };
}

function libraryCall(
  body: BodyContext,
  expression: CallExpression,
  members: readonly LibraryMember[],
  target: Checked | undefined,
  list: readonly Checked[],
): Checked {
  const of = target ? typeText(target.type) : (members[0]?.typeName ?? '');
  const methods = members.filter((one) => one.kind === 'method');
  const one = chooseMember(body, expression, methods, list, `${of}.${expression.name}`);
  return {
    kind: 'libraryCall',
    member: one.member,
    target,
    arguments: one.arguments,
    isSafe: expression.isSafe,
    type: one.member.returnType,
  };
}

function staticCall(body: BodyContext, expression: CallExpression, type: ApexType, list: readonly Checked[]): Checked {
  const { program } = body;
  const called = expression.name.toLowerCase();
  if (type.kind === 'class') {
    const model = program.byName.get(type.name.toLowerCase())!;
    if (model.kind === 'enum') {
      return enumCall(body, expression, model, type, list);
    }
    const methods = findMethods(program, model, expression.name);
    const { method, arguments: values } = chosen(body, expression, methods, list, model.name);
    if (!method.isStatic) {
      return body.fail(
        expression,
        `Non static method cannot be referenced from a static context: ${model.name}.${describe(method)}`,
      );
    }
    return { kind: 'callStatic', method, arguments: values, type: method.returnType };
  }
  if (type.kind === 'sobject' && type.name) {
    return storedCall(body, expression, type, list);
  }
  const library = type.kind === 'platform' ? program.library.byName.get(type.name.toLowerCase()) : undefined;
  if (library?.declaration.values && (called === 'values' || called === 'valueof')) {
    return enumCall(body, expression, library.name, type, list);
  }
  const members = libraryMembers(program, type, expression.name).filter((one) => one.isStatic);
  return members.length > 0
    ? libraryCall(body, expression, members, undefined, list)
    : body.fail(
        expression,
        `Method does not exist or incorrect signature: ${written(typeText(type), expression.name, list)}`,
      );
}

function enumCall(
  body: BodyContext,
  expression: CallExpression,
  of: ClassModel | string,
  type: ApexType,
  list: readonly Checked[],
): Checked {
  const called = expression.name.toLowerCase();
  if (called === 'values' && list.length === 0) {
    return { kind: 'enumValues', of, type: { kind: 'list', of: type } };
  }
  if (called === 'valueof' && list.length === 1) {
    return { kind: 'enumNamed', of, name: body.as(expression.arguments[0]!, STRING), type };
  }
  return body.fail(
    expression,
    `Method does not exist or incorrect signature: ${written(typeText(type), expression.name, list)}`,
  );
}

/** Methods of custom metadata types and custom settings that read what is stored. */
function storedCall(
  body: BodyContext,
  expression: CallExpression,
  type: ApexType & { kind: 'sobject' },
  list: readonly Checked[],
): Checked {
  const object = body.program.schema.object(type.name!)!;
  const isMetadata = object.name.toLowerCase().endsWith('__mdt');
  const called = expression.name.toLowerCase();
  const value = (): Checked => body.as(expression.arguments[0]!, STRING);
  const parts = { kind: 'stored', object: object.name } as const;
  if (called === 'getall' && list.length === 0 && (isMetadata || object.isCustomSetting)) {
    return { ...parts, method: 'getAll', arguments: [], type: { kind: 'map', key: STRING, value: type } };
  }
  if (called === 'getinstance' && list.length === 1 && (isMetadata || object.isCustomSetting)) {
    return { ...parts, method: 'getInstance', arguments: [value()], type };
  }
  return body.fail(
    expression,
    `Method does not exist or incorrect signature: ${written(object.name, expression.name, list)}`,
  );
}

function callOn(body: BodyContext, expression: CallExpression, target: Checked, list: readonly Checked[]): Checked {
  const { program } = body;
  const { type } = target;
  const { isSafe } = expression;
  if (type.kind === 'class') {
    const model = program.byName.get(type.name.toLowerCase())!;
    const methods = findMethods(program, model, expression.name);
    if (methods.length > 0) {
      const { method, arguments: values } = chosen(body, expression, methods, list, model.name);
      if (method.isStatic) {
        return body.fail(
          expression,
          `Static method cannot be referenced from a non static context: ${model.name}.${describe(method)}`,
        );
      }
      return { kind: 'call', method, target, arguments: values, isSafe, type: method.returnType };
    }
  }
  const part = isEnum(body, type) ? enumPart(expression, target, list) : undefined;
  if (part) {
    return part;
  }
  const members = libraryMembers(program, type, expression.name).filter((one) => !one.isStatic);
  return members.length > 0
    ? libraryCall(body, expression, members, target, list)
    : body.fail(
        expression,
        `Method does not exist or incorrect signature: ${written(typeText(type), expression.name, list)}`,
      );
}

/** Whether a type is an enum of the program or the library. */
export function isEnum(body: Pick<BodyContext, 'program'>, type: ApexType): boolean {
  if (type.kind === 'class') {
    return body.program.byName.get(type.name.toLowerCase())?.kind === 'enum';
  }
  return (
    type.kind === 'platform' &&
    body.program.library.byName.get(type.name.toLowerCase())?.declaration.values !== undefined
  );
}

function enumPart(expression: CallExpression, target: Checked, list: readonly Checked[]): Checked | undefined {
  const called = expression.name.toLowerCase();
  const { isSafe } = expression;
  if (list.length > 0) {
    return undefined;
  }
  if (called === 'name' || called === 'tostring') {
    return { kind: 'enumPart', part: 'name', target, isSafe, type: STRING };
  }
  return called === 'ordinal' ? { kind: 'enumPart', part: 'ordinal', target, isSafe, type: INTEGER } : undefined;
}

/** Checks `this(…)` and `super(…)`. */
export function constructorCall(body: BodyContext, expression: Expression & { kind: 'constructorCall' }): Checked {
  const isOwn = expression.of === 'this';
  const { model, program } = body;
  const list = expression.arguments.map((one) => body.value(one));
  const type: ApexType = { kind: 'void' };
  const of = isOwn ? model : model.superclass;
  if (body.kind !== 'constructor' || body.method === undefined) {
    return body.fail(expression, `Call to ${expression.of}() must be in a constructor`);
  }
  if (of && of.constructors.length > 0) {
    const choice = chooseOverload(program, of.constructors, list);
    if (choice.found) {
      const { parameters } = choice.found;
      const values = list.map((one, at) => converted(body, one, parameters[at]!.type, expression));
      return { kind: 'construct', of, by: choice.found, arguments: values, isOwn, type };
    }
    if (choice.isAmbiguous || !model.platformSuperclass) {
      const why = choice.isAmbiguous ? 'is ambiguous' : 'not defined';
      return body.fail(expression, `Constructor ${why}: ${written(`[${of.name}]`, '<Constructor>', list)}`);
    }
  }
  if (model.platformSuperclass) {
    const members = libraryMembers(program, model.type, 'new');
    const one = chooseMember(body, expression, members, list, `[${model.name}].<Constructor>`);
    return { kind: 'construct', of: model, by: one.member, arguments: one.arguments, isOwn, type };
  }
  if (list.length > 0 || !of) {
    return body.fail(
      expression,
      `Constructor not defined: ${written(`[${of?.name ?? 'Object'}]`, '<Constructor>', list)}`,
    );
  }
  return { kind: 'construct', of, by: undefined, arguments: list, isOwn, type };
}
