import type { ApexType } from '../types/type.ts';
import type { Expression, Literal, NewCollection, Query } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import { OrgRefusal } from '../org/org.ts';
import { isAssignable, isCastable, isException, isNumeric } from './assignable.ts';
import type { BodyContext } from './body-context.ts';
import { call, constructorCall } from './calls.ts';
import type { Checked } from './checked.ts';
import { assignment, guardRecordField, step } from './assignments.ts';
import { libraryMembers } from './members.ts';
import { isVisible } from './visibility.ts';
import { chooseMember, fieldType, member, name } from './names.ts';
import { binary, conditional, prefix } from './operators.ts';
import { chooseOverload } from './overloads.ts';
import { describe } from './declare.ts';

/** Checks an expression. @throws {Unchecked} */
export function check(body: BodyContext, expression: Expression): Checked {
  switch (expression.kind) {
    case 'literal':
      return literal(body, expression);
    case 'name':
      return name(body, expression);
    case 'this':
      if (body.isStatic) {
        return body.fail(expression, 'this cannot be used in a static context');
      }
      return { kind: 'this', type: body.model.type };
    case 'super':
      return body.fail(expression, 'super can only be called');
    case 'member':
      return member(body, expression);
    case 'call':
      return call(body, expression);
    case 'constructorCall':
      return constructorCall(body, expression);
    case 'index':
      return indexed(body, expression);
    case 'new':
      return created(body, expression);
    case 'newCollection':
      return collection(body, expression);
    case 'cast':
      return cast(body, expression);
    case 'instanceOf':
      return instanceOf(body, expression);
    case 'prefix':
      return expression.operator === '++' || expression.operator === '--'
        ? step(body, expression)
        : prefix(body, expression);
    case 'postfix':
      return step(body, expression);
    case 'binary':
      return binary(body, expression);
    case 'assign':
      return assignment(body, expression);
    case 'conditional':
      return conditional(body, expression);
    case 'query':
      return query(body, expression);
    case 'typeLiteral':
      return typeLiteral(body, expression);
  }
}

const BOOLEAN: ApexType = { kind: 'primitive', name: 'Boolean' };
const INTEGER: ApexType = { kind: 'primitive', name: 'Integer' };

function literal(body: BodyContext, expression: Literal): Checked {
  const { text } = expression;
  switch (expression.type) {
    case 'null':
      return { kind: 'literal', value: null, type: { kind: 'null' } };
    case 'Boolean':
      return { kind: 'literal', value: text === 'true', type: BOOLEAN };
    case 'String':
      return { kind: 'literal', value: text, type: { kind: 'primitive', name: 'String' } };
    case 'Integer':
      if (Number(text) >= 2 ** 31) {
        return body.fail(expression, `Illegal integer: ${text}`);
      }
      return { kind: 'literal', value: Number(text), type: INTEGER };
    case 'Long':
      return { kind: 'literal', value: BigInt(text), type: { kind: 'primitive', name: 'Long' } };
    case 'Double':
      return { kind: 'double', text, type: { kind: 'primitive', name: 'Double' } };
    case 'Decimal':
      return { kind: 'decimal', text, type: { kind: 'primitive', name: 'Decimal' } };
  }
}

function indexed(body: BodyContext, expression: Expression & { kind: 'index' }): Checked {
  const target = body.value(expression.target);
  if (target.type.kind !== 'list') {
    return body.fail(expression, `Expression must be a list type: ${typeText(target.type)}`);
  }
  return { kind: 'index', target, index: body.as(expression.index, INTEGER), type: target.type.of };
}

function cast(body: BodyContext, expression: Expression & { kind: 'cast' }): Checked {
  const to = body.type(expression.type);
  const operand = body.value(expression.operand);
  if (operand.kind === 'query' && operand.type.kind === 'list' && to.kind === 'sobject') {
    return {
      kind: 'cast',
      to,
      operand: { kind: 'single', query: operand, isSafe: false, type: operand.type.of },
      type: to,
    };
  }
  if (!isCastable(body.program, operand.type, to)) {
    return body.fail(
      expression,
      `Incompatible types since an instance of ${typeText(operand.type)} is never an instance of ${typeText(to)}`,
    );
  }
  return { kind: 'cast', to, operand, type: to };
}

