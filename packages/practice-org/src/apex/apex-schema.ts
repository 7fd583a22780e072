import type { ApexSchema, FieldDescription, ObjectDescription } from '@cert-health/apex-runner';
import { isReadOnly } from '../dml/write-record.ts';
import { keyPrefix } from '../org/record-id.ts';
import { wholeNumbers } from '../schema/documented-rules.ts';
import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import { keyOf, relationshipOf } from '../schema/relationships.ts';

type Objects = Readonly<Record<string, ObjectSchema>>;
type Described = Pick<FieldDescription, 'displayType' | 'apexType'>;

/** The objects of an org as Apex sees them; each is described when it is asked for first. */
export function apexSchema(objects: Objects): ApexSchema {
  const names = new Map(Object.keys(objects).map((name) => [name.toLowerCase(), name]));
  const described = new Map<string, ObjectDescription>();
  const children = childRelationships(objects);
  return {
    objects: Object.keys(objects),
    object: (written) => {
      const name = names.get(written.toLowerCase());
      const schema = name === undefined ? undefined : objects[name];
      if (name === undefined || schema === undefined) return undefined;
      let description = described.get(name);
      if (description === undefined) {
        description = describe(schema, children.get(name) ?? new Map());
        described.set(name, description);
      }
      return description;
    },
  };
}

type Children = ReadonlyMap<string, ObjectDescription['children']>;

const known = new WeakMap<Objects, Children>();

/** Object → name of the list of children → the children's object and the field that points here. */
export function childRelationships(objects: Objects): Children {
  const children = known.get(objects) ?? findChildren(objects);
  known.set(objects, children);
  return children;
}

function findChildren(objects: Objects): Children {
  const found = new Map<string, Map<string, { readonly object: string; readonly field: string }>>();
  const add = (parent: string, name: string, child: { readonly object: string; readonly field: string }): void => {
    const own = found.get(parent) ?? new Map<string, typeof child>();
    found.set(parent, own.set(name, child));
  };
  for (const schema of Object.values(objects)) {
    for (const [relationship, parent] of Object.entries(schema.parents)) {
      const field = keyOf(schema, relationship);
      const name = schema.details?.[field]?.childRelationship;
      if (name !== undefined) add(parent, name, { object: schema.name, field });
      // Source: Object Reference, StandardObjectNameHistory: the relationship of a record to its history is Histories.
      if (schema.name.endsWith('__History') && field === 'ParentId')
        add(parent, 'Histories', { object: schema.name, field });
    }
  }
  return found;
}

function describe(schema: ObjectSchema, children: ObjectDescription['children']): ObjectDescription {
  const { name, label = name, labelPlural = label } = schema;
  return {
    name,
    label,
    labelPlural,
    keyPrefix: schema.keyPrefix ?? keyPrefix(name) ?? null,
    isCustom: /__(c|e|mdt)$/.test(name),
    isCustomSetting: schema.isCustomSetting === true,
    fields: new Map(Object.keys(schema.fields).map((field) => [field, describeField(schema, field)])),
    children,
  };
}

function describeField(schema: ObjectSchema, name: string): FieldDescription {
  const detail = schema.details?.[name];
  const kind = schema.fields[name] ?? 'string';
  const types = typesOf(schema, name, kind);
  const relationship = relationshipOf(schema, name);
  const parent = relationship === undefined ? undefined : schema.parents[relationship];
  const number = schema.numbers?.[name];
  return {
    name,
    label: detail?.label ?? name,
    ...types,
    length: schema.lengths?.[name] ?? (types.apexType === 'Id' ? 18 : types.displayType === 'STRING' ? 255 : 0),
    precision: number?.precision ?? 0,
    scale: number?.scale ?? 0,
    isNillable: kind !== 'boolean' && detail?.isRequired !== true && !alwaysSet.has(name),
    isUnique: schema.unique?.[name] !== undefined,
    isExternalId: schema.externalIds?.includes(name) === true,
    isCustom: name.endsWith('__c'),
    isCalculated: detail?.formula !== undefined,
    isAutoNumber: name === 'Name' && schema.autoNumber !== undefined,
    isReadOnly: isReadOnly(schema, name),
    defaultValue: kind === 'boolean' ? detail?.defaultValue === 'true' : null,
    picklist: detail?.picklist ?? [],
    isRestrictedPicklist: schema.picklists?.[name] !== undefined,
    referenceTo: parent === undefined ? [] : [parent],
    relationshipName: relationship ?? null,
  };
}

const alwaysSet = new Set([
  'Id',
  'CreatedById',
  'CreatedDate',
  'LastModifiedById',
  'LastModifiedDate',
  'SystemModstamp',
]);

/** Source: Metadata API Developer Guide, FieldType; Apex Reference Guide, Schema.DisplayType. */
const customTypes: Readonly<Record<string, Described>> = {
  AutoNumber: { displayType: 'STRING', apexType: 'String' },
  Checkbox: { displayType: 'BOOLEAN', apexType: 'Boolean' },
  Currency: { displayType: 'CURRENCY', apexType: 'Decimal' },
  Date: { displayType: 'DATE', apexType: 'Date' },
  DateTime: { displayType: 'DATETIME', apexType: 'Datetime' },
  Email: { displayType: 'EMAIL', apexType: 'String' },
  Html: { displayType: 'TEXTAREA', apexType: 'String' },
  LongTextArea: { displayType: 'TEXTAREA', apexType: 'String' },
  Lookup: { displayType: 'REFERENCE', apexType: 'Id' },
  MasterDetail: { displayType: 'REFERENCE', apexType: 'Id' },
  MultiselectPicklist: { displayType: 'MULTIPICKLIST', apexType: 'String' },
  Number: { displayType: 'DOUBLE', apexType: 'Decimal' },
  Percent: { displayType: 'PERCENT', apexType: 'Decimal' },
  Phone: { displayType: 'PHONE', apexType: 'String' },
  Picklist: { displayType: 'PICKLIST', apexType: 'String' },
  Text: { displayType: 'STRING', apexType: 'String' },
  TextArea: { displayType: 'TEXTAREA', apexType: 'String' },
  Time: { displayType: 'TIME', apexType: 'Time' },
  Url: { displayType: 'URL', apexType: 'String' },
};

const kinds: Readonly<Record<FieldKind, Described>> = {
  id: { displayType: 'REFERENCE', apexType: 'Id' },
  string: { displayType: 'STRING', apexType: 'String' },
  boolean: { displayType: 'BOOLEAN', apexType: 'Boolean' },
  number: { displayType: 'DOUBLE', apexType: 'Decimal' },
  date: { displayType: 'DATE', apexType: 'Date' },
  datetime: { displayType: 'DATETIME', apexType: 'Datetime' },
  base64: { displayType: 'BASE64', apexType: 'Blob' },
  // unverified: the display type of compound fields; nothing here reads them
  complex: { displayType: 'ADDRESS', apexType: 'String' },
  any: { displayType: 'ANYTYPE', apexType: 'String' },
};

function typesOf({ name: object, details }: ObjectSchema, name: string, kind: FieldKind): Described {
  if (name === 'Id') return { displayType: 'ID', apexType: 'Id' };
  if (wholeNumbers[object]?.includes(name) === true) return { displayType: 'INTEGER', apexType: 'Integer' };
  return customTypes[details?.[name]?.type ?? ''] ?? kinds[kind];
}
