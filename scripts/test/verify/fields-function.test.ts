import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsFunction } from '../../verify/fields-function.ts';
import { apexClass, appFolder } from './app-folder.ts';

const querying = (expression: string): Record<string, string> =>
  apexClass('A', `@IsTest private class A { Object a = ${expression}; }`);

describe('FIELDS() in Apex', () => {
  it('is not missed where fields are named', (test) => {
    const folder = appFolder(
      test,
      querying("[SELECT Id, Fields__c FROM Parcel__c WHERE Name = 'fields' WITH USER_MODE]"),
    );
    assert.deepEqual(fieldsFunction(folder), []);
  });

  for (const query of [
    '[SELECT FIELDS(CUSTOM), Name FROM Parcel__c LIMIT 1]',
    '[SELECT fields(all) FROM Parcel__c]',
    '[SELECT FIELDS(STANDARD) FROM Parcel__c]',
    '[SELECT Id, (SELECT FIELDS(ALL) FROM Parts__r) FROM Parcel__c]',
    "Database.query('SELECT FIELDS (CUSTOM) FROM Parcel__c', AccessLevel.USER_MODE)",
  ]) {
    it(`is found in ${query}`, (test) => {
      assert.deepEqual(
        fieldsFunction(appFolder(test, querying(query))).map(({ line, message }) => `${line}: ${message}`),
        ['1: Name the fields: an org takes no FIELDS() in Apex.'],
      );
    });
  }
});
