import type { ApexType } from '../types/type.ts';
import type { FieldDescription, ObjectDescription } from '../org/org.ts';
import type { Expression, Position } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import type { BodyContext } from './body-context.ts';
import type { Checked } from './checked.ts';
import { hasAccessors, type ClassModel, type FieldModel } from './class-model.ts';
import { converted } from './conversions.ts';
import type { LibraryMember } from './library-model.ts';
import { findField, libraryMembers } from './members.ts';
import { isVisible } from './visibility.ts';
import { chooseOverload } from './overloads.ts';
import { findType } from './program-model.ts';

/** Checks a name that stands alone: a variable, or a field of the class or of its outer one. */
export function name(body: BodyContext, expression: Expression & { kind: 'name' }): Checked {
  return (
    variable(body, expression.name, expression) ?? body.fail(expression, `Variable does not exist: ${expression.name}`)
  );
}

/** A variable or field by its name; undefined if there is none. */
function variable(body: BodyContext, called: string, position: Position): Checked | undefined {
  const local = body.scope.find(called);
  if (local) {
    return { kind: 'local', name: local.compiled, type: local.type };
  }
  const own = findField(body.model, called);
  if (own) {
    if (!own.isStatic && body.isStatic) {
      return body.fail(position, `Variable is not static: ${own.name}`);
    }
    return fieldPlace(body, own, own.isStatic ? undefined : { kind: 'this', type: body.model.type }, false);
  }
  const outer = body.model.outer && findField(body.model.outer, called);
  return outer?.isStatic ? fieldPlace(body, outer, undefined, false) : undefined;
}

function fieldPlace(body: BodyContext, field: FieldModel, target: Checked | undefined, isSafe: boolean): Checked {
  const { type } = field;
  // In an accessor the property is what it keeps.
  const isOwnProperty = body.property === field;
  if (field.property && !isOwnProperty && (hasAccessors(field) || field.property.getter === undefined)) {
    return { kind: 'property', target, field, isSafe, type };
  }
  return target ? { kind: 'field', target, field, isSafe, type } : { kind: 'static', field, type };
}

/** Whether a variable of this name stands before a type of it; where nothing but static members is seen, only such a one does. */
function hides(body: BodyContext, called: string): boolean {
  const own = findField(body.model, called);
  const outer = body.model.outer && findField(body.model.outer, called);
  return Boolean(body.scope.find(called) ?? (own && (own.isStatic || !body.isStatic)) ?? outer?.isStatic);
}

/** A dotted name that may be a type: its parts, or undefined if it holds anything else. */
export function dottedName(expression: Expression): readonly string[] | undefined {
  if (expression.kind === 'name') {
    return [expression.name];
  }
  if (expression.kind === 'member' && !expression.isSafe) {
    const target = dottedName(expression.target);
    return target && [...target, expression.name];
  }
  return undefined;
}

/** The type that an expression names, unless a variable hides it. */
export function namedType(body: BodyContext, expression: Expression): ApexType | undefined {
  const parts = dottedName(expression);
  if (!parts || hides(body, parts[0]!)) {
    return undefined;
  }
  const written = parts.map((part) => ({ name: part, arguments: [] }));
  const { program } = body;
  return findType(program, program.library.byName, { ...expression, parts: written, dimensions: 0 }, body.model);
}

/** Checks `target.name`. */
export function member(body: BodyContext, expression: Expression & { kind: 'member' }): Checked {
  const token = describeToken(body, expression) ?? label(body, expression);
  if (token) {
    return token;
  }
  const type = namedType(body, expression.target);
  if (type) {
    const found = staticMember(body, expression, type);
    if (found) {
      return found;
    }
  }
  return memberOf(body, body.value(expression.target), expression);
}

function label(body: BodyContext, expression: Expression & { kind: 'member' }): Checked | undefined {
  const parts = dottedName(expression)?.map((part) => part.toLowerCase());
  const from = parts?.[0] === 'system' ? 1 : 0;
  if (parts?.[from] !== 'label' || parts.length !== from + 2 || hides(body, parts[0]!)) {
    return undefined;
  }
  if (!body.program.hasLabel(expression.name)) {
    return body.fail(expression, `External string does not exist: ${expression.name}`);
  }
  return { kind: 'label', name: expression.name, type: { kind: 'primitive', name: 'String' } };
}

