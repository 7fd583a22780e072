import type { FieldKind } from '../schema/object-schema.ts';
import type { QueryResult } from '../soql/run-query.ts';

/** A column of a query; a parent's fields hang under its relationship. */
export interface Column {
  readonly columnName: string;
  readonly displayName: string;
  readonly aggregate: false;
  readonly apexType: string | null;
  readonly joinColumns: Column[];
}

const apexTypes: Readonly<Record<FieldKind, string>> = {
  id: 'Id',
  string: 'String',
  boolean: 'Boolean',
  number: 'Double',
  date: 'Date',
  datetime: 'Datetime',
  base64: 'Blob',
  complex: 'ComplexValueType',
  any: 'Object',
};

/** What `columns=true` asks of a query: no rows, but what they would consist of. The sf CLI lays out its table by it. */
export function describeColumns({ object, fields }: QueryResult): object {
  const columnMetadata: Column[] = [];
  for (const { steps, field, kind } of fields) {
    let level = columnMetadata;
    for (const { name } of steps) {
      const known = level.find((candidate) => candidate.columnName === name);
      const parent = known ?? column(name, null);
      if (known === undefined) level.push(parent);
      level = parent.joinColumns;
    }
    level.push(column(field, apexTypes[kind]));
  }
  return {
    columnMetadata,
    entityName: object.name,
    groupBy: false,
    idSelected: fields.some(({ field }) => field === 'Id'),
  };
}

function column(columnName: string, apexType: string | null): Column {
  return { columnName, displayName: columnName, aggregate: false, apexType, joinColumns: [] };
}
