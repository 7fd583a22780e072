import type { Org } from '../org/org.ts';
import { sameId } from '../org/record-id.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { dateTime } from '../org/time.ts';
import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import { RestError } from '../server/message.ts';

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
 * Throws {@link RestError} for what the field does not take. unverified: the wording, and that long texts are trimmed too
 */
export function storedValue(
  org: Org,
  object: ObjectSchema,
  { name, kind }: { readonly name: string; readonly kind: FieldKind },
  value: unknown,
): RowValue {
  if (!fits(value, kind)) {
    throw new RestError(400, 'JSON_PARSER_ERROR', `Cannot deserialize instance of ${kind} from value of field ${name}`);
  }
  if (value === null || value === '') return null;
  if (typeof value === 'number') return numberIn(object, name, value);
  if (typeof value !== 'string') return value as RowValue;
  if (kind === 'datetime') return momentIn(name, value);
  if (kind === 'id') return requireParent(org, object, name, value);
  return kind === 'string' ? textIn(object, name, value.trim()) : value;
}

/** Refuses a second record with the same value of a field that is unique. */
export function refuseTwins(org: Org, object: ObjectSchema, row: Row, own?: string): void {
  for (const [name, isCaseSensitive] of Object.entries(object.unique ?? {})) {
    const value = row[name];
    if (typeof value !== 'string') continue;
    const folded = (text: unknown): unknown =>
      isCaseSensitive || typeof text !== 'string' ? text : text.toLowerCase();
    const wanted = folded(value);
    const twin = org.rows(object.name).find((other) => folded(other[name]) === wanted && idOf(other) !== own);
    if (twin !== undefined) {
      throw new RestError(
        400,
        'DUPLICATE_VALUE',
        `duplicate value found: ${name} duplicates value on record with id: ${idOf(twin)}`,
      );
    }
  }
}

function textIn({ lengths, picklists }: ObjectSchema, name: string, text: string): RowValue {
  const length = lengths?.[name];
  if (length !== undefined && text.length > length) {
    const shown = text.slice(0, 255);
    throw new RestError(400, 'STRING_TOO_LONG', `${name}: data value too large: ${shown} (max length=${length})`);
  }
  const values = picklists?.[name];
  if (values !== undefined && !values.includes(text)) {
    throw new RestError(
      400,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `${name}: bad value for restricted picklist field: ${text}`,
    );
  }
  return text === '' ? null : text;
}

/** More digits behind the point than the field has are rounded; too many before it are refused. */
function numberIn({ numbers }: ObjectSchema, name: string, value: number): number {
  const { precision, scale } = numbers?.[name] ?? { precision: 18, scale: 18 };
  if (Math.abs(value) >= 10 ** (precision - (numbers?.[name] ? scale : 0))) {
    throw new RestError(
      400,
      'NUMBER_OUTSIDE_VALID_RANGE',
      `${name}: value outside of valid range on numeric field: ${value}`,
    );
  }
  return Number(value.toFixed(scale));
}

function momentIn(name: string, text: string): string {
  const time = timeOf(text);
  if (time < earliest || time > latest) {
    throw new RestError(400, 'INVALID_FIELD', `${name}: value outside of valid range: ${text}`);
  }
  return dateTime(new Date(Math.floor(time / second) * second));
}

function requireParent(org: Org, object: ObjectSchema, name: string, id: string): string {
  const relationship = Object.entries(object.parentKeys ?? {}).find(([, key]) => key === name)?.[0];
  const target = relationship === undefined ? undefined : object.parents[relationship];
  if (target !== undefined && !org.rows(target).some((row) => sameId(idOf(row), id))) {
    throw new RestError(400, 'INVALID_CROSS_REFERENCE_KEY', `${name}: invalid cross reference id: ${id}`);
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
