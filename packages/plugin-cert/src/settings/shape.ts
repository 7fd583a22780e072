import { harmless } from '@cert-health/core';
import type { Document, LineCounter, Node } from 'yaml';
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import { nearest } from './nearest.ts';
import type { SettingsProblem } from './settings-error.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Why a text cannot be taken: a sentence's first half, and what to write instead where that is not the usual. */
interface Problem {
  readonly problem: string;
  readonly instead?: string;
}

/** What may stand somewhere in the file: said once, for the reader as well as for editors. */
export interface Shape<Value> {
  readonly schema: JsonSchema;
  /** @returns undefined after noting a problem. */
  read(node: Node, notes: Notes): Value | undefined;
}

export interface Field<Value> {
  readonly shape: Shape<Value>;
  /** What it decides, one sentence; editors show it. */
  readonly about: string;
  /** For a field that must be there: what to write when it is missing. */
  readonly required?: string;
}

type Fields = Readonly<Record<string, Field<unknown>>>;
type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type Required<F extends Fields> = { [K in keyof F]: F[K] extends { required: string } ? K : never }[keyof F];

/** What a map of fields gives; only required ones are sure to be there. */
export type MapOf<F extends Fields> = { readonly [K in Required<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, Required<F>>]?: ValueOf<F[K]>;
};

/** Collects what is wrong, with its place. */
export class Notes {
  readonly problems: SettingsProblem[] = [];
  /** The day to which limits in time are counted. */
  readonly today: Date;
  readonly #lines: LineCounter;
  readonly #document: Document.Parsed;

  constructor(lines: LineCounter, document: Document.Parsed, today: Date) {
    this.#lines = lines;
    this.#document = document;
    this.today = today;
  }

  add(node: Node, message: string): undefined {
    const { line, col } = this.#lines.linePos(node.range?.[0] ?? 0);
    this.problems.push({ line, column: col, message });
  }

  /** What an alias (`*name`) stands for. */
  resolve(node: Node): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }
}

/**
 * A piece of text, read by a function.
 *
 * @param expects What to write, as in "write …".
 * @param parse Gives the value, or a problem as a sentence's first half: `"x" is no date`.
 */
export function scalar<Value>(
  schema: JsonSchema,
  expects: string,
  parse: (text: string, today: Date) => { readonly value: Value } | Problem,
): Shape<Value> {
  return {
    schema: { type: 'string', ...schema },
    read(node, notes) {
      const target = notes.resolve(node);
      if (!isScalar(target))
        return notes.add(node, `This is ${kindOf(target)} where a text belongs; write ${expects}.`);
      const text = typeof target.value === 'string' ? target.value.trim() : '';
      if (text === '') return notes.add(node, `Nothing is written here; write ${expects}.`);
      const parsed = parse(text, notes.today);
      if ('value' in parsed) return parsed.value;
      // Whatever was pasted here is quoted only where it is harmless.
      const problem = parsed.problem.replaceAll(text, () => harmless(text));
      return notes.add(node, `${problem}; write ${parsed.instead ?? expects}.`);
    },
  };
}

/** Any number of the same. */
export function list<Value>(of: Shape<Value>, expects: string): Shape<readonly Value[]> {
  return {
    schema: { type: 'array', items: of.schema },
    read(node, notes) {
      const target = notes.resolve(node);
      if (isEmpty(target)) return [];
      if (!isSeq(target)) return notes.add(node, `This is ${kindOf(target)} where a list belongs; write ${expects}.`);
      return target.items.flatMap((item) => {
        const value = of.read(item as Node, notes);
        return value === undefined ? [] : [value];
      });
    },
  };
}

/** Named fields, and no others. */
export function map<const F extends Fields>(fields: F): Shape<MapOf<F>> {
  const names = Object.keys(fields);
  const required = names.filter((name) => fields[name]?.required !== undefined);
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, describe(fields[name] as Field<unknown>)])),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    },
    read(node, notes) {
      const target = notes.resolve(node);
      if (isEmpty(target) && required.length === 0) return {} as MapOf<F>;
      if (!isMap(target)) {
        return notes.add(
          node,
          `This is ${kindOf(target)} where settings belong; write ${listed(names)}, each with its value.`,
        );
      }
      const values: Record<string, unknown> = {};
      for (const { key, value } of target.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (field) values[name] = field.shape.read((value ?? key) as Node, notes);
        else notes.add(key as Node, unknownName(name, names));
      }
      const missing = required.filter((name) => !target.items.some(({ key }) => isScalar(key) && key.value === name));
      for (const name of missing) notes.add(node, `"${name}" is missing; write ${fields[name]?.required}.`);
      const complete = required.every((name) => values[name] !== undefined);
      return complete ? (values as MapOf<F>) : undefined;
    },
  };
}

function describe({ shape, about }: Field<unknown>): JsonSchema {
  return { description: about, ...shape.schema };
}

function unknownName(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  const instead = meant ? `did you mean "${meant}"?` : `what can stand here is ${listed(names)}.`;
  return `There is no setting "${harmless(name)}" here; ${instead}`;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && (node.value === null || node.value === '') && !node.anchor;
}

function kindOf(node: unknown): string {
  if (isMap(node)) return 'a group of settings';
  if (isSeq(node)) return 'a list';
  return isScalar(node) && node.value ? 'a text' : 'nothing';
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
