import type { Transaction } from '../transaction/transaction.ts';
import type { EnumValue } from '../values/scalar.ts';
import type { ApexType } from '../types/type.ts';
import { Decimal } from '../values/decimal.ts';
import { NotSupported } from '../values/not-supported.ts';
import { OBJECT, primitive } from '../values/type-of.ts';
import { typeText } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexSet, RecordValue, type Value } from '../values/value.ts';
import { scalarOf } from './json-scalars.ts';
import { countText } from './heap.ts';
import { JsonError, readJson, type JsonNode } from './json-text.ts';
import { putInto } from './map.ts';
import { addTo } from './set.ts';

type Fields = ReadonlyMap<string, JsonNode>;

/** The tree of a text. @throws System.JSONException */
export function parsed(tx: Transaction, text: string): JsonNode {
  countText(tx, text);
  try {
    return readJson(text);
  } catch (problem) {
    if (problem instanceof JsonError) return tx.throw('JSONException', problem.message);
    throw problem;
  }
}

/** Maps, lists and primitive values, as JSON.deserializeUntyped makes them. */
export function untyped(tx: Transaction, node: JsonNode): Value {
  switch (node.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'string':
      return node.value;
    case 'number':
      return numberOf(node.text);
    case 'list':
      return new ApexList(
        OBJECT,
        node.items.map((item) => untyped(tx, item)),
      );
    case 'object': {
      const map = new ApexMap(primitive('String'), OBJECT);
      for (const [name, value] of node.fields) putInto(tx, map, name, untyped(tx, value));
      return map;
    }
  }
}

/** An Integer or Long where it fits, else a Decimal (unverified: past the range of Long). */
function numberOf(text: string): Value {
  const value = /^-?\d+$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value !== BigInt.asIntN(64, value)) return Decimal.fromText(text)!;
  return value === BigInt.asIntN(32, value) ? Number(value) : value;
}

/**
 * A value of a type, as JSON.deserialize makes it.
 *
 * @param isStrict Refuses names that the type does not have.
 * @throws System.JSONException
 */
export function typed(tx: Transaction, node: JsonNode, type: ApexType, isStrict: boolean): Value {
  if (node.kind === 'null') return null;
  switch (type.kind) {
    case 'object':
      return untyped(tx, node);
    case 'primitive':
      if (node.kind === 'list' || node.kind === 'object')
        return tx.throw('JSONException', 'Illegal value for primitive');
      return scalarOf(tx, node.kind === 'number' ? node.text : String(node.value), node.kind === 'string', type.name);
    case 'list':
      return new ApexList(
        type.of,
        itemsOf(tx, node).map((item) => typed(tx, item, type.of, isStrict)),
      );
    case 'set': {
      const set = new ApexSet(type.of);
      for (const item of itemsOf(tx, node)) addTo(tx, set, typed(tx, item, type.of, isStrict));
      return set;
    }
    case 'map': {
      const map = new ApexMap(type.key, type.value);
      for (const [name, value] of fieldsOf(tx, node))
        putInto(
          tx,
          map,
          typed(tx, { kind: 'string', value: name }, type.key, isStrict),
          typed(tx, value, type.value, isStrict),
        );
      return map;
    }
    case 'sobject':
      return recordOf(tx, node, type.name, isStrict);
    case 'class':
      return objectOf(tx, node, type.name, isStrict);
    default:
      return tx.throw('JSONException', `Apex Type unsupported in JSON: ${typeText(type)}`);
  }
}

function itemsOf(tx: Transaction, node: JsonNode): readonly JsonNode[] {
  return node.kind === 'list'
    ? node.items
    : tx.throw('JSONException', "Malformed JSON: Expected '[' at the beginning of List/Set");
}

function fieldsOf(tx: Transaction, node: JsonNode): Fields {
  return node.kind === 'object'
    ? node.fields
    : tx.throw('JSONException', "Malformed JSON: Expected '{' at the beginning of object");
}

/** An object of the program, made without its constructor. Names are compared without case (reported, not documented). */
function objectOf(tx: Transaction, node: JsonNode, name: string, isStrict: boolean): Value {
  const info = tx.classNamed(name);
  if (!info) throw new NotSupported(`JSON.deserialize into ${name}, which is no class, is not supported`);
  if (info.values) return enumOf(tx, node, info.name, info.values);
  const fields = fieldsOf(tx, node);
  const made = info.allocate();
  for (const [key, value] of fields) {
    const lower = key.toLowerCase();
    const field = info.fields.find(({ name: own, isTransient }) => own.toLowerCase() === lower && !isTransient);
    if (field) made[`$${field.name}`] = typed(tx, value, field.type, isStrict);
    else if (isStrict) tx.throw('JSONException', `Unknown field: ${info.name}.${key}`);
  }
  return made;
}

/** A value of an enum by its name. @throws System.JSONException (unverified: the wording) */
function enumOf(tx: Transaction, node: JsonNode, name: string, values: readonly EnumValue[]): EnumValue {
  const found =
    node.kind === 'string' ? values.find((one) => one.name.toLowerCase() === node.value.toLowerCase()) : undefined;
  return found ?? tx.throw('JSONException', `Invalid value for enum ${name}`);
}

/** A record; its type is the one asked for, or for SObject that of its attributes. */
function recordOf(tx: Transaction, node: JsonNode, name: string | undefined, isStrict: boolean): Value {
  const fields = fieldsOf(tx, node);
  const attributes = fields.get('attributes');
  const told = attributes?.kind === 'object' ? attributes.fields.get('type') : undefined;
  const wanted = name ?? (told?.kind === 'string' ? told.value : undefined);
  const object = wanted === undefined ? undefined : tx.org.schema.object(wanted);
  if (!object) return tx.throw('JSONException', `No such sObject type: ${wanted ?? 'none is given'}`); // unverified: the wording
  const record = new RecordValue(object.name);
  for (const [key, value] of fields) {
    if (key === 'attributes') continue;
    const lower = key.toLowerCase();
    const field = [...object.fields.values()].find((candidate) => candidate.name.toLowerCase() === lower);
    const parent = [...object.fields.values()].find((candidate) => candidate.relationshipName?.toLowerCase() === lower);
    const child = [...object.children].find(([relationship]) => relationship.toLowerCase() === lower);
    if (field) record.fields.set(field.name, typed(tx, value, primitive(field.apexType), isStrict));
    else if (parent) record.fields.set(parent.relationshipName!, recordOrNull(tx, value, parent.referenceTo, isStrict));
    else if (child) record.fields.set(child[0], childrenOf(tx, value, child[1].object, isStrict));
    else if (isStrict) tx.throw('JSONException', `No such column '${key}' on sobject of type ${object.name}`);
  }
  return record;
}

function recordOrNull(tx: Transaction, node: JsonNode, objects: readonly string[], isStrict: boolean): Value {
  if (node.kind === 'null') return null;
  return recordOf(tx, node, objects.length === 1 ? objects[0] : undefined, isStrict);
}

function childrenOf(tx: Transaction, node: JsonNode, object: string, isStrict: boolean): Value {
  const records = node.kind === 'object' ? node.fields.get('records') : node;
  return typed(tx, records ?? { kind: 'null' }, { kind: 'list', of: { kind: 'sobject', name: object } }, isStrict);
}
