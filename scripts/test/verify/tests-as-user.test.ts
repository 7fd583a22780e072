import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { testsAsUser } from '../../verify/tests-as-user.ts';
import { apexClass, appFolder } from './app-folder.ts';

const app = {
  ...apexClass(
    'Parcels',
    `public with sharing virtual class Parcels {
  public static Parcels mock;
  public static Parcels instance() { return mock ?? new Parcels(); }
  public virtual List<Parcel__c> all() { return [SELECT Id FROM Parcel__c WITH USER_MODE]; }
  public Integer people() { return [SELECT COUNT() FROM User WITH USER_MODE]; }
}`,
  ),
  ...apexClass(
    'Post',
    `public with sharing class Post {
  private final Map<String, List<Parcels>> shelves = new Map<String, List<Parcels>>();
  public Integer heaviest { get { return weigh(); } private set; }
  public with sharing class Clerk {
    public Boolean may() { return SObjectType.Parcel__c.fields.Weight__c.isUpdateable(); }
  }
  public with sharing class Round implements Queueable {
    public void execute(QueueableContext context) { Database.update(new List<Parcel__c>(), AccessLevel.USER_MODE); }
  }
  public static Integer count() { return Parcels.instance().all().size(); }
  public static void send() { Round round = new Round(); System.enqueueJob(round); }
  public Integer shelf() { return shelves.get('a')[0].all().size(); }
  public List<SObject> people() {
    return Database.query('SELECT Id FROM User WHERE Id = ' + id, AccessLevel.USER_MODE);
  }
  private Integer weigh() { insert as user new Parcel__c(); return 1; }
}`,
  ),
};

function told(test: TestContext, body: string, helpers = ''): string[] {
  const text = `@IsTest private class PostTest { @IsTest static void tries() { ${body} } ${helpers} }`;
  return testsAsUser(appFolder(test, { ...app, ...apexClass('PostTest', text) })).map(({ message }) => message);
}

describe('a test that depends on what its user may', () => {
  for (const [body, way] of [
    ['Post.count();', 'PostTest.tries > Post.count > Parcels.all'],
    ['List<Parcel__c> all = [SELECT Id FROM Parcel__c WITH USER_MODE];', 'PostTest.tries'],
    ['new Post.Clerk().may();', 'PostTest.tries > Post.Clerk.may'],
    ['Post.send();', 'PostTest.tries > Post.send > Post.Round.execute'],
    ['Post post = new Post(); Integer most = post.heaviest;', 'PostTest.tries > Post.heaviest > Post.weigh'],
    ['new Post().shelf();', 'PostTest.tries > Post.shelf > Parcels.all'],
    ['for (Parcels some : lists()) { some.all(); }', 'PostTest.tries > Parcels.all'],
    [
      'System.runAs(new User(Id = UserInfo.getUserId())) { Post.count(); }',
      'PostTest.tries > Post.count > Parcels.all',
    ],
    ['Security.stripInaccessible(AccessType.READABLE, rows);', 'PostTest.tries'],
  ] as const) {
    it(`is told by its way: ${body}`, (test) => {
      const [message, ...others] = told(test, body);
      assert.deepEqual(others, []);
      assert.ok(message?.endsWith(`(${way}).`), message);
    });
  }

  it('is found behind a helper of its own, and behind a subclass that takes the place of what is declared', (test) => {
    const helper = 'private static Integer helped() { return Post.count(); }';
    assert.match(told(test, 'helped();', helper)[0] ?? '', /PostTest\.tries > PostTest\.helped > Post\.count/);
    const heir = `class Heir extends Parcels { public override List<Parcel__c> all() { return super.all(); } }`;
    assert.match(told(test, 'Heir one = new Heir(); one.all();', heir)[0] ?? '', /PostTest\.Heir\.all > Parcels\.all/);
  });

  it('passes when it is somebody else, in the test or in its helper', (test) => {
    assert.deepEqual(told(test, 'System.runAs(clerk()) { Post.count(); }'), []);
    const helper = 'private static void helped() { System.runAs(clerk()) { Post.count(); } }';
    assert.deepEqual(told(test, 'helped();', helper), []);
  });

  it('passes when no field of the app is concerned', (test) => {
    assert.deepEqual(told(test, 'Parcels.instance().people();'), []);
    assert.deepEqual(told(test, 'new Post().people();'), []);
    assert.deepEqual(told(test, 'insert as system new Parcel__c();'), []);
  });
});
