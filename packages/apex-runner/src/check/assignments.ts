import type { ObjectDescription } from '../org/org.ts';
import type { ApexType } from '../types/type.ts';
import type { Expression, Position, UnaryExpression } from '../syntax/tree.ts';
import { typeText } from '../values/type-text.ts';
import { isNumeric } from './assignable.ts';
import type { BodyContext } from './body-context.ts';
import type { Checked, Operator, Place } from './checked.ts';
import type { FieldModel } from './class-model.ts';
import { converted, widened } from './conversions.ts';
import { isVisible } from './visibility.ts';
import { combined } from './operators.ts';

type PlaceOf = Place & { readonly type: ApexType };

/** Checks `a = b` and `a += b`. */
export function assignment(body: BodyContext, expression: Expression & { kind: 'assign' }): Checked {
  const place = placeOf(body, expression.left);
  if (expression.operator === '=') {
    return { kind: 'assign', place, value: body.as(expression.right, place.type), type: place.type };
  }
  const operator = expression.operator.slice(0, -1) as Operator;
  const old: Checked = { kind: 'old', type: place.type };
  const value = combined(body, operator, old, body.value(expression.right), expression);
  return {
    kind: 'update',
    place,
    value: narrowed(body, value, place.type, expression),
    gives: 'new',
    type: place.type,
  };
}

/** Checks `++` and `--`. */
export function step(body: BodyContext, expression: UnaryExpression<'prefix'> | UnaryExpression<'postfix'>): Checked {
  const place = placeOf(body, expression.operand);
  if (!isNumeric(place.type)) {
    return body.fail(expression, `Operator ${expression.operator} does not take ${typeText(place.type)}`);
  }
  const one: Checked = { kind: 'literal', value: 1, type: { kind: 'primitive', name: 'Integer' } };
  const operator = expression.operator === '++' ? '+' : '-';
  const value = combined(body, operator, { kind: 'old', type: place.type }, one, expression);
  const gives = expression.kind === 'prefix' ? 'new' : 'old';
  return { kind: 'update', place, value: widened(value, place.type), gives, type: place.type };
}

function narrowed(body: BodyContext, value: Checked, to: ApexType, position: Position): Checked {
  return converted(body, value, to, position);
}

/** What is assigned to. */
function placeOf(body: BodyContext, expression: Expression): PlaceOf {
  const place = body.value(expression);
  if ('isSafe' in place && place.isSafe) {
    return body.fail(expression, 'Safe navigation cannot be used on the left of an assignment');
  }
  switch (place.kind) {
    case 'local':
      if (expression.kind === 'name' && body.scope.find(expression.name)?.isFinal) {
        return body.fail(expression, `Final variable has already been initialized: ${expression.name}`);
      }
      return place;
    case 'field':
    case 'static':
      guardField(body, place.field, expression);
      return place;
    case 'property':
      guardField(body, place.field, expression);
      if (!place.field.property?.setter) {
        return body.fail(expression, `Property is not writable: ${place.field.name}`);
      }
      return place;
    case 'libraryProperty':
      if (!place.member.canBeSet || !place.member.member.assign) {
        return body.fail(expression, `Property is not writable: ${place.member.typeName}.${place.member.name}`);
      }
      return place;
    case 'recordField':
      guardRecordField(body, objectOf(body, place.target.type), place.name, expression);
      return place;
    case 'recordParent':
    case 'index':
      return place;
    default:
      return body.fail(expression, 'Expression cannot be assigned');
  }
}

function guardField(body: BodyContext, field: FieldModel, position: Position): void {
  const { property } = field;
  if (field.isFinal && !(body.kind === 'constructor' && body.model === field.owner)) {
    body.fail(position, `Final variable has already been initialized: ${field.name}`);
  }
  if (!property || body.property === field) {
    return;
  }
  const { setter } = property;
  if (!setter) {
    body.fail(position, `Property is not writable: ${field.name}`);
  }
  const { words } = setter.modifiers;
  const access = words.has('private') ? 'private' : words.has('protected') ? 'protected' : field.access;
  if (!isVisible({ owner: field.owner, access, isTestVisible: field.isTestVisible }, body.model)) {
    body.fail(position, `Variable is not visible: ${field.owner.name}.${field.name}`);
  }
}

function objectOf(body: BodyContext, type: ApexType): ObjectDescription | undefined {
  return type.kind === 'sobject' && type.name ? body.program.schema.object(type.name) : undefined;
}

/** Formulas and what the org writes itself cannot be written. Id can: it tells which record is meant. */
export function guardRecordField(
  body: BodyContext,
  object: ObjectDescription | undefined,
  name: string,
  position: Position,
): void {
  if (name !== 'Id' && object?.fields.get(name)?.isReadOnly) {
    body.fail(position, `Field is not writeable: ${object.name}.${name}`);
  }
}