function instanceOf(body: BodyContext, expression: Expression & { kind: 'instanceOf' }): Checked {
  const operand = body.value(expression.operand);
  const to = body.type(expression.type);
  const why = `since an instance of ${typeText(operand.type)} is`;
  // A text may be no Id: https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_rules_of_conversion.htm
  const isQuestion = isNumeric(operand.type) || (to.kind === 'primitive' && to.name === 'Id');
  if (isAssignable(body.program, operand.type, to) && !isQuestion) {
    return body.fail(expression, `Operation instanceof is always true ${why} always an instance of ${typeText(to)}`);
  }
  if (!isCastable(body.program, operand.type, to)) {
    return body.fail(expression, `Operation instanceof is always false ${why} never an instance of ${typeText(to)}`);
  }
  return { kind: 'instanceOf', to, operand, type: BOOLEAN };
}

function created(body: BodyContext, expression: Expression & { kind: 'new' }): Checked {
  const type = body.type(expression.type);
  const { program } = body;
  if (type.kind === 'sobject') {
    return newRecord(body, expression, type);
  }
  const list = expression.arguments.map((one) => body.value(one));
  if (type.kind === 'class') {
    return newObject(body, expression, type.name, list);
  }
  if (type.kind === 'list' || type.kind === 'set' || type.kind === 'map') {
    return newCollectionOf(body, expression, type, list);
  }
  const constructors = libraryMembers(program, type, 'new').filter(
    (one) => type.kind === 'platform' && one.typeName === type.name,
  );
  if (isException(program, type)) {
    return newBy(body, expression, type, list);
  }
  if (constructors.length === 0) {
    return body.fail(expression, `Type cannot be constructed: ${typeText(type)}`);
  }
  const chosen = chooseMember(body, expression, constructors, list, typeText(type));
  return {
    kind: 'libraryCall',
    member: chosen.member,
    target: undefined,
    arguments: chosen.arguments,
    isSafe: false,
    type,
  };
}

function newObject(body: BodyContext, expression: Expression & { kind: 'new' }, of: string, list: Checked[]): Checked {
  const { program } = body;
  const model = program.byName.get(of.toLowerCase())!;
  const { type } = model;
  if (model.kind !== 'class' || model.isAbstract) {
    return body.fail(expression, `Abstract classes, interfaces and enums cannot be constructed: ${model.name}`);
  }
  if (model.constructors.length === 0) {
    if (model.platformSuperclass) {
      return newBy(body, expression, type, list);
    }
    if (list.length > 0) {
      return body.fail(
        expression,
        `Constructor not defined: [${model.name}].<Constructor>(${list.map((one) => typeText(one.type)).join(', ')})`,
      );
    }
    return { kind: 'new', of: model, by: undefined, arguments: [], type };
  }
  const choice = chooseOverload(program, model.constructors, list);
  if (!choice.found) {
    if (model.platformSuperclass && !choice.isAmbiguous) {
      return newBy(body, expression, type, list);
    }
    const written = `[${model.name}].<Constructor>(${list.map((one) => typeText(one.type)).join(', ')})`;
    return body.fail(expression, `Constructor ${choice.isAmbiguous ? 'is ambiguous' : 'not defined'}: ${written}`);
  }
  if (!isVisible(choice.found, body.model)) {
    return body.fail(expression, `Constructor is not visible: ${describe({ ...choice.found, name: model.name })}`);
  }
  const parameters = choice.found.parameters;
  const values = list.map((_, at) => body.as(expression.arguments[at]!, parameters[at]!.type));
  return { kind: 'new', of: model, by: choice.found, arguments: values, type };
}

