import type { OrgRecord, OrgValue } from '@cert-health/apex-runner';
import type { Row, RowValue } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import type { Database, FieldPath } from '../soql/field-path.ts';
import { followSteps, valueOf } from '../soql/field-path.ts';

type Fields = Record<string, OrgValue | OrgRecord | readonly OrgRecord[]>;

/** Lists of children that a query selects: relationship → records of a parent. */
export type ChildLists = ReadonlyMap<string, (parent: string) => readonly OrgRecord[]>;

/** The rows of a result as records; parents are records in them. Id is always there, as in Apex. */
export function toOrgRecords(
  object: ObjectSchema,
  fields: readonly FieldPath[],
  rows: readonly Row[],
  database: Database,
  children: ChildLists,
): OrgRecord[] {
  return rows.map((row): OrgRecord => {
    const record: Fields = { Id: idOf(row) };
    for (const path of fields) {
      let target: Fields | undefined = record;
      for (const [index, step] of path.steps.entries()) {
        const parent = followSteps(database, row, path.steps.slice(0, index + 1));
        target = parentIn(target, step.name, step.object, parent);
        if (target === undefined) break;
      }
      if (target !== undefined) target[path.field] = orgValue(valueOf(database, row, path));
    }
    for (const [relationship, listOf] of children) record[relationship] = listOf(idOf(row));
    return { object: object.name, fields: record };
  });
}

function parentIn(record: Fields, relationship: string, object: string, parent: Row | undefined): Fields | undefined {
  if (parent === undefined) {
    record[relationship] = null;
    return undefined;
  }
  const known = record[relationship] as OrgRecord | undefined;
  if (known !== undefined) return known.fields;
  const fields: Fields = { Id: idOf(parent) };
  record[relationship] = { object, fields };
  return fields;
}

/** Compound values have no place in Apex here. */
export function orgValue(value: RowValue): OrgValue {
  return typeof value === 'object' ? null : value;
}
