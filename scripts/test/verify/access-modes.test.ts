import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { accessModes } from '../../verify/access-modes.ts';
import { apexClass, appFolder } from './app-folder.ts';

function told(test: TestContext, statements: string, before = '@IsTest private'): string[] {
  const body = `${before} class A { void run(Parcel__c a, List<Parcel__c> all) { ${statements} } }`;
  return accessModes(appFolder(test, apexClass('A', body))).map(({ message }) => message);
}

describe('the rights of queries and writes', () => {
  it('are said by a statement, a query and a method', (test) => {
    const said = [
      'insert as user a; update as system a; upsert as user a Key__c; delete as system a; undelete as user a;',
      'merge as user a a;',
      'a = [SELECT Id FROM Parcel__c WHERE Id IN (SELECT Parent__c FROM Parcel__c) WITH USER_MODE LIMIT 1];',
      'Integer n = [SELECT COUNT() FROM Parcel__c WITH SYSTEM_MODE];',
      "Database.query('SELECT Id FROM Parcel__c', AccessLevel.USER_MODE);",
      'Database.upsert(all, Parcel__c.Key__c, false, System.AccessLevel.SYSTEM_MODE);',
      'Database.getQueryLocator([SELECT Id FROM Parcel__c WITH USER_MODE]);',
      'Database.setSavepoint();',
    ];
    assert.deepEqual(told(test, said.join('\n')), []);
  });

  it('are not those of the system outside of tests, unless there is a reason', (test) => {
    const message = 'With the rights of the system, and the gate knows no reason why.';
    for (const statement of [
      'insert as system a;',
      'a = [SELECT Id FROM Parcel__c WITH SYSTEM_MODE];',
      'Database.update(all, AccessLevel.SYSTEM_MODE);',
    ]) {
      assert.deepEqual(told(test, statement, 'public with sharing'), [message], statement);
      assert.deepEqual(told(test, statement), [], 'in a test they are those of who prepares it');
    }
    const known = 'public with sharing class FindingDecisions { void run(Parcel__c a) { update as system a; } }';
    assert.deepEqual(accessModes(appFolder(test, apexClass('FindingDecisions', known))), []);
  });

  for (const [statement, message] of [
    ['insert a;', /'insert as user' or 'insert as system'/],
    ['update a;', /'update as user'/],
    ['upsert a Key__c;', /'upsert as user'/],
    ['delete a;', /'delete as user'/],
    ['undelete a;', /'undelete as user'/],
    ['merge a a;', /'merge as user'/],
    ['a = [SELECT Id FROM Parcel__c];', /WITH USER_MODE/],
    ['a = [SELECT Id FROM Parcel__c WITH SECURITY_ENFORCED];', /WITH USER_MODE/],
    ['List<List<SObject>> f = [FIND :name IN ALL FIELDS RETURNING Parcel__c(Id)];', /WITH USER_MODE/],
    ["Database.query('SELECT Id FROM Parcel__c');", /Database\.query takes AccessLevel/],
    ["Database.countQuery('SELECT COUNT() FROM Parcel__c');", /Database\.countQuery takes/],
    ['Database.insert(all, false);', /Database\.insert takes/],
    ["Search.query('FIND 1');", /Search\.query takes/],
  ] as const) {
    it(`are missed in ${statement}`, (test) => {
      const messages = told(test, statement);
      assert.equal(messages.length, 1);
      assert.match(messages[0] ?? '', message);
    });
  }
});
