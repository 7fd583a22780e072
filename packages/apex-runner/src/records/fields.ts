import type { FieldDescription, ObjectDescription } from '../org/org.ts';
import { described, fieldNamed } from '../library/schema-token.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { checkedId, widen } from '../semantics/conversion.ts';
import { Double } from '../values/scalar.ts';
import { fieldType } from './field-value.ts';
import { Decimal } from '../values/decimal.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import { primitive, typeOf } from '../values/type-of.ts';
import { ApexDate, ApexDatetime } from '../values/time.ts';
import { ApexList, RecordValue, type Value } from '../values/value.ts';

/**
 * The value of a field, by its name as the schema spells it.
 *
 * @throws System.SObjectException for a field that a query did not ask for
 */
export function getField(tx: Transaction, record: Value, name: string): Value {
  const { object, fields, queried } = recordOf(tx, record);
  const value = fields.get(name);
  if (value !== undefined) return value;
  if (queried !== undefined && !queried.has(name)) return notQueried(tx, object, name);
  // A checkbox is never empty (unverified for one that was not set yet).
  return tx.org.schema.object(object)?.fields.get(name)?.apexType === 'Boolean' ? false : null;
}

/**
 * Sets a field; the static type of the value fits already. Ids become 18 characters long, a Date midnight of its day.
 *
 * @throws System.StringException for a text that is no Id
 */
export function setField(tx: Transaction, record: Value, name: string, value: Value): void {
  const { object, fields } = recordOf(tx, record);
  if (value instanceof RecordValue || value instanceof ApexList) {
    fields.set(name, value);
    return;
  }
  const field = tx.org.schema.object(object)?.fields.get(name);
  const type = field === undefined ? 'Object' : fieldType(field);
  fields.set(name, type === 'Object' ? value : widen(tx, value, primitive(type)));
}

/** A parent or a list of children, by relationship name. @throws System.SObjectException where a query did not ask for it */
export function getParent(tx: Transaction, record: Value, relationship: string): Value {
  const { object, fields, queried } = recordOf(tx, record);
  const value = fields.get(relationship);
  if (value !== undefined) return value;
  const child = tx.org.schema.object(object)?.children.get(relationship);
  if (queried !== undefined && !queried.has(relationship)) return notQueried(tx, object, relationship);
  return child === undefined ? null : new ApexList({ kind: 'sobject', name: child.object });
}

/**
 * `record.get(name)`: names are compared without case, checked when it runs.
 *
 * @throws System.SObjectException `Invalid field X for Y`
 */
export function getByName(tx: Transaction, record: RecordValue, name: string): Value {
  if (record.object === 'AggregateResult') return aggregateValue(tx, record, name);
  return getField(tx, record, namedField(tx, record, name).name);
}

/**
 * `record.put(name, value)`. Gives the value that was there.
 *
 * @throws System.SObjectException `Invalid field X for Y`, `Illegal assignment from String to Decimal`, or for what nobody may set
 */
export function putByName(tx: Transaction, record: RecordValue, name: string, value: Value): Value {
  const field = namedField(tx, record, name);
  if (field.isReadOnly && field.name !== 'Id') {
    tx.throw('SObjectException', `Field ${field.name} is not editable`);
  }
  const before = record.fields.get(field.name) ?? null;
  record.fields.set(field.name, fitting(tx, field, value));
  return before;
}

/** The record or list of a relationship. @throws System.SObjectException `Invalid relationship X for Y` */
export function relatedByName(tx: Transaction, record: RecordValue, name: string): Value {
  const object = described(tx, record.object);
  const wanted = name.toLowerCase();
  const parent = [...object.fields.values()].find((field) => field.relationshipName?.toLowerCase() === wanted);
  const child = [...object.children.keys()].find((relationship) => relationship.toLowerCase() === wanted);
  const relationship = parent?.relationshipName ?? child;
  if (relationship === undefined) {
    return tx.throw('SObjectException', `Invalid relationship ${name} for ${object.name}`);
  }
  return getParent(tx, record, relationship);
}

function recordOf(tx: Transaction, record: Value): RecordValue {
  if (record instanceof RecordValue) return record;
  return tx.throw('NullPointerException', 'Attempt to de-reference a null object');
}

function namedField(tx: Transaction, record: RecordValue, name: string): FieldDescription {
  const object: ObjectDescription = described(tx, record.object);
  return fieldNamed(object, name) ?? tx.throw('SObjectException', `Invalid field ${name} for ${object.name}`);
}

function aggregateValue(tx: Transaction, record: RecordValue, name: string): Value {
  for (const [alias, value] of record.fields) if (alias.toLowerCase() === name.toLowerCase()) return value;
  return tx.throw('SObjectException', `Invalid field ${name} for AggregateResult`);
}

function notQueried(tx: Transaction, object: string, name: string): never {
  return tx.throw(
    'SObjectException',
    `SObject row was retrieved via SOQL without querying the requested field: ${object}.${name}`,
  );
}

/** What `put` takes is known only when it runs: a number for a number, a text for a text or an Id. */
function fitting(tx: Transaction, field: FieldDescription, value: Value): Value {
  const apexType = fieldType(field);
  if (value === null || apexType === 'Object') return value;
  const wanted = primitive(apexType);
  const own = typeOf(value);
  const isText = typeof value === 'string';
  if (apexType === 'Id' && isText) return checkedId(tx, value);
  if (own.kind === 'primitive' && own.name === apexType) return value;
  const isWhole = typeof value === 'number' || typeof value === 'bigint';
  const isNumeric = isWhole || value instanceof Decimal || value instanceof Double;
  if ((apexType === 'Decimal' || apexType === 'Double') && isNumeric) return widen(tx, value, wanted);
  if (apexType === 'Long' && typeof value === 'number') return widen(tx, value, wanted);
  if (apexType === 'Datetime' && value instanceof ApexDate) return widen(tx, value, wanted);
  // unverified: that a Datetime is taken for a Date
  if (apexType === 'Date' && value instanceof ApexDatetime)
    return new ApexDate(Math.floor(value.milliseconds / 86_400_000));
  return tx.throw('SObjectException', `Illegal assignment from ${runtimeTypeText(own)} to ${apexType}`);
}
