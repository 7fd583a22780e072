import { idOf } from '../org/row.ts';
import type { Row, RowValue } from '../org/row.ts';
import { dateTime } from '../time/time.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { leaveChildren } from './children.ts';
import { derivedValues } from './derived-values.ts';
import { DmlError } from './dml-error.ts';
import { computed, keepHistory, numbered, requireFields, validate, withDefaults } from './rules.ts';
import { readOnlyFields, storedValue } from './stored-value.ts';
import { refuseTwins } from './unique.ts';
import { deleteUserCertificate, insertUserCertificate, USER_CERTIFICATE } from './user-certificate.ts';
import type { Writer } from './writer.ts';

/** A record as sent: fields by name, `attributes` aside. */
export type SentRecord = Readonly<Record<string, unknown>>;

/** What became of a record. */
export interface Written {
  readonly id: string;
  readonly created: boolean;
}

/** Adds a record. Throws {@link DmlError} for what the object does not take. */
export function insertRecord(writer: Writer, object: ObjectSchema, sent: SentRecord): Written {
  const { org, by } = writer;
  if (object.name === USER_CERTIFICATE) {
    return { id: insertUserCertificate(writer, object, checkedFields(writer, object, sent)), created: true };
  }
  const given = { ...withDefaults(writer, object, checked(writer, object, sent)), ...numbered(writer, object) };
  const now = dateTime(org.now());
  const id = org.newRecordId(object.name);
  const row: Row = {
    ...given,
    ...derivedValues(object, given, id),
    Id: id,
    CreatedDate: now,
    LastModifiedDate: now,
    SystemModstamp: now,
    CreatedById: by,
    LastModifiedById: by,
    ...('OwnerId' in object.fields && typeof given['OwnerId'] !== 'string' ? { OwnerId: by } : {}),
  };
  requireFields(object, row);
  refuseTwins(writer, object, row);
  validate(writer, object, row);
  org.writable(object.name).put({ ...row, ...computed(writer, object, row) });
  return { id, created: true };
}

/** Changes fields of a record that is there. */
export function updateRecord(writer: Writer, object: ObjectSchema, id: string, sent: SentRecord): Written {
  const { org, by } = writer;
  const changes = checked(writer, object, sent);
  const known = org.table(object.name).find(id);
  if (known === undefined) throw missing(writer, object, id);
  const now = dateTime(org.now());
  const merged = { ...known, ...changes };
  const row: Row = {
    ...merged,
    ...derivedValues(object, merged, idOf(known)),
    LastModifiedDate: now,
    SystemModstamp: now,
    LastModifiedById: by,
  };
  requireFields(object, row);
  refuseTwins(writer, object, changes, idOf(known));
  validate(writer, object, row, known);
  org.writable(object.name).put({ ...row, ...computed(writer, object, row) });
  keepHistory(writer, object, known, changes);
  return { id: idOf(known), created: false };
}

/**
 * Adds a record or changes the one whose external Id has the value.
 *
 * Source: REST API Developer Guide, "Insert or Update (Upsert) a Record Using an External ID".
 */
export function upsertRecord(
  writer: Writer,
  object: ObjectSchema,
  field: string,
  value: unknown,
  sent: SentRecord,
): Written {
  const { org } = writer;
  if (field !== 'Id' && object.externalIds?.includes(field) !== true) {
    throw new DmlError('NOT_FOUND', `Provided external ID field does not exist or is not accessible: ${field}`);
  }
  if (typeof value !== 'string' || value === '') throw new DmlError('MISSING_ARGUMENT', `${field} not specified`);
  const others = Object.fromEntries(Object.entries(sent).filter(([name]) => name !== field));
  if (field === 'Id') return updateRecord(writer, object, value, others);
  const isCaseSensitive = object.unique?.[field] === true;
  const matches = org
    .table(object.name)
    .where(field, value)
    .filter((row) => !isCaseSensitive || row[field] === value);
  const [known, second] = matches;
  if (second !== undefined) {
    throw new DmlError('DUPLICATE_EXTERNAL_ID', `${field}: more than one record found for ${value}`);
  }
  return known === undefined
    ? insertRecord(writer, object, { ...others, [field]: value })
    : updateRecord(writer, object, idOf(known), others);
}

/** Moves a record into the recycle bin. */
export function deleteRecord(writer: Writer, object: ObjectSchema, id: string): Written {
  if (object.name === USER_CERTIFICATE) {
    deleteUserCertificate(writer, id);
    return { id, created: false };
  }
  refuseDerived(writer, object);
  const { org } = writer;
  const known = org.table(object.name).find(id);
  if (known === undefined) throw missing(writer, object, id);
  leaveChildren(writer, object.name, known);
  const now = dateTime(org.now());
  org.writable(object.name).remove({ ...known, LastModifiedDate: now, SystemModstamp: now });
  return { id: idOf(known), created: false };
}

/** Brings a record back. */
export function undeleteRecord(writer: Writer, object: ObjectSchema, id: string): Written {
  const row = writer.org.table(object.name).findDeleted(id);
  if (row === undefined) {
    throw new DmlError('UNDELETE_FAILED', 'Entity is not in the recycle bin');
  }
  refuseTwins(writer, object, row, id);
  writer.org.writable(object.name).restore(row);
  return { id: idOf(row), created: false };
}

function missing({ org }: Writer, object: ObjectSchema, id: string): DmlError {
  return org.table(object.name).findDeleted(id) === undefined
    ? new DmlError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')
    : new DmlError('ENTITY_IS_DELETED', 'entity is deleted');
}

/** Rights are read from permission sets as deployed; a record of one right would be taken and change nothing. */
const ofDeployedSets: ReadonlySet<string> = new Set(['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess']);

function refuseDerived({ org }: Writer, { name }: ObjectSchema): void {
  if (org.isDerived(name) || ofDeployedSets.has(name)) {
    throw new DmlError('METHOD_NOT_ALLOWED', `${name} is changed by deploying metadata, not by records.`);
  }
}

function checked(writer: Writer, object: ObjectSchema, sent: SentRecord): Row {
  refuseDerived(writer, object);
  return checkedFields(writer, object, sent);
}

function checkedFields(writer: Writer, object: ObjectSchema, sent: SentRecord): Row {
  const row: Record<string, RowValue> = {};
  for (const [name, value] of Object.entries(sent)) {
    if (name === 'attributes') continue;
    const kind = object.fields[name];
    if (kind === undefined) {
      throw new DmlError('INVALID_FIELD', `No such column '${name}' on sobject of type ${object.name}`);
    }
    if (isReadOnly(object, name)) {
      throw new DmlError('INVALID_FIELD_FOR_INSERT_UPDATE', `Unable to create/update fields: ${name}.`, [name]);
    }
    row[name] = storedValue(writer.org, object, { name, kind }, value);
  }
  return row;
}

/** Whether nobody writes a field: what the org sets itself, numbers of its own, formulas. */
export function isReadOnly({ autoNumber, details }: ObjectSchema, field: string): boolean {
  return (
    readOnlyFields.has(field) ||
    (field === 'Name' && autoNumber !== undefined) ||
    details?.[field]?.formula !== undefined
  );
}
