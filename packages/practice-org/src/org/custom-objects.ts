import type { FieldKind, ObjectSchema, ValidationRule } from '../schema/object-schema.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { recordAt, recordsAt, textAt } from '../xml/xml.ts';
import type { Component } from './component.ts';
import { fieldDetail, relationshipOf, standardDetails } from './field-details.ts';

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
  Owner: 'User',
};

/**
 * The objects that deployed CustomObject components define, by name.
 *
 * @param prefixOf Gives the key prefix of an object.
 */
export function customObjectSchemas(
  components: readonly Component[],
  prefixOf: (object: string) => string,
): Record<string, ObjectSchema> {
  const objects = components.filter(({ type, fullName }) => type === 'CustomObject' && /__(c|e|mdt)$/.test(fullName));
  return Object.fromEntries(
    objects.flatMap((component): [string, ObjectSchema][] => {
      const schema = schemaOf(component, prefixOf(component.fullName));
      const history = textAt(component.values, 'enableHistory') === 'true' ? historySchema(schema) : undefined;
      return [
        [schema.name, schema],
        ...(history === undefined ? [] : [[history.name, history] as [string, ObjectSchema]]),
      ];
    }),
  );
}

/** Source: Object Reference, StandardObjectNameHistory. */
function historySchema({ name, label = name }: ObjectSchema): ObjectSchema {
  return {
    name: name.replace(/__c$/, '__History'),
    fields: {
      Id: 'id',
      IsDeleted: 'boolean',
      ParentId: 'id',
      CreatedById: 'id',
      CreatedDate: 'datetime',
      Field: 'string',
      DataType: 'string',
      OldValue: 'any',
      NewValue: 'any',
    },
    parents: { CreatedBy: 'User', Parent: name },
    label: `History: ${label}`,
    keyPrefix: '017',
  };
}

function schemaOf({ fullName: name, values }: Component, keyPrefix: string): ObjectSchema {
  const fields = recordsAt(values, 'fields');
  const nameField = recordAt(values, 'nameField');
  const autoNumber = textAt(nameField, 'displayFormat');
  const isMetadata = name.endsWith('__mdt');
  const lookups = fields.filter((field) => textAt(field, 'referenceTo') !== undefined);
  return {
    name,
    label: textAt(values, 'label') ?? name,
    labelPlural: textAt(values, 'pluralLabel') ?? textAt(values, 'label') ?? name,
    keyPrefix,
    fields: {
      ...(isMetadata ? metadataFields : standardFields),
      ...Object.fromEntries(fields.map((field) => [nameOf(field), kindOf(field)])),
    },
    details: {
      ...(isMetadata ? {} : standardDetails(nameField)),
      ...Object.fromEntries(fields.map((field) => [nameOf(field), fieldDetail(field)])),
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
        ? [nameField, ...fields]
            .filter((field) => textAt(field, 'trackHistory') === 'true')
            .map((field) => (field === nameField ? 'Name' : nameOf(field)))
        : [],
    validationRules: recordsAt(values, 'validationRules')
      .filter((rule) => textAt(rule, 'active') === 'true')
      .map(validationRule),
  };
}

function validationRule(rule: XmlRecord): ValidationRule {
  const field = textAt(rule, 'errorDisplayField');
  return {
    name: textAt(rule, 'fullName') ?? '',
    formula: textAt(rule, 'errorConditionFormula') ?? '',
    message: textAt(rule, 'errorMessage') ?? '',
    ...(field === undefined ? {} : { field }),
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
  return relationshipOf(nameOf(field));
}

/** A formula field is of the type that it computes. */
function kindOf(field: XmlRecord): FieldKind {
  return kinds[textAt(field, 'type') ?? ''] ?? 'string';
}
