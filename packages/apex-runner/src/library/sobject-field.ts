import { DescribeField } from './describe-field-result.ts';
import type { SObjectFieldToken } from './schema-token.ts';
import { member, type PlatformType } from './declaration.ts';
import { referencePage } from './page.ts';

export const sobjectField: PlatformType = {
  name: 'SObjectField',
  namespace: 'Schema',
  page: referencePage('apex_class_Schema_SObjectField'),
  members: [
    member(
      'DescribeFieldResult getDescribe()',
      (_tx, self: SObjectFieldToken) => new DescribeField(self.object, self.field),
    ),
    member('String toString()', (_tx, self: SObjectFieldToken) => self.text()),
  ],
};
