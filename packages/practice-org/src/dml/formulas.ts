import { compileFormula } from '../formula/compile-formula.ts';
import type { Formula, FormulaContext } from '../formula/scope.ts';
import type { FormulaValue } from '../formula/value.ts';
import { dateOf, momentOf } from '../formula/value.ts';
import type { Row } from '../org/row.ts';
import type { FieldKind, ObjectSchema, ValidationRule } from '../schema/object-schema.ts';
import type { Writer } from './writer.ts';

/** The formulas of an object, read once. */
export interface ObjectFormulas {
  readonly defaults: ReadonlyMap<string, Formula>;
  readonly computed: ReadonlyMap<string, Formula>;
  readonly rules: readonly { readonly rule: ValidationRule; readonly test: Formula }[];
}

const kept = new WeakMap<ObjectSchema, ObjectFormulas>();

/**
 * Reads the default values, formula fields and validation rules of an object.
 *
 * @throws {FormulaError} for what is not evaluated here, by name
 */
export function formulasOf(object: ObjectSchema): ObjectFormulas {
  const known = kept.get(object);
  if (known !== undefined) return known;
  const details = Object.entries(object.details ?? {});
  const compiled = (text: string): Formula => compileFormula(text, object);
  const formulas = {
    defaults: new Map(
      details.flatMap(([field, { defaultValue }]) =>
        defaultValue === undefined ? [] : [[field, compiled(defaultValue)] as const],
      ),
    ),
    computed: new Map(
      details.flatMap(([field, { formula }]) => (formula === undefined ? [] : [[field, compiled(formula)] as const])),
    ),
    rules: (object.validationRules ?? []).map((rule) => ({ rule, test: compiled(rule.formula) })),
  };
  kept.set(object, formulas);
  return formulas;
}

/** What the formulas of a record see: it as it will be, and as it was. */
export function formulaContext(writer: Writer, object: ObjectSchema, row: Row, prior?: Row): FormulaContext {
  const { org, by } = writer;
  const user = org.table('User').find(by);
  const kindOf = (field: string): FieldKind => object.fields[field] ?? 'string';
  return {
    value: (field) => formulaValue(row[field] ?? null, kindOf(field)),
    prior: (field) => (prior === undefined ? undefined : formulaValue(prior[field] ?? null, kindOf(field))),
    isNew: prior === undefined,
    now: org.now(),
    timeZone: typeof user?.['TimeZoneSidKey'] === 'string' ? user['TimeZoneSidKey'] : 'GMT',
    hasPermission: (name) => writer.hasPermission(name),
    user: (field) => formulaValue(user?.[field] ?? null, 'string'),
  };
}

function formulaValue(value: unknown, kind: FieldKind): FormulaValue {
  if (kind === 'boolean') return value === true;
  if (typeof value === 'string') return kind === 'date' ? dateOf(value) : kind === 'datetime' ? momentOf(value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
