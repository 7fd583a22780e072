import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { join } from 'node:path';
import { isAccepted } from '../../verify/accepted-findings.ts';
import { apexRules } from '../../verify/apex-rules.ts';
import { apexTypes } from '../../verify/apex-types.ts';
import { codeAnalyzer } from '../../verify/code-analyzer.ts';
import { apexWorkspace } from '../../verify/workspace.ts';
import { apexClass, appFolder, classMeta, parcel } from './app-folder.ts';

function rulesFor(test: TestContext, files: Readonly<Record<string, string>>): string[] {
  return apexRules(appFolder(test, files)).map(({ message }) => message);
}

describe('the rules for Apex', () => {
  it('let a plain class pass', (test) => {
    const body = `public with sharing class A {
  @AuraEnabled(cacheable=true)
  public static List<Parcel__c> all() { return [SELECT Id FROM Parcel__c WITH USER_MODE]; }
  @InvocableMethod(label='Do' description='Does') public static void act(List<Id> ids) {}
}`;
    assert.deepEqual(rulesFor(test, apexClass('A', body)), []);
  });

  it('want a class and its meta file together, of one version', (test) => {
    const body = 'public with sharing class A {}';
    assert.match(rulesFor(test, { 'classes/A.cls': body })[0] ?? '', /-meta\.xml is missing/);
    assert.match(
      rulesFor(test, { 'classes/A.cls-meta.xml': classMeta })[0] ?? '',
      /class that it describes is missing/,
    );
    const old = { 'classes/A.cls': body, 'classes/A.cls-meta.xml': classMeta.replace('66.0', '50.0') };
    assert.deepEqual(rulesFor(test, old), ['Every class has API version 66.0.']);
  });

  it('want methods for components, the future and flows to be static', (test) => {
    const methods = ['@AuraEnabled public String a() { return null; }', '@future public void a() {}'];
    for (const method of methods) {
      const messages = rulesFor(test, apexClass('A', `public with sharing class A { ${method} }`));
      assert.match(messages.join(), /must be static/, method);
    }
  });

  it('let nothing return from the future', (test) => {
    const body = 'public with sharing class A { @future public static Integer a() { return 1; } }';
    assert.deepEqual(rulesFor(test, apexClass('A', body)), ['A method with @future returns nothing.']);
  });

  it('know the annotations and their parameters', (test) => {
    const misspelt = 'public with sharing class A { @AuraEnabled(cachable=true) public static void a() {} }';
    assert.deepEqual(rulesFor(test, apexClass('A', misspelt)), ["@auraenabled has no parameter 'cachable'."]);
    const invented = 'public with sharing class A { @Cached public static void a() {} }';
    assert.match(rulesFor(test, apexClass('A', invented)).join(), /no annotation @cached/);
  });

  it('want sharing, user mode and no session id', (test) => {
    assert.deepEqual(rulesFor(test, apexClass('A', 'public class A {}')), ['A.cls is not "with sharing".']);
    assert.deepEqual(rulesFor(test, apexClass('A', '@IsTest private class A {}')), []);
    const inner = (words: string, body: string) =>
      rulesFor(test, apexClass('A', `public with sharing class A { ${words} class B { ${body} } }`));
    assert.deepEqual(inner('public', 'public String name;'), []);
    const writing = 'void a(Parcel__c b) { insert as user b; }';
    assert.deepEqual(inner('public with sharing', writing), []);
    assert.match(inner('public', writing).join(), /inner class that reads or writes/);
    assert.match(inner('private', 'Object a = Database.query(b, c);').join(), /inner class that reads or writes/);
    const query = 'public with sharing class A { void a() { Object b = [SELECT Id FROM User]; } }';
    assert.match(rulesFor(test, apexClass('A', query)).join(), /WITH USER_MODE/);
    const asSystem = 'public with sharing class A { void a() { Object b = [SELECT Id FROM User WITH SYSTEM_MODE]; } }';
    assert.match(rulesFor(test, apexClass('A', asSystem)).join(), /WITH USER_MODE/);
    assert.deepEqual(rulesFor(test, apexClass('RecordPurge', asSystem)), [], 'one that has a reason to');
    const escaping =
      'public with sharing class A { private without sharing class B { Object b = [SELECT Id FROM User WITH USER_MODE]; } }';
    assert.match(rulesFor(test, apexClass('A', escaping)).join(), /Without sharing/);
    const session = 'public with sharing class A { String a() { return UserInfo.getSessionId(); } }';
    assert.match(rulesFor(test, apexClass('A', session)).join(), /session id/);
  });
});

