import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunnerError } from '../../src/compile/runtime.ts';
import { runTests } from '../../src/tests/run-tests.ts';
import { kim, PlainOrg } from './plain-org.ts';
import { outcomeOf, outcomesOf, programOf, resultsOf } from './test-classes.ts';

/** A job that writes down that it ran. */
const NOTED = `public class Noted implements Queueable, Schedulable {
  public static String log = '';
  public void execute(QueueableContext context) { log += 'q' + (context.getJobId() != null); }
  public void execute(SchedulableContext context) { log += 's' + (context.getTriggerId() != null); }
}`;

const FAILING = `public class Failing implements Queueable, Finalizer {
  public static String log = '';
  public class Own extends Exception { }
  public void execute(QueueableContext context) {
    System.attachFinalizer(new Failing());
    throw new Own('broken');
  }
  public void execute(FinalizerContext context) {
    log += context.getResult() + ' ' + context.getException().getMessage() + ' ' + (context.getAsyncApexJobId() != null);
  }
}`;

const QUIET = `public class Quiet implements Queueable, Finalizer {
  public static String log = '';
  public void execute(QueueableContext context) { System.attachFinalizer(this); log += 'ran '; }
  public void execute(FinalizerContext context) { log += context.getResult() + ' ' + context.getException(); }
}`;

const CHAIN = `public class Chain implements Queueable {
  public void execute(QueueableContext context) { System.enqueueJob(new Chain()); }
}`;

describe('A run of test classes', () => {
  it('has a result for each test method, with what failed and where', () => {
    const results = resultsOf(
      '@IsTest private class Trial {\n  @IsTest static void fails() {\n    Assert.areEqual(1, 2);\n  }\n  @IsTest static void passes() { helps(); }\n  static void helps() { }\n}',
    );
    assert.deepEqual(results, [
      {
        className: 'Trial',
        method: 'fails',
        failure: {
          type: 'System.AssertException',
          message: 'Assertion Failed: Expected: 1, Actual: 2',
          stack: ['Class.Trial.fails: line 3, column 1'],
        },
      },
      { className: 'Trial', method: 'passes' },
    ]);
  });

  it('runs the classes that are asked for, by names without regard to case', () => {
    const program = programOf(
      '@IsTest private class One { @IsTest static void runs() { } }',
      '@IsTest private class Two { @IsTest static void runs() { } }',
    );
    const run = (...classes: string[]): string[] =>
      runTests({ org: new PlainOrg().port, program, hits: program.coverage(), user: kim, classes }).map(
        ({ className }) => className,
      );
    assert.deepEqual(run('TWO'), ['Two']);
    assert.throws(() => run('Three'), /Three is no test class/);
  });

  it('ends where whoever watches has seen enough', () => {
    const program = programOf(
      '@IsTest private class Trial { @IsTest static void first() { } @IsTest static void second() { } }',
    );
    const org = new PlainOrg();
    const results = runTests({
      org: org.port,
      program,
      hits: program.coverage(),
      user: kim,
      onResult: () => false,
    });
    assert.deepEqual(
      results.map(({ method }) => method),
      ['first'],
    );
    assert.equal(org.takenBack, 2, 'what the method and its class wrote is taken back all the same');
  });

  it('ends with a fault of the runner itself, and takes back what was written', () => {
    const org = new PlainOrg();
    const program = programOf(
      '@IsTest private class Trial { @IsTest static void asks() { String s = Label.Welcome; } }',
    );
    org.label = () => {
      throw new Error('out of order');
    };
    assert.throws(
      () => runTests({ org: org.port, program, hits: program.coverage(), user: kim }),
      (error) => error instanceof RunnerError,
    );
    assert.equal(org.takenBack, 2);
  });
});

describe('Test methods', () => {
  it('begin with fresh statics, each of them', () => {
    assert.deepEqual(
      outcomesOf(
        `static Integer seen = 0;
         @IsTest static void first() { Assert.areEqual(1, ++seen + Kept.made++); }
         @IsTest static void second() { Assert.areEqual(1, ++seen + Kept.made++); }`,
        'public class Kept { public static Integer made = 0; }',
      ),
      { first: 'passed', second: 'passed' },
    );
  });

  it('do not see the statics that the setup left', () => {
    assert.deepEqual(
      outcomesOf(
        `static Integer seen = 0;
         @TestSetup static void setup() { seen = 5; }
         @IsTest static void first() { Assert.areEqual(0, seen); }`,
      ),
      { first: 'passed' },
    );
  });

  it('fail, all of them, where the setup fails', () => {
    assert.deepEqual(
      outcomesOf(
        `@TestSetup static void setup() { Integer n = 1 / 0; }
         @IsTest static void first() { }
         @IsTest static void second() { }`,
      ),
      { first: 'System.MathException: Divide by 0', second: 'System.MathException: Divide by 0' },
    );
  });

  it('have no jobs of each other', () => {
    assert.deepEqual(
      outcomesOf(
        `@IsTest static void first() { System.schedule('nightly', '0 0 5 * * ?', new Noted()); }
         @IsTest static void second() { System.schedule('nightly', '0 0 5 * * ?', new Noted()); }`,
        NOTED,
      ),
      { first: 'passed', second: 'passed' },
    );
  });
});

