import type { Org } from '../org/org.ts';
import { sameId } from '../org/record-id.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { dateTime } from '../org/time.ts';
import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import { RestError } from '../server/message.ts';

/** What became of one record, as the REST API writes it. */
export interface SaveResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly {
    readonly statusCode: string;
    readonly message: string;
    readonly fields: readonly string[];
  }[];
  readonly created?: boolean;
}

/** A record as sent: fields by name, `attributes` aside. */
export type SentRecord = Readonly<Record<string, unknown>>;

/** Adds a record. Throws {@link RestError} for what the object does not take. */
export function insertRecord(org: Org, object: ObjectSchema, sent: SentRecord): SaveResult {
  const row = checked(org, object, sent);
  const now = dateTime(org.now());
  const id = org.newId('Custom');
  org.setRows(object.name, [
    ...org.rows(object.name),
    { ...row, Id: id, CreatedDate: now, LastModifiedDate: now, SystemModstamp: now, CreatedById: org.identity.userId },
  ]);
  return { id, success: true, errors: [] };
}

/** Changes fields of a record that is there. */
export function updateRecord(org: Org, object: ObjectSchema, id: string, sent: SentRecord): SaveResult {
  const row = checked(org, object, sent);
  const rows = org.rows(object.name);
  const index = rows.findIndex((candidate) => sameId(idOf(candidate), id));
  const known = rows[index];
  if (known === undefined) throw new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
  org.setRows(object.name, rows.with(index, { ...known, ...row, LastModifiedDate: dateTime(org.now()) }));
  return { id: idOf(known), success: true, errors: [] };
}

/** Adds a record or changes the one whose external Id has the value. */
export function upsertRecord(
  org: Org,
  object: ObjectSchema,
  field: string,
  value: unknown,
  sent: SentRecord,
): Required<Pick<SaveResult, 'id' | 'created'>> & SaveResult {
  if (field !== 'Id' && object.externalIds?.includes(field) !== true) {
    throw new RestError(404, 'NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${field}`);
  }
  if (typeof value !== 'string' || value === '') {
    throw new RestError(400, 'MISSING_ARGUMENT', `${field} not specified`);
  }
  const matches = org.rows(object.name).filter((row) => {
    const kept = row[field];
    return typeof kept === 'string' && kept.toLowerCase() === value.toLowerCase();
  });
  if (matches.length > 1)
    throw new RestError(300, 'DUPLICATE_EXTERNAL_ID', `${field}: more than one record found for ${value}`);
  const [known] = matches;
  const others = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== field));
  const result =
    known === undefined
      ? insertRecord(org, object, field === 'Id' ? others : { ...others, [field]: value })
      : updateRecord(org, object, idOf(known), others);
  return { ...result, id: result.id ?? '', created: known === undefined };
}

/** Deletes a record. */
export function deleteRecord(org: Org, object: ObjectSchema, id: string): SaveResult {
  checked(org, object, {});
  const rows = org.rows(object.name);
  const left = rows.filter((row) => !sameId(idOf(row), id));
  if (left.length === rows.length) throw new RestError(404, 'ENTITY_IS_DELETED', 'entity is deleted');
  org.setRows(object.name, left);
  return { id, success: true, errors: [] };
}

/** Fields that the org sets itself. */
const readOnly = new Set([
  'Id',
  'CreatedDate',
  'CreatedById',
  'LastModifiedDate',
  'LastModifiedById',
  'SystemModstamp',
  'IsDeleted',
]);

function checked(org: Org, object: ObjectSchema, sent: SentRecord): Row {
  if (org.isDerived(object.name)) {
    throw new RestError(405, 'METHOD_NOT_ALLOWED', `${object.name} is changed by deploying metadata, not by records.`);
  }
  const row: Record<string, RowValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    if (name === 'attributes') continue;
    const kind = object.fields[name];
    if (kind === undefined) {
      throw new RestError(400, 'INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    }
    if (readOnly.has(name)) {
      throw new RestError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${name}.`);
    }
    if (!fits(value, kind)) {
      throw new RestError(
        400,
        'JSON_PARSER_ERROR',
        `Cannot deserialize instance of ${kind} from value of field ${name}`,
      );
    }
    const length = object.lengths?.[name];
    if (length !== undefined && typeof value === 'string' && value.length > length) {
      throw new RestError(400, 'STRING_TOO_LONG', `${name}: data value too large (max length=${length})`);
    }
    row[name] = value as RowValue;
  }
  return row;
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
      return typeof value === 'string' && !Number.isNaN(Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')));
    case 'id':
      return typeof value === 'string' && /^\w{15}(\w{3})?$/.test(value);
    default:
      return typeof value === 'string';
  }
}
