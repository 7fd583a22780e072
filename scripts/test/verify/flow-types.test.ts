import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { flowTypes } from '../../verify/flow-types.ts';
import { apexClass, appFolder } from './app-folder.ts';

const action = (variables: string): Record<string, string> =>
  apexClass(
    'Post',
    `public with sharing class Post {
  public class Result { ${variables} }
  public class Inner { @AuraEnabled @InvocableVariable public String name; }
  @InvocableMethod public static List<Result> send(List<Id> ids) { return null; }
}`,
  );
const parcelType = (field: string): Record<string, string> =>
  apexClass('ParcelRow', `public with sharing class ParcelRow { ${field} }`);

function told(test: TestContext, variables: string, field = '@AuraEnabled public String name;'): string[] {
  return flowTypes(appFolder(test, { ...action(variables), ...parcelType(field) })).map(({ message }) => message);
}

describe('the types that a flow is given', () => {
  it('are simple ones, records and classes of simple fields, and lists of all of them', (test) => {
    const variables = ['Id', 'String', 'Boolean', 'List<Integer>', 'Parcel__c', 'List<ParcelRow>', 'Datetime']
      .map((type, index) => `@InvocableVariable public ${type} v${index};`)
      .join(' ');
    const fields = ['Boolean', 'Integer', 'Long', 'Decimal', 'Double', 'Date', 'Datetime', 'String', 'List<String>']
      .map((type, index) => `@AuraEnabled public ${type} f${index};`)
      .join(' ');
    assert.deepEqual(told(test, variables, `${fields} public Map<String, Object> ownBusiness;`), []);
  });

  it('are not maps or objects of any kind', (test) => {
    for (const type of ['Object', 'Map<String, String>', 'Set<String>', 'HttpRequest'])
      assert.deepEqual(told(test, `@InvocableVariable public ${type} odd;`), [
        `Post.Result.odd is of the type ${type.replaceAll(' ', '')}, which a flow does not know there.`,
      ]);
  });

  it('are no classes with fields of other types, such as Id', (test) => {
    for (const type of ['Id', 'Parcel__c', 'Object'])
      assert.deepEqual(
        told(test, '@InvocableVariable public List<ParcelRow> rows;', `@AuraEnabled public ${type} odd;`),
        [`ParcelRow.odd is of the type ${type}, which a flow does not know there.`],
      );
  });

  it('are no inner classes, and no fields that are not @AuraEnabled', (test) => {
    assert.deepEqual(told(test, '@InvocableVariable public Inner one;'), [
      'Post.Inner is an inner class: a flow takes it for no type.',
    ]);
    const field = '@InvocableVariable public String name;';
    assert.deepEqual(told(test, '@InvocableVariable public ParcelRow row;', field), [
      'ParcelRow.name is not @AuraEnabled: a flow does not see it.',
    ]);
  });
});
