import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ApexErrors, loadProgram, platform, runTests } from '@cert-health/apex-runner';
import type { TestResult } from '@cert-health/apex-runner';
import { admin, sailor, smallOrg, type SmallOrg } from './small-org.ts';

let org: SmallOrg;
before(async () => {
  org = await smallOrg();
});

/** Runs a test class with these members, besides other classes, for the administrator, who has no rights on the objects of the org. */
function resultsOf(members: string, ...others: readonly string[]): readonly TestResult[] {
  const { apex } = org;
  const all = [`@IsTest private class Trial { ${members} }`, ...others];
  const program = loadProgram({
    sources: all.map((text) => ({ path: `${/class (\w+)/.exec(text)?.[1]}.cls`, text })),
    schema: apex.schema,
    prepare: (soql) => apex.prepare(soql),
    hasLabel: (name) => apex.label(name) !== undefined,
    library: platform,
  });
  const user = apex.user(admin);
  assert.ok(user);
  return runTests({ org: apex, program, hits: program.coverage(), user });
}

/** What came of each method: `passed`, or `Exception: message`. */
function outcomesOf(members: string, ...others: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    resultsOf(members, ...others).map(({ method, failure }) => [
      method,
      failure ? `${failure.type}: ${failure.message}` : 'passed',
    ]),
  );
}

/** What comes of one test method with this body. */
const outcomeOf = (body: string, ...others: readonly string[]): string =>
  outcomesOf(`@IsTest static void tries() { ${body} }`, ...others)['tries'] ?? 'not run';

const insert = (key: string): string => `insert new Port__c(Name = '${key}', Key__c = '${key}');`;
const runAs = (user: string, body: string): string => `System.runAs(new User(Id = '${user}')) { ${body} }`;

const MOCK = `public class Mock implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) { return new HttpResponse(); }
  public static void call() {
    Test.setMock(HttpCalloutMock.class, new Mock());
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://harbor.example');
    new Http().send(request);
  }
}`;

const UNCOMMITTED =
  'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out';

describe('What a test writes', () => {
  it('is seen by that test only, and is gone at the end', () => {
    const sees = `${insert('a')} Assert.areEqual(1, [SELECT COUNT() FROM Port__c]);`;
    assert.deepEqual(outcomesOf(`@IsTest static void first() { ${sees} } @IsTest static void second() { ${sees} }`), {
      first: 'passed',
      second: 'passed',
    });
    assert.deepEqual(org.query('SELECT Id FROM Port__c'), []);
  });

  it('is taken back where the test fails, too', () => {
    assert.deepEqual(
      outcomesOf(
        `@IsTest static void first() { ${insert('a')} Integer n = 1 / 0; }
         @IsTest static void second() { Assert.areEqual(0, [SELECT COUNT() FROM Port__c]); }`,
      ),
      { first: 'System.MathException: Divide by 0', second: 'passed' },
    );
  });

  it('begins with what the setup of its class wrote, as it was', () => {
    assert.deepEqual(
      outcomesOf(
        `@TestSetup static void setup() { ${insert('a')} }
         static void change() {
           Port__c port = [SELECT Name FROM Port__c];
           Assert.areEqual('a', port.Name);
           port.Name = 'b';
           update port;
         }
         @IsTest static void first() { change(); }
         @IsTest static void second() { change(); }`,
      ),
      { first: 'passed', second: 'passed' },
    );
    assert.deepEqual(org.query('SELECT Id FROM Port__c'), []);
  });

  it('in a job that fails is taken back, and what the test wrote before stays', () => {
    assert.equal(
      outcomeOf(
        `${insert('a')} Test.startTest(); System.enqueueJob(new Failing());
         try { Test.stopTest(); Assert.fail(); } catch (MathException e) { }
         Assert.areEqual(1, [SELECT COUNT() FROM Port__c]);`,
        `public class Failing implements Queueable {
          public void execute(QueueableContext context) { ${insert('b')} Integer n = 1 / 0; }
        }`,
      ),
      'passed',
    );
  });
});

