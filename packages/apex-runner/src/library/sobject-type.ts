import { objectOfId } from './schema-token.ts';
import type { SObjectTypeToken } from './schema-token.ts';
import { DescribeObject } from './describe-sobject-result.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';
import { RecordValue } from '../values/value.ts';

export const sobjectType: PlatformType = {
  name: 'SObjectType',
  namespace: 'Schema',
  page: referencePage('apex_class_Schema_SObjectType'),
  members: [
    member('DescribeSObjectResult getDescribe()', (_tx, self: SObjectTypeToken) => new DescribeObject(self.object)),
    member('SObject newSObject()', (_tx, self: SObjectTypeToken) => new RecordValue(self.object.name)),
    member('SObject newSObject(Id recordId)', (tx, self: SObjectTypeToken, id: string | null) => {
      const record = new RecordValue(self.object.name);
      if (id === null) return record;
      const object = objectOfId(tx.org.schema, id);
      if (object !== undefined && object.name !== self.object.name) {
        tx.throw('SObjectException', `Invalid id value for this SObject type: ${id}`);
      }
      record.fields.set('Id', id);
      return record;
    }),
    member('String toString()', (_tx, self: SObjectTypeToken) => self.text()),
  ],
};
