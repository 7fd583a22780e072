import type { FieldDetail, PicklistValue } from '../schema/object-schema.ts';
import type { XmlRecord } from '../xml/xml.ts';
import { recordAt, recordsAt, textAt } from '../xml/xml.ts';

/** What a CustomField says besides name and kind. Source: Metadata API Developer Guide, CustomField. */
export function fieldDetail(field: XmlRecord): FieldDetail {
  const [name = '', type = ''] = [textAt(field, 'fullName'), textAt(field, 'type')];
  const defaultValue = textAt(field, 'defaultValue');
  const formula = textAt(field, 'formula');
  const children = textAt(field, 'relationshipName');
  const values = recordsAt(recordAt(recordAt(field, 'valueSet'), 'valueSetDefinition'), 'value');
  return {
    label: textAt(field, 'label') ?? name,
    type,
    // A master-detail field is required by what it is.
    ...(textAt(field, 'required') === 'true' || type === 'MasterDetail' ? { isRequired: true } : {}),
    ...(defaultValue === undefined || defaultValue === '' ? {} : { defaultValue }),
    ...(formula === undefined ? {} : { formula }),
    ...(values.length === 0 ? {} : { picklist: values.map(picklistValue) }),
    ...(children === undefined ? {} : { childRelationship: `${children}__r` }),
    ...(textAt(field, 'referenceTo') === undefined ? {} : { onDelete: onDelete(field) }),
  };
}

/** The fields that every custom object has. Source: Object Reference, System Fields. */
export function standardDetails(nameField: XmlRecord): Readonly<Record<string, FieldDetail>> {
  return {
    Id: { label: 'Record ID' },
    Name: { label: textAt(nameField, 'label') ?? 'Name', type: textAt(nameField, 'type') ?? 'Text' },
    OwnerId: { label: 'Owner ID', type: 'Lookup' },
    IsDeleted: { label: 'Deleted', type: 'Checkbox' },
    CreatedById: { label: 'Created By ID', type: 'Lookup' },
    CreatedDate: { label: 'Created Date', type: 'DateTime' },
    LastModifiedById: { label: 'Last Modified By ID', type: 'Lookup' },
    LastModifiedDate: { label: 'Last Modified Date', type: 'DateTime' },
    SystemModstamp: { label: 'System Modstamp', type: 'DateTime' },
  };
}

/** `Certificate__r` of `Certificate__c`. */
export function relationshipOf(field: string): string {
  return field.replace(/__c$/, '__r');
}

function onDelete(field: XmlRecord): 'SetNull' | 'Restrict' | 'Cascade' {
  if (textAt(field, 'type') === 'MasterDetail') return 'Cascade';
  const constraint = textAt(field, 'deleteConstraint');
  return constraint === 'Restrict' || constraint === 'Cascade' ? constraint : 'SetNull';
}

function picklistValue(value: XmlRecord): PicklistValue {
  const name = textAt(value, 'fullName') ?? '';
  return {
    value: name,
    label: textAt(value, 'label') ?? name,
    isActive: textAt(value, 'isActive') !== 'false',
    isDefault: textAt(value, 'default') === 'true',
  };
}