describe('the types in Apex', () => {
  it('are those of this app and of Salesforce', async (test) => {
    const good = `public with sharing class A {
  public Decimal weigh(Parcel__c one) { return one.Weight__c; }
  public void call() {
    HttpRequest request = new HttpRequest();
    request.setClientCertificateName('Partner');
    Http client = new Http();
    HttpResponse answer = client.send(request);
  }
}`;
    const bad = `public with sharing class B implements Schedulable {
  public Decimal weigh(Parcel__c one) { return one.Wait__c; }
  public void call() { HttpRequest.nothing(); Strin text = 'x'; }
}`;
    const source = appFolder(test, { ...parcel, ...apexClass('A', good), ...apexClass('B', bad) });
    const workspace = apexWorkspace(source, join(appFolder(test, {}), 'workspace'));
    const issues = await apexTypes(workspace);
    assert.ok(
      issues.every(({ file }) => file.endsWith('B.cls')),
      JSON.stringify(issues),
    );
    for (const wrong of [/Wait__c/, /nothing/, /Strin/, /Schedulable|execute/]) {
      assert.ok(
        issues.some(({ message }) => wrong.test(message)),
        `nobody saw ${wrong}`,
      );
    }
  });
});

describe('the security review', () => {
  it('sees data that is read and written past the rights of the user', async (test) => {
    const good = `public with sharing class A {
  public List<Parcel__c> all() { return [SELECT Id FROM Parcel__c WITH USER_MODE]; }
}`;
    const bad = `public without sharing class B {
  public void all(String name) {
    List<SObject> rows = Database.query('SELECT Id FROM Parcel__c WHERE Name = \\'' + name + '\\'');
    delete rows;
  }
}`;
    const source = appFolder(test, { ...parcel, ...apexClass('A', good), ...apexClass('B', bad) });
    const issues = await codeAnalyzer(apexWorkspace(source, join(appFolder(test, {}), 'workspace')));
    assert.deepEqual(
      issues.filter(({ file }) => file.endsWith('A.cls')),
      [],
    );
    const seen = issues.filter(({ file, severity }) => file.endsWith('B.cls') && severity <= 2).map(({ rule }) => rule);
    assert.ok(seen.includes('ApexSOQLInjection') && seen.includes('ApexCRUDViolation'), seen.join());
  });

  it('does not pass over a class that it could not read', async (test) => {
    const source = appFolder(test, apexClass('A', 'public with sharing class A { void run( { }'));
    const workspace = apexWorkspace(source, join(appFolder(test, {}), 'workspace'));
    await assert.rejects(() => codeAnalyzer(workspace), /A\.cls|parse/i);
  });
});

describe('a finding that is accepted', () => {
  const finding = { rule: 'ProtectSensitiveData', severity: 3, message: 'x' };
  const file = 'force-app/main/health/objects/CertHealth_Scan__c/fields/Scan_Key__c.field-meta.xml';

  it('is the one of that rule in that file', () => {
    assert.equal(isAccepted({ ...finding, file }), true);
    assert.equal(isAccepted({ ...finding, file, rule: 'Other' }), false);
    assert.equal(isAccepted({ ...finding, file: 'objects/Other__c/fields/Api_Key__c.field-meta.xml' }), false);
  });

  it('is never a severe one', () => {
    assert.equal(isAccepted({ ...finding, file, severity: 2 }), false);
  });
});