/** `SObjectType.X__c` and `SObjectType.X__c.fields.Field__c`: descriptions, through the tokens. */
function describeToken(body: BodyContext, expression: Expression & { kind: 'member' }): Checked | undefined {
  const all = dottedName(expression);
  const parts = all?.[0]?.toLowerCase() === 'schema' ? all.slice(1) : all;
  if (parts?.[0]?.toLowerCase() !== 'sobjecttype' || hides(body, parts[0])) {
    return undefined;
  }
  const object = body.program.schema.object(parts[1] ?? '');
  if (!object) {
    return body.fail(expression, `Invalid type: ${parts[1] ?? ''}`);
  }
  if (parts.length === 2) {
    return described(body, objectToken(object.name), expression);
  }
  if (parts.length === 4 && parts[2]!.toLowerCase() === 'fields') {
    const field = fieldNamed(object, parts[3]!);
    return field
      ? described(body, fieldToken(object.name, field.name), expression)
      : body.fail(expression, `Field does not exist: ${parts[3]!} on ${object.name}`);
  }
  return undefined;
}

function described(body: BodyContext, target: Checked, position: Position): Checked {
  const members = libraryMembers(body.program, target.type, 'getDescribe');
  const { member: chosen } = chooseMember(body, position, members, [], `${typeText(target.type)}.getDescribe`);
  return { kind: 'libraryCall', member: chosen, target, arguments: [], isSafe: false, type: chosen.returnType };
}

const platform = (called: string): ApexType => ({ kind: 'platform', name: called });

function objectToken(object: string): Checked {
  return { kind: 'objectToken', object, type: platform('SObjectType') };
}

function fieldToken(object: string, field: string): Checked {
  return { kind: 'fieldToken', object, field, type: platform('SObjectField') };
}

/** A static member of a type; undefined if the type has none of the name and the target may be a value besides. */
function staticMember(
  body: BodyContext,
  expression: Expression & { kind: 'member' },
  type: ApexType,
): Checked | undefined {
  const { program } = body;
  const wanted = expression.name;
  if (type.kind === 'class') {
    const model = program.byName.get(type.name.toLowerCase())!;
    return staticOfClass(body, expression, model);
  }
  if (type.kind === 'sobject' && type.name) {
    if (wanted.toLowerCase() === 'sobjecttype') {
      return objectToken(type.name);
    }
    const field = fieldNamed(program.schema.object(type.name)!, wanted);
    return field
      ? fieldToken(type.name, field.name)
      : body.fail(expression, `Field does not exist: ${wanted} on ${type.name}`);
  }
  if (type.kind === 'platform') {
    const library = program.library.byName.get(type.name.toLowerCase())!;
    const ordinal = library.declaration.values?.findIndex((one) => one.toLowerCase() === wanted.toLowerCase()) ?? -1;
    if (ordinal >= 0) {
      return { kind: 'platformEnum', typeName: type.name, ordinal, type };
    }
  }
  const found = libraryMembers(program, type, wanted).find((one) => one.isStatic && one.kind === 'property');
  return found
    ? { kind: 'libraryProperty', target: undefined, member: found, isSafe: false, type: found.returnType }
    : body.fail(expression, `Variable does not exist: ${typeText(type)}.${wanted}`);
}

function staticOfClass(body: BodyContext, expression: Expression & { kind: 'member' }, model: ClassModel): Checked {
  const wanted = expression.name;
  if (model.kind === 'enum') {
    const ordinal = model.declaration.constants.findIndex((one) => one.toLowerCase() === wanted.toLowerCase());
    return ordinal < 0
      ? body.fail(expression, `Variable does not exist: ${model.name}.${wanted}`)
      : { kind: 'enum', of: model, ordinal, type: model.type };
  }
  const field = findField(model, wanted);
  if (!field) {
    return body.fail(expression, `Variable does not exist: ${model.name}.${wanted}`);
  }
  if (!field.isStatic) {
    return body.fail(expression, `Variable is not static: ${model.name}.${field.name}`);
  }
  return seen(body, expression, field, undefined);
}

