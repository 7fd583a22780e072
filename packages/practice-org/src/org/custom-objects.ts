import type { Component } from '../metadata/component.ts';
import type { FieldKind, ObjectSchema } from '../schema/object-schema.ts';
import type { XmlRecord } from '../soap/xml.ts';
import { recordAt, recordsAt, textAt } from '../soap/xml.ts';

const kinds: Readonly<Record<string, FieldKind>> = {
  Checkbox: 'boolean',
  Currency: 'number',
  Date: 'date',
  DateTime: 'datetime',
  Number: 'number',
  Percent: 'number',
  Lookup: 'id',
  MasterDetail: 'id',
};

const standardFields: Readonly<Record<string, FieldKind>> = {
  Id: 'id',
  Name: 'string',
  OwnerId: 'id',
  IsDeleted: 'boolean',
  CreatedById: 'id',
  CreatedDate: 'datetime',
  LastModifiedById: 'id',
  LastModifiedDate: 'datetime',
  SystemModstamp: 'datetime',
};

/** What a custom metadata type has instead of an owner and dates. Source: Object Reference, Custom Metadata Type__mdt. */
const metadataFields: Readonly<Record<string, FieldKind>> = {
  Id: 'id',
  DeveloperName: 'string',
  Label: 'string',
  Language: 'string',
  MasterLabel: 'string',
  NamespacePrefix: 'string',
  QualifiedApiName: 'string',
  SystemModstamp: 'datetime',
};

const standardParents: Readonly<Record<string, string>> = {
  CreatedBy: 'User',
  LastModifiedBy: 'User',
};

/** The objects that deployed CustomObject components define, by name. */
export function customObjectSchemas(components: readonly Component[]): Record<string, ObjectSchema> {
  const objects = components.filter(({ type, fullName }) => type === 'CustomObject' && /__(c|e|mdt)$/.test(fullName));
  return Object.fromEntries(objects.map((component) => [component.fullName, schemaOf(component)]));
}

function schemaOf({ fullName: name, values }: Component): ObjectSchema {
  const fields = recordsAt(values, 'fields');
  const autoNumber = textAt(recordAt(values, 'nameField'), 'displayFormat');
  const isMetadata = name.endsWith('__mdt');
  const lookups = fields.filter((field) => textAt(field, 'referenceTo') !== undefined);
  return {
    name,
    fields: {
      ...(isMetadata ? metadataFields : standardFields),
      ...Object.fromEntries(fields.map((field) => [nameOf(field), kindOf(field)])),
    },
    parents: {
      ...(isMetadata ? {} : standardParents),
      // The relationship of Org__c is Org__r; its key is not Org__rId, so it is written out in parentKeys.
      ...Object.fromEntries(lookups.map((field) => [relationship(field), textAt(field, 'referenceTo') ?? ''])),
    },
    parentKeys: Object.fromEntries(lookups.map((field) => [relationship(field), nameOf(field)])),
    externalIds: fields.filter((field) => textAt(field, 'externalId') === 'true').map(nameOf),
    lengths: {
      ...(isMetadata ? {} : { Name: 80 }),
      ...Object.fromEntries(
        fields
          .filter((field) => textAt(field, 'length') !== undefined)
          .map((field) => [nameOf(field), Number(field['length'])]),
      ),
    },
    picklists: Object.fromEntries(
      fields
        .filter((field) => textAt(recordAt(field, 'valueSet'), 'restricted') === 'true')
        .map((field) => [nameOf(field), picklistValues(field)]),
    ),
    unique: Object.fromEntries(
      fields
        .filter((field) => textAt(field, 'unique') === 'true')
        .map((field) => [nameOf(field), textAt(field, 'caseSensitive') === 'true']),
    ),
    numbers: Object.fromEntries(
      fields
        .filter((field) => textAt(field, 'precision') !== undefined)
        .map((field) => [nameOf(field), { precision: Number(field['precision']), scale: Number(field['scale'] ?? 0) }]),
    ),
    ...(autoNumber === undefined ? {} : { autoNumber }),
    ...(textAt(values, 'customSettingsType') === undefined ? {} : { isCustomSetting: true }),
    tracked:
      textAt(values, 'enableHistory') === 'true'
        ? fields.filter((field) => textAt(field, 'trackHistory') === 'true').map(nameOf)
        : [],
  };
}

function nameOf(field: XmlRecord): string {
  return textAt(field, 'fullName') ?? '';
}

function picklistValues(field: XmlRecord): string[] {
  const values = recordsAt(recordAt(recordAt(field, 'valueSet'), 'valueSetDefinition'), 'value');
  return values.flatMap((value) => textAt(value, 'fullName') ?? []);
}

function relationship(field: XmlRecord): string {
  return nameOf(field).replace(/__c$/, '__r');
}

function kindOf(field: XmlRecord): FieldKind {
  return kinds[textAt(field, 'type') ?? ''] ?? 'string';
}