describe('Test.startTest and Test.stopTest', () => {
  it('keep jobs, and run them at the end, oldest first', () => {
    assert.equal(
      outcomeOf(
        `Test.startTest();
         System.schedule('nightly', '0 0 5 * * ?', new Noted());
         System.enqueueJob(new Noted());
         Assert.areEqual('', Noted.log);
         Test.stopTest();
         Assert.areEqual('strueqtrue', Noted.log);`,
        NOTED,
      ),
      'passed',
    );
  });

  it('run a schedule once', () => {
    assert.equal(
      outcomeOf(
        `Test.startTest();
         System.schedule('nightly', '0 0 5 * * ?', new Noted());
         Test.stopTest();
         Assert.areEqual('strue', Noted.log);`,
        NOTED,
      ),
      'passed',
    );
  });

  it('run no job where they are not called', () => {
    assert.equal(outcomeOf(`System.enqueueJob(new Noted()); Assert.areEqual('', Noted.log);`, NOTED), 'passed');
  });

  it('pass on what a job throws', () => {
    assert.equal(
      outcomeOf(`Test.startTest(); System.enqueueJob(new Failing()); Test.stopTest();`, FAILING),
      'Failing.Own: broken',
    );
    assert.equal(
      outcomeOf(
        `Test.startTest(); System.enqueueJob(new Failing());
         try { Test.stopTest(); Assert.fail(); } catch (Failing.Own e) { Assert.areEqual('broken', e.getMessage()); }`,
        FAILING,
      ),
      'passed',
    );
  });

  it('tell the finalizer how its job ended', () => {
    assert.equal(
      outcomeOf(
        `Test.startTest(); System.enqueueJob(new Failing());
         try { Test.stopTest(); } catch (Exception e) { }
         Assert.areEqual('UNHANDLED_EXCEPTION broken true', Failing.log);`,
        FAILING,
      ),
      'passed',
    );
    assert.equal(
      outcomeOf(
        `Test.startTest(); System.enqueueJob(new Quiet()); Test.stopTest(); Assert.areEqual('ran SUCCESS null', Quiet.log);`,
        QUIET,
      ),
      'passed',
    );
  });

  it('refuse a chain of jobs', () => {
    assert.equal(
      outcomeOf('Test.startTest(); System.enqueueJob(new Chain()); Test.stopTest();', CHAIN),
      'System.AsyncException: Maximum stack depth has been reached.',
    );
  });

  it('are called once, and the start first', () => {
    assert.equal(outcomeOf('Test.startTest(); Test.startTest();'), 'System.FinalException: Testing already started');
    assert.equal(outcomeOf('Test.stopTest();'), 'System.FinalException: No testing to stop');
    assert.equal(
      outcomeOf('Test.startTest(); Test.stopTest(); Test.startTest();'),
      'System.FinalException: Testing already started',
    );
  });

  it('leave out a job that was aborted', () => {
    assert.equal(
      outcomeOf(
        `Test.startTest(); Id job = System.enqueueJob(new Noted()); System.abortJob(job); Test.stopTest();
         Assert.areEqual('', Noted.log);`,
        NOTED,
      ),
      'passed',
    );
  });
});

describe('A schedule', () => {
  it('is refused where its name is taken', () => {
    assert.match(
      outcomeOf(
        `System.schedule('nightly', '0 0 5 * * ?', new Noted()); System.schedule('nightly', '0 0 6 * * ?', new Noted());`,
        NOTED,
      ),
      /^System.AsyncException: The Apex job named "nightly" is already scheduled/,
    );
  });

  it('is refused where its expression is none', () => {
    assert.match(
      outcomeOf(`System.schedule('nightly', 'daily', new Noted());`, NOTED),
      /^System.StringException: Illegal cron/,
    );
  });
});

describe('A finalizer', () => {
  it('is attached to a job only, and one to each', () => {
    assert.match(outcomeOf('System.attachFinalizer(new Quiet());', QUIET), /^System.AsyncException: /);
    assert.match(
      outcomeOf(
        'Test.startTest(); System.enqueueJob(new Twice()); Test.stopTest();',
        QUIET,
        `public class Twice implements Queueable {
          public void execute(QueueableContext context) { System.attachFinalizer(new Quiet()); System.attachFinalizer(new Quiet()); }
        }`,
      ),
      /^System.AsyncException: More than one Finalizer/,
    );
  });
});
