import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { objectsOf } from '../../verify/objects.ts';
import { soqlFields } from '../../verify/soql-fields.ts';
import { apexClass, appFolder, parcel } from './app-folder.ts';

function messagesFor(test: TestContext, query: string): string[] {
  const body = `public with sharing class A {\n  void run() {\n    List<SObject> rows = [${query}];\n  }\n}\n`;
  const folder = appFolder(test, { ...parcel, ...apexClass('A', body) });
  return soqlFields(folder, objectsOf(folder)).map(({ message, line }) => `${line}: ${message}`);
}

describe('the queries in Apex', () => {
  it('may name fields of custom and standard objects, their parents and their children', (test) => {
    const custom =
      'SELECT Id, Weight__c, Parent__r.Weight__c, CreatedBy.Username, (SELECT Weight__c FROM Parts__r) FROM Parcel__c';
    assert.deepEqual(messagesFor(test, custom), []);
    const standard =
      'SELECT Assignee.Username, PermissionSet.Profile.Name FROM PermissionSetAssignment WHERE IsActive = TRUE';
    assert.deepEqual(messagesFor(test, standard), []);
  });

  it('may use aliases of objects and of computed columns', (test) => {
    const query = 'SELECT p.Parent__c, COUNT(p.Id) parts FROM Parcel__c p GROUP BY p.Parent__c ORDER BY COUNT(p.Id)';
    assert.deepEqual(messagesFor(test, query), []);
  });

  it('may ask for the history of an object', (test) => {
    assert.deepEqual(messagesFor(test, 'SELECT Field, OldValue, Parent.Weight__c FROM Parcel__History'), []);
  });

  it('are refused with a field that does not exist, wherever it stands', (test) => {
    const wrong = [
      'SELECT Weigth__c FROM Parcel__c',
      'SELECT Id FROM Parcel__c WHERE Weigth__c > 1',
      'SELECT Id FROM Parcel__c ORDER BY Weigth__c',
      'SELECT MAX(Weigth__c) heaviest FROM Parcel__c',
    ];
    for (const query of wrong)
      assert.deepEqual(messagesFor(test, query), ["3: Parcel__c has no field 'Weigth__c'."], query);
  });

  it('are refused with an object or a relationship that does not exist', (test) => {
    assert.deepEqual(messagesFor(test, 'SELECT Id FROM Parsel__c'), ["3: There is no object 'Parsel__c'."]);
    assert.deepEqual(messagesFor(test, 'SELECT Whole__r.Name FROM Parcel__c'), [
      "3: Parcel__c has no relationship 'Whole__r' (in Whole__r.Name).",
    ]);
    assert.deepEqual(messagesFor(test, 'SELECT (SELECT Id FROM Pieces__r) FROM Parcel__c'), [
      "3: Parcel__c has no child relationship 'Pieces__r'.",
    ]);
  });

  it('are looked into where one is a condition of another', (test) => {
    const query = 'SELECT Id FROM User WHERE Id IN (SELECT AssigneeIdentity FROM PermissionSetAssignment)';
    assert.deepEqual(messagesFor(test, query), ["3: PermissionSetAssignment has no field 'AssigneeIdentity'."]);
  });

  it('cannot be in a class that is not Apex', (test) => {
    const folder = appFolder(test, apexClass('A', 'public class A { void run( { }'));
    assert.match(soqlFields(folder, objectsOf(folder))[0]?.message ?? '', /^Not valid Apex/);
  });
});
