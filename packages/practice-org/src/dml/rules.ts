import { written } from '../formula/value.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { DmlError } from './dml-error.ts';
import { formulaContext, formulasOf } from './formulas.ts';
import type { Writer } from './writer.ts';

/**
 * What fields hold that a new record does not set: their default value, the default of their picklist, and for a checkbox false.
 *
 * Source: Salesforce Help, "Default Field Values".
 */
export function withDefaults(writer: Writer, object: ObjectSchema, row: Row): Row {
  const { defaults } = formulasOf(object);
  const context = formulaContext(writer, object, row);
  const added: Record<string, RowValue> = {};
  for (const [field, kind] of Object.entries(object.fields)) {
    if (row[field] !== undefined) continue;
    const formula = defaults.get(field);
    const choice = object.details?.[field]?.picklist?.find(({ isDefault }) => isDefault)?.value;
    if (formula !== undefined) added[field] = written(formula(context));
    else if (choice !== undefined) added[field] = choice;
    else if (kind === 'boolean' && field.endsWith('__c')) added[field] = false;
  }
  return { ...added, ...row };
}

/** Refuses a record that leaves required fields empty. Source: SOAP API Developer Guide, StatusCode, REQUIRED_FIELD_MISSING. */
export function requireFields({ details = {} }: ObjectSchema, row: Row): void {
  const missing = Object.keys(details).filter((field) => details[field]?.isRequired === true && isEmpty(row[field]));
  if (missing.length > 0) {
    throw new DmlError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${missing.join(', ')}]`, missing);
  }
}

/**
 * Refuses a record for which a validation rule holds; all rules are tried, as users see all messages at once.
 *
 * Source: Salesforce Help, "Validation Rules": rules run after the fields were checked and before the record is saved.
 */
export function validate(writer: Writer, object: ObjectSchema, row: Row, prior?: Row): void {
  const { rules } = formulasOf(object);
  if (rules.length === 0) return;
  const context = formulaContext(writer, object, row, prior);
  const [first, ...others] = rules
    .filter(({ test }) => test(context) === true)
    .map(
      ({ rule }) =>
        new DmlError('FIELD_CUSTOM_VALIDATION_EXCEPTION', rule.message, rule.field === undefined ? [] : [rule.field]),
    );
  if (first !== undefined) throw first.with(others);
}

/** The values of formula fields. They are kept with the record; TODAY in them is the day of the last write. */
export function computed(writer: Writer, object: ObjectSchema, row: Row): Row {
  const { computed: formulas } = formulasOf(object);
  if (formulas.size === 0) return {};
  const context = formulaContext(writer, object, row);
  return Object.fromEntries([...formulas].map(([field, formula]) => [field, written(formula(context))]));
}

/** The next Name of an object that numbers its records. Source: Salesforce Help, "Custom Field Types", Auto Number. */
export function numbered({ org }: Writer, { name, autoNumber }: ObjectSchema): Row {
  if (autoNumber === undefined) return {};
  const { size, deleted } = org.table(name);
  const next = String(size + deleted.length + 1);
  return { Name: autoNumber.replace(/\{(0+)\}/, (_, zeros: string) => next.padStart(zeros.length, '0')) };
}

/** Source: Object Reference, StandardObjectNameHistory: one row for each tracked field that changed. */
export function keepHistory({ org, by }: Writer, object: ObjectSchema, known: Row, row: Row): void {
  const changed = (object.tracked ?? []).filter((field) => field in row && (known[field] ?? null) !== row[field]);
  const history = object.name.replace(/__c$/, '__History');
  for (const Field of changed) {
    org.writable(history).put({
      Id: org.newRecordId(history),
      ParentId: idOf(known),
      Field,
      OldValue: known[Field] ?? null,
      NewValue: row[Field] ?? null,
      CreatedById: by,
      CreatedDate: org.now().toISOString().replace('Z', '+0000'),
    });
  }
}

function isEmpty(value: RowValue | undefined): boolean {
  return value === undefined || value === null || value === '';
}
