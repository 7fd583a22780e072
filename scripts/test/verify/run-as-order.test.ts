import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { runAsOrder } from '../../verify/run-as-order.ts';
import { apexClass, appFolder } from './app-folder.ts';

const people = apexClass(
  'People',
  `@IsTest public with sharing class People {
  public static User clerk() { System.runAs(new User(Id = UserInfo.getUserId())) { insert as system new User(); } return null; }
}`,
);

function told(test: TestContext, body: string): string[] {
  const text = `@IsTest private class PostTest {
  @IsTest static void tries() {
    ${body}
  }
  private static void sends() { System.runAs(People.clerk()) { Post.send(); } }
}`;
  return runAsOrder(appFolder(test, { ...people, ...apexClass('PostTest', text) })).map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

describe('System.runAs', () => {
  it('may stand around the started part, before it and after it', (test) => {
    assert.deepEqual(
      told(test, 'System.runAs(People.clerk()) { Test.startTest(); Post.send(); Test.stopTest(); }'),
      [],
    );
    assert.deepEqual(told(test, 'sends(); Test.startTest(); Post.send(); Test.stopTest(); sends();'), []);
    assert.deepEqual(told(test, 'System.runAs(People.clerk()) { Post.send(); }'), []);
  });

  for (const body of [
    'User clerk = People.clerk(); Test.startTest(); System.runAs(clerk) { Post.send(); } Test.stopTest();',
    'Test.startTest(); for (User one : all) { System.runAs(one) { Post.send(); } }',
    'if (isMany) { Test.startTest(); System.runAs(clerk) { Post.send(); } Test.stopTest(); }',
  ]) {
    it(`is found between: ${body}`, (test) => {
      assert.deepEqual(told(test, body), [
        '3: System.runAs stands around Test.startTest and Test.stopTest, not between them.',
      ]);
    });
  }

  it('is found in what is called between them', (test) => {
    const [own] = told(test, 'Test.startTest(); sends(); Test.stopTest();');
    assert.match(own ?? '', /\(PostTest\.tries > PostTest\.sends\)\.$/);
    const [other] = told(test, 'Test.startTest(); User clerk = People.clerk(); Test.stopTest();');
    assert.match(other ?? '', /\(PostTest\.tries > People\.clerk\)\.$/);
  });
});
