import type { Org } from '../org/org.ts';
import { withChecksum } from '../org/record-id.ts';
import type { RowValue } from '../org/row.ts';
import { dateTime } from '../time/time.ts';
import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import { parentOf } from '../schema/relationships.ts';
import { DmlError } from './dml-error.ts';

/** Fields that the org sets itself. */
export const readOnlyFields: ReadonlySet<string> = new Set([
  'Id',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'IsDeleted',
]);

/** DateTime fields hold these years. Source: SOAP API Developer Guide, Primitive Data Types, dateTime. */
const earliest = Date.UTC(1700, 0, 1);
const latest = Date.UTC(4000, 11, 31);
const second = 1000;

/**
 * A value as the org keeps it: texts without white space at their ends and null when empty, moments to the second.
 * Throws {@link DmlError} for what the field does not take. unverified: the wording, and that long texts are trimmed too
 */
export function storedValue(
  org: Org,
  object: ObjectSchema,
  { name, kind }: { readonly name: string; readonly kind: FieldKind },
  value: unknown,
): RowValue {
  if (!fits(value, kind)) {
    throw new DmlError('JSON_PARSER_ERROR', `Cannot deserialize instance of ${kind} from value of field ${name}`, [
      name,
    ]);
  }
  if (value === null || value === '') return null;
  if (typeof value === 'number') return numberIn(object, name, value);
  if (typeof value !== 'string') return value as RowValue;
  if (kind === 'datetime') return momentIn(name, value);
  if (kind === 'id') return requireParent(org, object, name, value);
  return kind === 'string' ? textIn(object, name, value.trim()) : value;
}

function textIn({ lengths, picklists }: ObjectSchema, name: string, text: string): RowValue {
  const length = lengths?.[name];
  if (length !== undefined && text.length > length) {
    const shown = text.slice(0, 255);
    throw new DmlError('STRING_TOO_LONG', `${name}: data value too large: ${shown} (max length=${length})`, [name]);
  }
  const values = picklists?.[name];
  if (values !== undefined && !values.includes(text)) {
    throw new DmlError(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${name}: bad value for restricted picklist field: ${text}`,
      [name],
    );
  }
  return text === '' ? null : text;
}

/** More digits behind the point than the field has are rounded; too many before it are refused. */
function numberIn({ numbers }: ObjectSchema, name: string, value: number): number {
  const { precision, scale } = numbers?.[name] ?? { precision: 18, scale: 18 };
  if (Math.abs(value) >= 10 ** (precision - (numbers?.[name] ? scale : 0))) {
    throw new DmlError(
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${name}: value outside of valid range on numeric field: ${value}`,
      [name],
    );
  }
  return Number(value.toFixed(scale));
}

function momentIn(name: string, text: string): string {
  const time = timeOf(text);
  if (time < earliest || time > latest) {
    throw new DmlError('INVALID_FIELD', `${name}: value outside of valid range: ${text}`, [name]);
  }
  return dateTime(new Date(Math.floor(time / second) * second));
}

/** A record that is looked up to must be there; Ids are kept with 18 characters. */
function requireParent(org: Org, object: ObjectSchema, name: string, written: string): string {
  const id = withChecksum(written.slice(0, 15));
  const target = parentOf(object, name);
  if (target !== undefined && org.table(target).find(id) === undefined) {
    throw new DmlError('INVALID_CROSS_REFERENCE_KEY', `${name}: invalid cross reference id: ${id}`, [name]);
  }
  return id;
}

function fits(value: unknown, kind: FieldKind): boolean {
  if (value === null) return true;
  switch (kind) {
    case 'boolean':
    case 'number':
      return typeof value === kind;
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
    case 'datetime':
      return typeof value === 'string' && !Number.isNaN(timeOf(value));
    case 'id':
      return typeof value === 'string' && /^\w{15}(\w{3})?$/.test(value);
    default:
      return typeof value === 'string';
  }
}

function timeOf(text: string): number {
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
}
