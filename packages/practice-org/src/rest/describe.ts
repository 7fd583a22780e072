import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import { findObject } from '../soql/field-path.ts';
import { QueryError } from '../soql/query-error.ts';
import { ok, RestError } from '../http/message.ts';
import type { Route } from '../routing/route.ts';
import { isReadOnly } from '../dml/write-record.ts';
import { relationshipOf } from '../schema/relationships.ts';
import { databaseOf } from './database.ts';

const fieldTypes: Readonly<Record<FieldKind, string>> = {
  id: 'reference',
  string: 'string',
  boolean: 'boolean',
  number: 'double',
  date: 'date',
  datetime: 'datetime',
  base64: 'base64',
  complex: 'complexvalue',
  any: 'anyType',
};

/** Describe of one object and of all, for either API. */
export const describeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/services\/data\/v(?<version>[\d.]+)\/(?<api>tooling\/)?sobjects\/?$/,
    answer: (call) => {
      const { schema } = databaseOf(call, call.parameters['api'] === undefined ? 'data' : 'tooling');
      return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: Object.values(schema).map(summary) });
    },
  },
  {
    method: 'GET',
    path: /^\/services\/data\/v(?<version>[\d.]+)\/(?<api>tooling\/)?sobjects\/(?<object>\w+)\/describe\/?$/,
    answer: (call) => {
      const { api, object: name = '' } = call.parameters;
      // 404 here is how clients learn that the org does not track source.
      if (name === 'SourceMember') throw unknown();
      try {
        const object = findObject(databaseOf(call, api === undefined ? 'data' : 'tooling'), name);
        return ok({
          ...summary(object),
          fields: Object.keys(object.fields).map((field) => describeField(object, field)),
        });
      } catch (error) {
        // A describe says NOT_FOUND where a query says INVALID_TYPE.
        throw error instanceof QueryError ? unknown() : error;
      }
    },
  },
];

function describeField(object: ObjectSchema, name: string): object {
  const { fields, parents, lengths, picklists, unique, externalIds, details } = object;
  const kind = fields[name] ?? 'string';
  const relationship = relationshipOf(object, name) ?? '';
  const parent = parents[relationship];
  const values = picklists?.[name];
  const isWritable = !isReadOnly(object, name);
  return {
    name,
    label: details?.[name]?.label ?? name,
    type: name === 'Id' ? 'id' : values === undefined ? fieldTypes[kind] : 'picklist',
    length: lengths?.[name] ?? 0,
    custom: name.endsWith('__c'),
    createable: isWritable,
    updateable: isWritable,
    externalId: externalIds?.includes(name) ?? false,
    unique: unique?.[name] !== undefined,
    caseSensitive: unique?.[name] ?? false,
    restrictedPicklist: values !== undefined,
    picklistValues: (values ?? []).map((value) => ({ value, label: value, active: true, defaultValue: false })),
    filterable: kind !== 'base64' && kind !== 'complex',
    sortable: kind !== 'base64' && kind !== 'complex',
    nillable: name !== 'Id' && details?.[name]?.isRequired !== true,
    referenceTo: parent === undefined ? [] : [parent],
    relationshipName: parent === undefined ? null : relationship,
  };
}

function summary({ name, isCustomSetting = false, label, labelPlural, keyPrefix }: ObjectSchema): object {
  const custom = /__(c|e|mdt)$/.test(name);
  const isWritable = name.endsWith('__c');
  const rights = { createable: isWritable, updateable: isWritable, deletable: isWritable };
  const kind = { custom, customSetting: isCustomSetting };
  const labels = { label: label ?? name, labelPlural: labelPlural ?? name };
  return { name, ...labels, queryable: true, ...kind, ...rights, keyPrefix: keyPrefix ?? null };
}

function unknown(): RestError {
  return new RestError(404, 'NOT_FOUND', 'The requested resource does not exist');
}
