import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { entryAccess } from '../../verify/entry-access.ts';
import { apexClass, appFolder, meta } from './app-folder.ts';

const orgAccess = apexClass(
  'OrgAccess',
  `public with sharing class OrgAccess {
  public static final String SEND = 'Parcel_Send';
  public static void require(String permission) { if (!may(permission)) { throw new SecurityException(); } }
  public static Boolean may(String permission) { return FeatureManagement.checkPermission(permission); }
}`,
);

interface Rights {
  readonly classes?: readonly string[];
  readonly custom?: readonly string[];
  readonly create?: boolean;
  readonly edit?: boolean;
  /** For people: it shows the app. */
  readonly app?: boolean;
}

function set(
  name: string,
  { classes = [], custom = [], create = false, edit = false, app = true }: Rights,
): Record<string, string> {
  const body = [
    ...(app
      ? ['<applicationVisibilities><application>Post</application><visible>true</visible></applicationVisibilities>']
      : []),
    ...classes.map((one) => `<classAccesses><apexClass>${one}</apexClass><enabled>true</enabled></classAccesses>`),
    ...custom.map((one) => `<customPermissions><enabled>true</enabled><name>${one}</name></customPermissions>`),
    `<objectPermissions><allowCreate>${create}</allowCreate><allowEdit>${edit}</allowEdit><object>Parcel__c</object></objectPermissions>`,
  ];
  return { [`permissionsets/${name}.permissionset-meta.xml`]: meta('PermissionSet', body.join('')) };
}

const people = (classes: readonly string[] = []): Record<string, string> => ({
  ...set('Reader', { classes }),
  ...set('Clerk', { classes, edit: true }),
  ...set('Chief', { classes, edit: true, create: true, custom: ['Parcel_Send'] }),
});

function refused(test: TestContext, body: string, sets = people()): string[] {
  const files = { ...orgAccess, ...apexClass('Post', `public with sharing class Post { ${body} }`), ...sets };
  return entryAccess(appFolder(test, files)).map(({ message }) =>
    message.replace(/ gives.* access to (\w+) .*/, ' lacks $1'),
  );
}

describe('classes that are called from outside', () => {
  it('are not asked of a program, whose permission set does not show the app', (test) => {
    const reading = '@AuraEnabled public static Integer count() { return 1; }';
    assert.deepEqual(refused(test, reading, set('Runner', { create: true, edit: true, app: false })), []);
    assert.deepEqual(refused(test, reading, set('Runner', {})), ['Runner lacks Post']);
  });

  it('are open to whoever holds any permission set, where they ask for no more', (test) => {
    const reading = '@AuraEnabled public static Integer count() { return OrgAccess.may(OrgAccess.SEND) ? 1 : 0; }';
    assert.deepEqual(refused(test, reading), ['Chief lacks Post', 'Clerk lacks Post', 'Reader lacks Post']);
    assert.deepEqual(refused(test, reading, people(['Post'])), []);
    const action = reading.replace('AuraEnabled', 'InvocableMethod');
    assert.deepEqual(refused(test, action), ['Chief lacks Post', 'Clerk lacks Post', 'Reader lacks Post']);
  });

  it('are open to those who hold the permission that they ask for', (test) => {
    const body =
      '@AuraEnabled public static void send() { go(); } static void go() { OrgAccess.require(OrgAccess.SEND); }';
    assert.deepEqual(refused(test, body), ['Chief lacks Post']);
  });

  it('are open to those who may write as they do', (test) => {
    assert.deepEqual(refused(test, '@AuraEnabled public static void change() { update as user new Parcel__c(); }'), [
      'Chief lacks Post',
      'Clerk lacks Post',
    ]);
    const make = 'Database.upsert(rows, Parcel__c.Key__c, AccessLevel.USER_MODE);';
    assert.deepEqual(refused(test, `@InvocableMethod public static void make(List<Id> ids) { ${make} }`), [
      'Chief lacks Post',
    ]);
  });

  it('are open together with the types that they give a flow', (test) => {
    const row = apexClass('ParcelRow', 'public with sharing class ParcelRow { @AuraEnabled public String name; }');
    const body =
      'public class Result { @InvocableVariable public List<ParcelRow> rows; } @InvocableMethod public static List<Result> all(List<Id> ids) { return null; }';
    assert.deepEqual(refused(test, body, { ...people(['Post']), ...row }), [
      'Chief lacks ParcelRow',
      'Clerk lacks ParcelRow',
      'Reader lacks ParcelRow',
    ]);
  });

  it('do not count where nothing outside can call them', (test) => {
    assert.deepEqual(refused(test, 'public static Integer count() { return 1; }'), []);
  });
});
