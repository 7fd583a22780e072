import type { Node } from 'yaml';
import { isMap, isScalar } from 'yaml';
import { harmless } from '@cert-health/core';
import { nearest } from './nearest.ts';
import { scalar } from './shape.ts';
import type { JsonSchema, Notes, Shape } from './shape.ts';

/** Shapes that a composition needs beside lists and maps of fixed fields. */

type ValueOf<S> = S extends Shape<infer Value> ? Value : never;

/** One word and no other: what tells variants apart. */
export function exactly<const Word extends string>(word: Word): Shape<Word> {
  return scalar({ const: word }, word, (written) =>
    written === word ? { value: word } : { problem: `"${written}" cannot stand here` },
  );
}

/** One of a few words. */
export function oneWordOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  const expects = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  return scalar({ enum: words }, expects, (written) => {
    const value = words.find((word) => word === written);
    if (value !== undefined) return { value };
    const meant = nearest(written, words);
    return { problem: `"${written}" cannot stand here${meant ? ` (did you mean "${meant}"?)` : ''}` };
  });
}

/**
 * Settings of one of several kinds. Each shape is a map with a `type` that is exactly its name here.
 *
 * @param expects What to write where `type` is missing, as in "write …".
 */
export function variants<const V extends Readonly<Record<string, Shape<unknown>>>>(
  kinds: V,
  expects: string,
): Shape<ValueOf<V[keyof V]>> {
  const names = Object.keys(kinds);
  const type = oneWordOf(names);
  return {
    schema: { oneOf: Object.values(kinds).map(({ schema }) => schema) },
    read(node, notes) {
      const target = notes.resolve(node);
      const written = isMap(target) ? target.items.find(({ key }) => isScalar(key) && key.value === 'type') : undefined;
      if (!written) return notes.add(node, `"type" is missing; write ${expects}.`);
      const name = type.read((written.value ?? written.key) as Node, notes);
      return name === undefined ? undefined : (kinds[name]?.read(node, notes) as ValueOf<V[keyof V]> | undefined);
    },
  };
}

/**
 * Values under names of one's own.
 *
 * @param pattern What a name may be (ECMAScript regular expression, whole).
 */
export function named<Value>(
  of: Shape<Value>,
  { pattern, expects }: { readonly pattern: string; readonly expects: string },
): Shape<ReadonlyMap<string, Value>> {
  const allowed = new RegExp(pattern);
  return {
    schema: { type: 'object', propertyNames: { pattern }, additionalProperties: of.schema },
    read(node, notes) {
      const target = notes.resolve(node);
      const values = new Map<string, Value>();
      if (isScalar(target) && (target.value === null || target.value === '')) return values;
      if (!isMap(target)) return notes.add(node, `Names are missing here; write ${expects}.`);
      for (const { key, value } of target.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (!allowed.test(name)) notes.add(key as Node, `"${harmless(name)}" cannot be a name; write ${expects}.`);
        const one = of.read((value ?? key) as Node, notes);
        if (one !== undefined) values.set(name, one);
      }
      return values;
    },
  };
}

/** A list with something in it. */
export function filled<Value>(of: Shape<readonly Value[]>, expects: string): Shape<readonly Value[]> {
  return {
    schema: { ...of.schema, minItems: 1 },
    read(node, notes) {
      const values = of.read(node, notes);
      return values?.length === 0 && isEmptyList(node, notes)
        ? notes.add(node, `Nothing is listed here; write ${expects}.`)
        : values;
    },
  };
}

/** Values whose parts must go together: what a schema says of it too. */
export function together<Value>(
  of: Shape<Value>,
  schema: JsonSchema,
  problem: (value: Value) => string | undefined,
): Shape<Value> {
  return {
    schema: { ...of.schema, ...schema },
    read(node, notes) {
      const value = of.read(node, notes);
      const found = value === undefined ? undefined : problem(value);
      return found === undefined ? value : notes.add(node, found);
    },
  };
}

/** JSON Schema of maps in which a field stands. */
export function having(field: string): JsonSchema {
  return { properties: { [field]: true }, required: [field] };
}

/** Nothing at all, as against entries that were told as wrong already. */
function isEmptyList(node: Node, notes: Notes): boolean {
  const target = notes.resolve(node) as { readonly items?: readonly unknown[] };
  return (target.items ?? []).length === 0;
}
