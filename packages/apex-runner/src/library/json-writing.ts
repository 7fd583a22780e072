import type { Transaction } from '../transaction/transaction.ts';
import { Decimal } from '../values/decimal.ts';
import { doubleText } from '../values/double-text.ts';
import { Blob, Double, EnumValue } from '../values/scalar.ts';
import { plainText } from '../semantics/text.ts';
import { ApexDate, ApexDatetime, ApexTime, dateText, isoText, timeText } from '../values/time.ts';
import { typeOf } from '../values/type-of.ts';
import { runtimeTypeText } from '../values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, ExceptionObject, RecordValue, type Value } from '../values/value.ts';

/** A value on its way to JSON: written scalars, and names with values in order. */
export type JsonTree = string | readonly JsonTree[] | { readonly fields: readonly (readonly [string, JsonTree])[] };

export interface JsonOptions {
  /** Leaves out the fields of objects that are null; entries of maps stay. */
  readonly suppressNulls?: boolean;
  readonly isPretty?: boolean;
}

/** A text in quotation marks. */
export function jsonString(text: string): string {
  return JSON.stringify(text).replace(/\\u00[0-9a-f]{2}/g, (code) => `\\u${code.slice(2).toUpperCase()}`);
}

/**
 * As JSON.serialize writes it.
 *
 * @throws System.JSONException for what JSON does not hold
 */
export function serialized(tx: Transaction, value: Value, options: JsonOptions): string {
  return written(treeOf(tx, value, options), options);
}

export function written(tree: JsonTree, { isPretty = false }: JsonOptions): string {
  return isPretty ? pretty(tree, '') : compact(tree);
}

export function treeOf(tx: Transaction, value: Value, options: JsonOptions, above: readonly Value[] = []): JsonTree {
  const scalar = scalarOf(value);
  if (scalar !== undefined) return scalar;
  if (above.includes(value)) return tx.throw('JSONException', 'Direct self-reference leading to cycle'); // unverified: the wording
  const inner = (item: Value): JsonTree => treeOf(tx, item, options, [...above, value]);
  if (value instanceof ApexList) return value.items.map(inner);
  if (value instanceof ApexSet) return [...value.members.values()].map(inner);
  if (value instanceof ApexMap)
    return { fields: [...value.entries.values()].map((entry) => [keyText(tx, entry.key), inner(entry.value)]) };
  if (value instanceof RecordValue) return recordTree(value, inner);
  if (value instanceof ApexObject && !(value instanceof ExceptionObject)) {
    const fields = value.info.fields
      .filter((field) => !field.isTransient)
      .map(({ name }) => [name, value[`$${name}`] ?? null] as const)
      .filter(([, field]) => field !== null || options.suppressNulls !== true);
    return { fields: fields.map(([name, field]) => [name, inner(field)]) };
  }
  return tx.throw('JSONException', `Apex Type unsupported in JSON: ${runtimeTypeText(typeOf(value))}`);
}

/** Values that are one word of JSON; undefined for others. */
function scalarOf(value: Value): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'string') return jsonString(value);
  if (value instanceof Decimal) return value.toString();
  if (value instanceof Double)
    return Number.isFinite(value.value) ? doubleText(value.value) : jsonString(doubleText(value.value));
  if (value instanceof ApexDate) return jsonString(dateText(value));
  if (value instanceof ApexDatetime) return jsonString(isoText(value));
  if (value instanceof ApexTime) return jsonString(timeText(value));
  if (value instanceof Blob) return jsonString(Buffer.from(value.bytes).toString('base64'));
  return value instanceof EnumValue ? jsonString(value.name) : undefined;
}

function keyText(tx: Transaction, key: Value): string {
  return key === null ? tx.throw('JSONException', 'Null key for a Map not allowed in JSON') : plainText(tx, key); // unverified: the wording
}

/** A record with its type in front, and its address once it has an Id; children as a query gives them. */
function recordTree(record: RecordValue, inner: (value: Value) => JsonTree): JsonTree {
  const id = record.fields.get('Id');
  const attributes: [string, JsonTree][] = [['type', jsonString(record.object)]];
  if (typeof id === 'string')
    attributes.push(['url', jsonString(`/services/data/v66.0/sobjects/${record.object}/${id}`)]);
  const fields = [...record.fields].map(([name, value]): [string, JsonTree] =>
    value instanceof ApexList ? [name, childrenTree(value, inner)] : [name, inner(value)],
  );
  return { fields: [['attributes', { fields: attributes }], ...fields] };
}

function childrenTree(children: ApexList, inner: (value: Value) => JsonTree): JsonTree {
  const records = children.items.map(inner);
  return {
    fields: [
      ['totalSize', String(records.length)],
      ['done', 'true'],
      ['records', records],
    ],
  };
}

function compact(tree: JsonTree): string {
  if (typeof tree === 'string') return tree;
  if ('fields' in tree)
    return `{${tree.fields.map(([name, value]) => `${jsonString(name)}:${compact(value)}`).join(',')}}`;
  return `[${tree.map(compact).join(',')}]`;
}

/** Lists stand in one line, objects with two spaces a level. */
function pretty(tree: JsonTree, indent: string): string {
  if (typeof tree === 'string') return tree;
  if (!('fields' in tree))
    return tree.length === 0 ? '[ ]' : `[ ${tree.map((item) => pretty(item, indent)).join(', ')} ]`;
  if (tree.fields.length === 0) return '{ }';
  const deeper = `${indent}  `;
  const fields = tree.fields.map(([name, value]) => `${deeper}${jsonString(name)} : ${pretty(value, deeper)}`);
  return `{\n${fields.join(',\n')}\n${indent}}`;
}