function seen(
  body: BodyContext,
  expression: Expression & { kind: 'member' },
  field: FieldModel,
  target: Checked | undefined,
): Checked {
  if (!isVisible(field, body.model)) {
    return body.fail(expression, `Variable is not visible: ${field.owner.name}.${field.name}`);
  }
  return fieldPlace(body, field, target, expression.isSafe);
}

function memberOf(body: BodyContext, value: Checked, expression: Expression & { kind: 'member' }): Checked {
  const { program } = body;
  const { name: wanted, isSafe } = expression;
  let target = value;
  if (target.kind === 'query' && target.type.kind === 'list') {
    target = { kind: 'single', query: target, isSafe, type: target.type.of };
  }
  const { type } = target;
  if (type.kind === 'class') {
    const model = program.byName.get(type.name.toLowerCase())!;
    const field = findField(model, wanted);
    if (field?.isStatic) {
      return body.fail(expression, `Static field cannot be referenced from a non static context: ${field.name}`);
    }
    if (field) {
      return seen(body, expression, field, target);
    }
  }
  if (type.kind === 'sobject') {
    const found = recordMember(body, target, expression);
    if (found) {
      return found;
    }
  }
  const property = libraryMembers(program, type, wanted).find((one) => !one.isStatic && one.kind === 'property');
  if (property) {
    return { kind: 'libraryProperty', target, member: property, isSafe, type: property.returnType };
  }
  return body.fail(expression, `Variable does not exist: ${wanted} on ${typeText(type)}`);
}

function recordMember(
  body: BodyContext,
  target: Checked,
  expression: Expression & { kind: 'member' },
): Checked | undefined {
  const { name: wanted, isSafe } = expression;
  const called = target.type.kind === 'sobject' ? target.type.name : undefined;
  if (called === undefined) {
    // A parent of several objects: what all records have.
    return wanted.toLowerCase() === 'id'
      ? { kind: 'recordField', target, name: 'Id', isSafe, type: { kind: 'primitive', name: 'Id' } }
      : undefined;
  }
  const object = body.program.schema.object(called);
  if (!object) {
    return undefined;
  }
  const field = fieldNamed(object, wanted);
  if (field) {
    return { kind: 'recordField', target, name: field.name, isSafe, type: fieldType(field) };
  }
  const parent = [...object.fields.values()].find(
    (one) => one.relationshipName?.toLowerCase() === wanted.toLowerCase(),
  );
  if (parent?.relationshipName) {
    const [first] = parent.referenceTo;
    const type: ApexType = first ? { kind: 'sobject', name: first } : { kind: 'sobject' };
    return { kind: 'recordParent', target, name: parent.relationshipName, isSafe, type };
  }
  for (const [relationship, child] of object.children) {
    if (relationship.toLowerCase() === wanted.toLowerCase()) {
      const type: ApexType = { kind: 'list', of: { kind: 'sobject', name: child.object } };
      return { kind: 'recordChildren', target, name: relationship, isSafe, type };
    }
  }
  return body.fail(expression, `Variable does not exist: ${wanted} on ${object.name}`);
}

/** The type of a field's values. */
export function fieldType({ apexType, displayType }: FieldDescription): ApexType {
  return displayType === 'ANYTYPE' ? { kind: 'object' } : { kind: 'primitive', name: apexType };
}

function fieldNamed(object: ObjectDescription, wanted: string): FieldDescription | undefined {
  const exact = object.fields.get(wanted);
  const key = wanted.toLowerCase();
  return exact ?? [...object.fields.values()].find((one) => one.name.toLowerCase() === key);
}

/** Chooses among overloads of the library and converts the arguments. */
export function chooseMember(
  body: BodyContext,
  position: Position,
  members: readonly LibraryMember[],
  list: readonly Checked[],
  written: string,
): { member: LibraryMember; arguments: readonly Checked[] } {
  const choice = chooseOverload(body.program, members, list);
  if (!choice.found) {
    const types = list.map((one) => typeText(one.type)).join(', ');
    return body.fail(
      position,
      `Method ${choice.isAmbiguous ? 'is ambiguous' : 'does not exist or incorrect signature'}: ${written}(${types})`,
    );
  }
  const { parameters } = choice.found;
  return {
    member: choice.found,
    arguments: list.map((one, at) => converted(body, one, parameters[at]!.type, position)),
  };
}
