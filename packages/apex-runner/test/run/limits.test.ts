import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { outcomeOf, outcomesOf } from './test-classes.ts';

const MOCK = `public class Mock implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) { return new HttpResponse(); }
}`;

const CALLS = `public class Calls {
  public static void make(Integer count) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://harbor.example');
    for (Integer i = 0; i < count; i++) { new Http().send(request); }
  }
}`;

const JOBS = `public class Jobs implements Queueable {
  private Integer next;
  public static Integer ran = 0;
  public Jobs(Integer next) { this.next = next; }
  public void execute(QueueableContext context) { ran++; }
  public static void enqueue(Integer count) { for (Integer i = 0; i < count; i++) { System.enqueueJob(new Jobs(0)); } }
}`;

/** Test methods may not chain jobs, but what a finalizer puts off is a job of its own. */
const FINISHING = `public class Finishing implements Queueable, Finalizer {
  private Integer count;
  public Finishing(Integer count) { this.count = count; }
  public void execute(QueueableContext context) { System.attachFinalizer(this); }
  public void execute(FinalizerContext context) { Jobs.enqueue(count); }
}`;

describe('A transaction', () => {
  it('makes 100 callouts, and not one more', () => {
    const start = 'Test.setMock(HttpCalloutMock.class, new Mock());';
    assert.equal(
      outcomeOf(`${start} Calls.make(100); Assert.areEqual(100, Limits.getCallouts());`, MOCK, CALLS),
      'passed',
    );
    assert.equal(outcomeOf(`${start} Calls.make(101);`, MOCK, CALLS), 'System.LimitException: Too many callouts: 101');
  });

  it('puts off 50 jobs, and not one more', () => {
    assert.equal(outcomeOf('Jobs.enqueue(50); Assert.areEqual(50, Limits.getQueueableJobs());', JOBS), 'passed');
    assert.equal(
      outcomeOf('Jobs.enqueue(51);', JOBS),
      'System.LimitException: Too many queueable jobs added to the queue: 51',
    );
  });

  it('puts off one job where it is a job itself', () => {
    const run = (jobs: number): string =>
      outcomeOf(
        `Test.startTest(); System.enqueueJob(new Finishing(${jobs})); Test.stopTest(); Assert.areEqual(1, Jobs.ran);`,
        JOBS,
        FINISHING,
      );
    assert.equal(run(1), 'passed');
    assert.equal(run(2), 'System.LimitException: Too many queueable jobs added to the queue: 2');
  });

  it('holds what fits on its heap, by what JSON brought in', () => {
    const texts = (count: number): string =>
      `String text = 'x'.repeat(999998); for (Integer i = 0; i < ${count}; i++) { JSON.serialize(text); }`;
    assert.equal(outcomeOf(`${texts(6)} Assert.areEqual(6000000, Limits.getHeapSize());`), 'passed');
    assert.equal(outcomeOf(texts(7)), 'System.LimitException: Apex heap size too large: 7000000');
  });

  it('tells how much it may use, and a job how much more', () => {
    assert.equal(
      outcomeOf(
        `Assert.areEqual('100 150 50', Told.limits());
         Test.startTest(); System.enqueueJob(new Told()); Test.stopTest();
         Assert.areEqual('200 150 1', Told.inJob);`,
        `public class Told implements Queueable {
          public static String inJob;
          public static String limits() {
            return Limits.getLimitQueries() + ' ' + Limits.getLimitDmlStatements() + ' ' + Limits.getLimitQueueableJobs();
          }
          public void execute(QueueableContext context) { inJob = limits(); }
        }`,
      ),
      'passed',
    );
  });
});

describe('A limit that is passed', () => {
  it('is caught by nothing, but finally runs', () => {
    assert.deepEqual(
      outcomesOf(
        `@IsTest static void caught() { try { Jobs.enqueue(51); } catch (Exception e) { } }
         @IsTest static void caughtByName() { try { Jobs.enqueue(51); } catch (System.LimitException e) { } }
         @IsTest static void atLast() { try { Jobs.enqueue(51); } finally { Integer n = 1 / 0; } }`,
        JOBS,
      ),
      {
        caught: 'System.LimitException: Too many queueable jobs added to the queue: 51',
        caughtByName: 'System.LimitException: Too many queueable jobs added to the queue: 51',
        atLast: 'System.MathException: Divide by 0',
      },
    );
  });

  it('fails the test method that passed it, and no other', () => {
    assert.deepEqual(
      outcomesOf(
        `@IsTest static void tooMany() { Jobs.enqueue(51); }
         @IsTest static void few() { Jobs.enqueue(2); }`,
        JOBS,
      ),
      { tooMany: 'System.LimitException: Too many queueable jobs added to the queue: 51', few: 'passed' },
    );
  });

  it('is told of a loop without an end', () => {
    assert.equal(outcomeOf('while (true) { }'), 'System.LimitException: Apex CPU time limit exceeded');
  });
});

describe('Between startTest and stopTest', () => {
  it('everything is counted anew, and goes on as before after it', () => {
    assert.equal(
      outcomeOf(
        `Jobs.enqueue(30);
         Test.startTest();
         Assert.areEqual(0, Limits.getQueueableJobs());
         Jobs.enqueue(40);
         Test.stopTest();
         Assert.areEqual(30, Limits.getQueueableJobs());`,
        JOBS,
      ),
      'passed',
    );
  });

  it('each job has counts of its own', () => {
    const job = `public class Caller implements Queueable {
      public void execute(QueueableContext context) { Calls.make(60); Assert.areEqual(60, Limits.getCallouts()); }
    }`;
    assert.equal(
      outcomeOf(
        `Test.setMock(HttpCalloutMock.class, new Mock());
         Test.startTest();
         System.enqueueJob(new Caller()); System.enqueueJob(new Caller()); Calls.make(60);
         Test.stopTest();`,
        job,
        MOCK,
        CALLS,
      ),
      'passed',
    );
  });
});
