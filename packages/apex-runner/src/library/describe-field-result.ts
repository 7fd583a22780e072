import type { FieldDescription, ObjectDescription } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { PlatformObject } from '../values/scalar.ts';
import { ApexList, type Value } from '../values/value.ts';
import { displayType } from './display-type.ts';
import { enumValue } from './enum.ts';
import { objectToken, SObjectFieldToken } from './schema-token.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** What the org says of a field to the running user. */
export class DescribeField extends PlatformObject {
  readonly typeName = 'DescribeFieldResult';
  readonly object: ObjectDescription;
  readonly field: FieldDescription;

  constructor(object: ObjectDescription, field: FieldDescription) {
    super();
    this.object = object;
    this.field = field;
  }

  override identity(): unknown {
    return `\0describe ${this.object.name}.${this.field.name}`;
  }
}

/** A choice of a picklist. */
class Choice extends PlatformObject {
  readonly typeName = 'PicklistEntry';
  readonly choice: FieldDescription['picklist'][number];

  constructor(choice: FieldDescription['picklist'][number]) {
    super();
    this.choice = choice;
  }
}

/** A member that only tells what the schema has. */
function told(signature: string, of: (field: FieldDescription, tx: Transaction) => Value) {
  return member(signature, (tx, self: DescribeField) => of(self.field, tx));
}

function may(tx: Transaction, action: 'read' | 'edit', { object, field }: DescribeField): boolean {
  return tx.org.canField(tx.user.id, action, object.name, field.name);
}

export const describeFieldResult: PlatformType = {
  name: 'DescribeFieldResult',
  namespace: 'Schema',
  page: referencePage('apex_methods_system_fields_describe'),
  members: [
    told('String getName()', ({ name }) => name),
    told('String getLabel()', ({ label }) => label),
    told('DisplayType getType()', (field, tx) => enumValue(displayType, field.displayType) ?? unknownType(tx, field)),
    told('Integer getLength()', ({ length }) => length),
    told('Integer getPrecision()', ({ precision }) => precision),
    told('Integer getScale()', ({ scale }) => scale),
    told('String getRelationshipName()', ({ relationshipName }) => relationshipName),
    told(
      'List<SObjectType> getReferenceTo()',
      ({ referenceTo }, tx) =>
        new ApexList(
          { kind: 'platform', name: 'SObjectType' },
          referenceTo.map((object) => objectToken(tx, object)),
        ),
    ),
    told(
      'List<PicklistEntry> getPicklistValues()',
      ({ picklist }) =>
        new ApexList(
          { kind: 'platform', name: 'PicklistEntry' },
          picklist.map((choice) => new Choice(choice)),
        ),
    ),
    member(
      'SObjectField getSObjectField()',
      (_tx, self: DescribeField) => new SObjectFieldToken(self.object, self.field),
    ),
    member('Boolean isAccessible()', (tx, self: DescribeField) => may(tx, 'read', self)),
    member('Boolean isCreateable()', (tx, self: DescribeField) => !self.field.isReadOnly && may(tx, 'edit', self)),
    member('Boolean isUpdateable()', (tx, self: DescribeField) => !self.field.isReadOnly && may(tx, 'edit', self)),
    told('Boolean isNillable()', ({ isNillable }) => isNillable),
    told('Boolean isUnique()', ({ isUnique }) => isUnique),
    told('Boolean isExternalID()', ({ isExternalId }) => isExternalId),
    told('Boolean isCustom()', ({ isCustom }) => isCustom),
    told('Boolean isCalculated()', ({ isCalculated }) => isCalculated),
    told('Boolean isAutoNumber()', ({ isAutoNumber }) => isAutoNumber),
    told('Boolean isRestrictedPicklist()', ({ isRestrictedPicklist }) => isRestrictedPicklist),
  ],
};

function unknownType(tx: Transaction, { name, displayType: type }: FieldDescription): never {
  return tx.throw('SObjectException', `${name} is of the type ${type}, which the runner does not know`);
}

export const picklistEntry: PlatformType = {
  name: 'PicklistEntry',
  namespace: 'Schema',
  page: referencePage('apex_class_Schema_PicklistEntry'),
  members: [
    member('String getLabel()', (_tx, self: Choice) => self.choice.label),
    member('String getValue()', (_tx, self: Choice) => self.choice.value),
    member('Boolean isActive()', (_tx, self: Choice) => self.choice.isActive),
  ],
};
