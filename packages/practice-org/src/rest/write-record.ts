import type { Org } from '../org/org.ts';
import { sameId } from '../org/record-id.ts';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import { dateTime } from '../org/time.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { RestError } from '../server/message.ts';
import { readOnlyFields, refuseTwins, storedValue } from './stored-value.ts';

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
  const row = { ...checked(org, object, sent), ...numbered(org, object) };
  refuseTwins(org, object, row);
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
  refuseTwins(org, object, row, idOf(known));
  org.setRows(object.name, rows.with(index, { ...known, ...row, LastModifiedDate: dateTime(org.now()) }));
  keepHistory(org, object, known, row);
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
  const isCaseSensitive = object.unique?.[field] === true;
  const matches = org.rows(object.name).filter((row) => {
    const kept = row[field];
    return (
      typeof kept === 'string' && (kept === value || (!isCaseSensitive && kept.toLowerCase() === value.toLowerCase()))
    );
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

/** The next Name of an object that numbers its records. */
function numbered(org: Org, { name, autoNumber }: ObjectSchema): Row {
  if (autoNumber === undefined) return {};
  const next = String(org.rows(name).length + 1);
  return { Name: autoNumber.replace(/\{(0+)\}/, (_, zeros: string) => next.padStart(zeros.length, '0')) };
}

/** Source: Object Reference, StandardObjectNameHistory: one row for each tracked field that changed. */
function keepHistory(org: Org, object: ObjectSchema, known: Row, row: Row): void {
  const changed = (object.tracked ?? []).filter((field) => field in row && (known[field] ?? null) !== row[field]);
  if (changed.length === 0) return;
  const history = object.name.replace(/__c$/, '__History');
  const entries = changed.map((Field): Row => ({
    Id: org.newId('Custom'),
    ParentId: idOf(known),
    Field,
    OldValue: known[Field] ?? null,
    NewValue: row[Field] ?? null,
    CreatedById: org.identity.userId,
    CreatedDate: dateTime(org.now()),
  }));
  org.setRows(history, [...org.rows(history), ...entries]);
}

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
    if (readOnlyFields.has(name) || (name === 'Name' && object.autoNumber !== undefined)) {
      throw new RestError(400, 'INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${name}.`);
    }
    row[name] = storedValue(org, object, { name, kind }, value);
  }
  return row;
}