describe('A test counts', () => {
  const ask = (times: number): string =>
    `for (Integer i = 0; i < ${times}; i++) { List<Port__c> found = [SELECT Id FROM Port__c]; }`;
  const write = (times: number): string =>
    `for (Integer i = 0; i < ${times}; i++) { insert new Port__c(Name = 'a', Key__c = 'k' + i); }`;

  it('100 queries, and not one more', () => {
    assert.equal(outcomeOf(`${ask(100)} Assert.areEqual(100, Limits.getQueries());`), 'passed');
    assert.equal(outcomeOf(ask(101)), 'System.LimitException: Too many SOQL queries: 101');
  });

  it('150 DML statements, and not one more', () => {
    assert.equal(outcomeOf(`${write(150)} Assert.areEqual(150, Limits.getDmlStatements());`), 'passed');
    assert.equal(outcomeOf(write(151)), 'System.LimitException: Too many DML statements: 151');
  });

  it('10,000 rows of DML, and not one more', () => {
    const rows = (count: number): string =>
      `List<Port__c> all = new List<Port__c>();
       for (Integer i = 0; i < ${count}; i++) { all.add(new Port__c(Name = 'a', Key__c = 'k' + i)); }
       insert all;`;
    assert.equal(outcomeOf(rows(10_001)), 'System.LimitException: Too many DML rows: 10001');
    assert.equal(outcomeOf(`${rows(200)} Assert.areEqual(200, Limits.getDmlRows());`), 'passed');
  });

  it('anew after the start, and in each job', () => {
    assert.equal(
      outcomeOf(
        `${ask(90)} ${write(2)} Test.startTest(); ${ask(90)} System.enqueueJob(new Asking()); Test.stopTest();
         Assert.areEqual(90, Limits.getQueries()); Assert.areEqual(2, Limits.getDmlStatements());`,
        `public class Asking implements Queueable { public void execute(QueueableContext context) { ${ask(190)} } }`,
      ),
      'passed',
    );
  });

  it('a runAs as a DML statement', () => {
    assert.equal(
      outcomeOf(`${runAs(sailor, '')} ${runAs(sailor, '')} Assert.areEqual(2, Limits.getDmlStatements());`),
      'passed',
    );
  });

  it('what its classes do wrong: a query in a loop fails the test that has many records', () => {
    const counter = `public class Counter {
      public static void count(List<Port__c> ports) {
        for (Port__c port : ports) { Integer piers = [SELECT COUNT() FROM Pier__c WHERE Port__c = :port.Id]; }
      }
    }`;
    const many = (count: number): string =>
      `List<Port__c> all = new List<Port__c>();
       for (Integer i = 0; i < ${count}; i++) { all.add(new Port__c(Name = 'a', Key__c = 'k' + i)); }
       insert all; Counter.count(all);`;
    assert.equal(outcomeOf(many(3), counter), 'passed');
    assert.equal(outcomeOf(many(200), counter), 'System.LimitException: Too many SOQL queries: 101');
  });
});

describe('A callout', () => {
  it('does not follow what is not committed', () => {
    assert.equal(outcomeOf(`${insert('a')} Mock.call();`, MOCK), UNCOMMITTED);
    assert.equal(outcomeOf(`${runAs(sailor, 'Mock.call();')}`, MOCK), UNCOMMITTED);
    assert.equal(outcomeOf(`Test.startTest(); ${runAs(sailor, 'Mock.call();')}`, MOCK), UNCOMMITTED);
  });

  it('may follow a query', () => {
    assert.equal(outcomeOf('List<Port__c> found = [SELECT Id FROM Port__c]; Mock.call();', MOCK), 'passed');
  });

  it('may follow the start of a test that wrote before', () => {
    assert.equal(outcomeOf(`${insert('a')} Test.startTest(); Mock.call(); Test.stopTest();`, MOCK), 'passed');
    assert.equal(
      outcomeOf(runAs(sailor, `${insert('a')} Test.startTest(); Mock.call(); Test.stopTest();`), MOCK),
      'passed',
    );
    assert.equal(
      outcomeOf(`${insert('a')} Test.startTest(); Mock.call(); Test.stopTest(); Mock.call();`, MOCK),
      UNCOMMITTED,
      'after the stop the test goes on as before',
    );
  });

  it('may be made by a job of a test that wrote before', () => {
    const job = `public class Calling implements Queueable, Database.AllowsCallouts {
      public void execute(QueueableContext context) { Mock.call(); }
    }`;
    assert.equal(
      outcomeOf(`Test.startTest(); ${insert('a')} System.enqueueJob(new Calling()); Test.stopTest();`, MOCK, job),
      'passed',
    );
  });
});

