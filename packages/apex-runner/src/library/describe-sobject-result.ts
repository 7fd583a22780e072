import type { ObjectDescription } from '../org/org.ts';
import { PlatformObject } from '../values/scalar.ts';
import { ApexMap } from '../values/value.ts';
import { SObjectFieldToken, SObjectTypeToken } from './schema-token.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

/** What the org says of an object to the running user. */
export class DescribeObject extends PlatformObject {
  readonly typeName = 'DescribeSObjectResult';
  readonly object: ObjectDescription;

  constructor(object: ObjectDescription) {
    super();
    this.object = object;
  }

  override identity(): unknown {
    return `\0describe ${this.object.name}`;
  }
}

/** `SObjectType.X__c.fields`. */
class ObjectFields extends PlatformObject {
  readonly typeName = 'SObjectTypeFields';
  readonly object: ObjectDescription;

  constructor(object: ObjectDescription) {
    super();
    this.object = object;
  }
}

export const describeSobjectResult: PlatformType = {
  name: 'DescribeSObjectResult',
  namespace: 'Schema',
  page: referencePage('apex_methods_system_sobject_describe'),
  members: [
    member('SObjectTypeFields fields { get; }', (_tx, self: DescribeObject) => new ObjectFields(self.object)),
    member('String getName()', (_tx, self: DescribeObject) => self.object.name),
    member('String getLabel()', (_tx, self: DescribeObject) => self.object.label),
    member('String getLabelPlural()', (_tx, self: DescribeObject) => self.object.labelPlural),
    member('String getKeyPrefix()', (_tx, self: DescribeObject) => self.object.keyPrefix),
    member('SObjectType getSObjectType()', (_tx, self: DescribeObject) => new SObjectTypeToken(self.object)),
    member('Boolean isAccessible()', (tx, { object }: DescribeObject) => tx.org.can(tx.user.id, 'read', object.name)),
    member('Boolean isCreateable()', (tx, { object }: DescribeObject) => tx.org.can(tx.user.id, 'create', object.name)),
    member('Boolean isUpdateable()', (tx, { object }: DescribeObject) => tx.org.can(tx.user.id, 'edit', object.name)),
    member('Boolean isDeletable()', (tx, { object }: DescribeObject) => tx.org.can(tx.user.id, 'delete', object.name)),
    member('Boolean isCustom()', (_tx, self: DescribeObject) => self.object.isCustom),
    member('Boolean isCustomSetting()', (_tx, self: DescribeObject) => self.object.isCustomSetting),
  ],
};

export const sobjectTypeFields: PlatformType = {
  name: 'SObjectTypeFields',
  namespace: 'Schema',
  page: referencePage('apex_methods_system_sobject_describe'),
  members: [
    // Keys are in lower case; Map of the platform compares them without case besides (unverified).
    member('Map<String, SObjectField> getMap()', (_tx, { object }: ObjectFields) => {
      const map = new ApexMap({ kind: 'primitive', name: 'String' }, { kind: 'platform', name: 'SObjectField' });
      for (const field of object.fields.values()) {
        const key = field.name.toLowerCase();
        map.entries.set(key, { key, value: new SObjectFieldToken(object, field) });
      }
      return map;
    }),
  ],
};
