import type { ApexSchema, FieldDescription, ObjectDescription } from '../../src/org/org.ts';

export const NO_SCHEMA: ApexSchema = { objects: [], object: () => undefined };

type Field = Pick<FieldDescription, 'name' | 'apexType'> & Partial<FieldDescription>;

/** A schema of objects with a few fields. */
export function schemaOf(
  objects: Readonly<
    Record<string, { fields: readonly Field[]; children?: Record<string, { object: string; field: string }> }>
  >,
): ApexSchema {
  const all = new Map<string, ObjectDescription>();
  for (const [name, { fields, children }] of Object.entries(objects)) {
    all.set(name.toLowerCase(), {
      name,
      label: name,
      labelPlural: name,
      keyPrefix: null,
      isCustom: name.endsWith('__c'),
      isCustomSetting: false,
      fields: new Map(fields.map((one) => [one.name, field(one)])),
      children: new Map(Object.entries(children ?? {})),
    });
  }
  return { objects: Object.keys(objects), object: (name) => all.get(name.toLowerCase()) };
}

function field(given: Field): FieldDescription {
  return {
    label: given.name,
    displayType: given.apexType.toUpperCase(),
    length: 0,
    precision: 0,
    scale: 0,
    isNillable: true,
    isUnique: false,
    isExternalId: false,
    isCustom: given.name.endsWith('__c'),
    isCalculated: false,
    isAutoNumber: false,
    isReadOnly: false,
    defaultValue: null,
    picklist: [],
    isRestrictedPicklist: false,
    referenceTo: [],
    relationshipName: null,
    ...given,
  };
}