function newRecord(
  body: BodyContext,
  expression: Expression & { kind: 'new' },
  type: ApexType & { kind: 'sobject' },
): Checked {
  const description = type.name ? body.program.schema.object(type.name) : undefined;
  if (!description) {
    return body.fail(expression, `Type cannot be constructed: ${typeText(type)}`);
  }
  const fields = expression.arguments.map((one) => {
    if (one.kind !== 'assign' || one.operator !== '=' || one.left.kind !== 'name') {
      return body.fail(one, `Fields of a new ${description.name} are given as name = value`);
    }
    const wanted = one.left.name.toLowerCase();
    const field = [...description.fields.values()].find((other) => other.name.toLowerCase() === wanted);
    if (field) {
      guardRecordField(body, description, field.name, one.left);
      return { name: field.name, value: body.as(one.right, fieldType(field)) };
    }
    const parent = [...description.fields.values()].find((other) => other.relationshipName?.toLowerCase() === wanted);
    if (parent?.referenceTo[0]) {
      return {
        name: parent.relationshipName!,
        value: body.as(one.right, { kind: 'sobject', name: parent.referenceTo[0] }),
      };
    }
    return body.fail(one.left, `Field does not exist: ${one.left.name} on ${description.name}`);
  });
  return { kind: 'newRecord', object: description.name, fields, type };
}

function newCollectionOf(
  body: BodyContext,
  expression: Expression & { kind: 'new' },
  type: ApexType & { kind: 'list' | 'set' | 'map' },
  list: readonly Checked[],
): Checked {
  if (list.length > 0) {
    return newBy(body, expression, type, list);
  }
  return type.kind === 'map'
    ? { kind: 'newMap', pairs: [], type }
    : { kind: type.kind === 'list' ? 'newList' : 'newSet', of: type.of, items: [], type };
}

/** A collection or exception by the library's constructors. */
function newBy(body: BodyContext, expression: Expression, type: ApexType, list: readonly Checked[]): Checked {
  const constructors = libraryMembers(body.program, type, 'new');
  const written = `[${typeText(type)}].<Constructor>`;
  const chosen = chooseMember(body, expression, constructors, list, written);
  return { kind: 'newBy', member: chosen.member, arguments: chosen.arguments, type };
}

function collection(body: BodyContext, expression: NewCollection): Checked {
  const type = body.type(expression.type);
  const { items, pairs, size } = expression;
  if (pairs && type.kind === 'map') {
    return {
      kind: 'newMap',
      pairs: pairs.map(([key, value]) => [body.as(key, type.key), body.as(value, type.value)] as const),
      type,
    };
  }
  if (size && type.kind === 'list') {
    return { kind: 'newSized', of: type.of, size: body.as(size, INTEGER), type };
  }
  if (items && type.kind === 'map' && items.length === 0) {
    return { kind: 'newMap', pairs: [], type };
  }
  if (items && (type.kind === 'list' || type.kind === 'set')) {
    const checked = items.map((one) => body.as(one, type.of));
    return { kind: type.kind === 'list' ? 'newList' : 'newSet', of: type.of, items: checked, type };
  }
  return body.fail(expression, `${typeText(type)} cannot be initialized so`);
}

function query(body: BodyContext, expression: Query): Checked {
  const binds = expression.binds.map((one) => body.value(one));
  try {
    const prepared = body.program.prepare(expression.text);
    const index = body.program.queries.push(prepared) - 1;
    const type: ApexType =
      prepared.kind === 'count'
        ? INTEGER
        : {
            kind: 'list',
            of: { kind: 'sobject', name: prepared.kind === 'aggregates' ? 'AggregateResult' : prepared.object },
          };
    return { kind: 'query', index, binds, access: expression.access, type };
  } catch (error) {
    if (error instanceof OrgRefusal) {
      return body.fail(expression, error.message);
    }
    throw error;
  }
}

function typeLiteral(body: BodyContext, expression: Expression & { kind: 'typeLiteral' }): Checked {
  const of = body.type(expression.type);
  const [forName] = libraryMembers(body.program, { kind: 'platform', name: 'Type' }, 'forName').filter(
    (one) => one.isStatic && one.parameters.length === 1,
  );
  if (!forName) {
    return body.fail(expression, 'Type literals need the type Type of the library');
  }
  return { kind: 'typeLiteral', of, member: forName, type: { kind: 'platform', name: 'Type' } };
}