describe('Rights', () => {
  const inUserMode = 'List<Port__c> found = [SELECT Depth__c FROM Port__c WITH USER_MODE];';

  it('of whoever deploys are none on the objects of the app', () => {
    assert.match(outcomeOf(inUserMode), /^System.QueryException: /);
    assert.match(outcomeOf(`insert as user new Port__c(Name = 'a', Key__c = 'a');`), /^System.SecurityException: /);
    assert.equal(outcomeOf(insert('a')), 'passed', 'without them in system mode');
  });

  it('of somebody with the permission set hold in runAs', () => {
    assert.equal(outcomeOf(runAs(sailor, inUserMode)), 'passed');
    assert.equal(
      outcomeOf(
        `${runAs(sailor, "insert as user new Port__c(Name = 'a', Key__c = 'a', Depth__c = 2);")}
         Assert.areEqual('${sailor}', [SELECT CreatedById FROM Port__c].CreatedById);
         Assert.areEqual('${admin}', UserInfo.getUserId());`,
      ),
      'passed',
    );
  });

  it('that the permission set does not give fail the test', () => {
    assert.match(
      outcomeOf(runAs(sailor, `${insert('a')} delete as user [SELECT Id FROM Port__c];`)),
      /^System.SecurityException: /,
    );
    assert.match(
      outcomeOf(runAs(sailor, "insert as user new Port__c(Name = 'a', Key__c = 'a', Code__c = 'x');")),
      /^System.DmlException: Operation failed due to fields being inaccessible on Sobject Port__c/,
    );
    assert.equal(
      outcomeOf(`${runAs(sailor, "Assert.isTrue(FeatureManagement.checkPermission('Shut_Ports'));")}
        Assert.isFalse(FeatureManagement.checkPermission('Shut_Ports'));`),
      'passed',
    );
  });

  it('of a job are those of who put it off', () => {
    assert.equal(
      outcomeOf(
        `Test.startTest(); ${runAs(sailor, 'System.enqueueJob(new Reading());')} Test.stopTest();
         Assert.areEqual('${sailor}', Reading.by);`,
        `public class Reading implements Queueable {
          public static Id by;
          public void execute(QueueableContext context) { ${inUserMode} by = UserInfo.getUserId(); }
        }`,
      ),
      'passed',
    );
  });

  it('are tried as somebody who is in the org', () => {
    assert.match(
      outcomeOf("System.runAs(new User(LastName = 'New')) { }"),
      /^System.IllegalArgumentException: runAs needs/,
    );
  });
});

describe('A name that the org does not know', () => {
  for (const [what, body, message] of [
    ['a field in a query', 'List<Port__c> found = [SELECT Width__c FROM Port__c];', /Width__c/],
    ['a field of a record', 'Port__c port = new Port__c(Width__c = 1);', /Width__c/],
    ['an object', 'Bay__c bay;', /Bay__c/],
    ['a label', 'String text = Label.Nowhere;', /Nowhere/],
    ['a relationship', 'List<Pier__c> found = [SELECT Harbor__r.Name FROM Pier__c];', /Harbor__r/],
  ] as const)
    it(`is refused before anything runs: ${what}`, () => {
      assert.throws(
        () => outcomeOf(body),
        (error) => {
          assert.ok(error instanceof ApexErrors);
          const [first] = error.errors;
          assert.equal(first?.path, 'Trial.cls');
          assert.equal(first.line, 1);
          assert.match(first.message, message);
          return true;
        },
      );
    });
});

describe('A schedule of the org', () => {
  it('keeps its name from tests, and is there after them', () => {
    const takeBack = org.apex.savepoint();
    org.apex.keepJob({ kind: 'schedule', className: 'Daily', by: admin, name: 'daily', expression: '0 0 5 * * ?' });
    const body = `System.schedule('daily', '0 0 6 * * ?', new Daily());`;
    const job = `public class Daily implements Schedulable { public void execute(SchedulableContext context) { } }`;
    assert.match(outcomeOf(body, job), /^System.AsyncException: The Apex job named "daily" is already scheduled/);
    const abort = `for (CronTrigger one : [SELECT Id FROM CronTrigger]) { System.abortJob(one.Id); }`;
    assert.equal(outcomeOf(`${abort} ${body}`, job), 'passed');
    const kept = org.query('SELECT CronExpression FROM CronTrigger');
    takeBack();
    assert.deepEqual(
      kept.map(({ CronExpression }) => CronExpression),
      ['0 0 5 * * ?'],
    );
  });

  it('is seen by queries of the test that makes it', () => {
    assert.equal(
      outcomeOf(
        `Id id = System.schedule('daily', '0 0 6 * * ?', new Daily());
         CronTrigger one = [SELECT CronExpression, CronJobDetail.Name FROM CronTrigger WHERE Id = :id];
         Assert.areEqual('0 0 6 * * ? daily', one.CronExpression + ' ' + one.CronJobDetail.Name);`,
        `public class Daily implements Schedulable { public void execute(SchedulableContext context) { } }`,
      ),
      'passed',
    );
  });
});
