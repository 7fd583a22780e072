import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { scheduledJobs } from '../../verify/scheduled-jobs.ts';
import { apexClass, appFolder } from './app-folder.ts';

const scheduling = (name: string, expression = 'jobName'): Record<string, string> => ({
  ...apexClass(
    'Rounds',
    `public with sharing class Rounds {
  ${name}
  public static void start() { System.schedule(${expression}, '0 0 5 * * ?', new Round()); }
  public static void stop() { System.abortJob([SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = :jobName WITH USER_MODE].Id); }
}`,
  ),
  ...apexClass('Page', 'public with sharing class Page { public static void open() { Rounds.stop(); } }'),
});
const seam = "@TestVisible private static String jobName = 'Daily round';";

function told(test: TestContext, body: string, name = seam, expression = 'jobName'): string[] {
  const files = {
    ...scheduling(name, expression),
    ...apexClass('PageTest', `@IsTest private class PageTest { ${body} }`),
  };
  return scheduledJobs(appFolder(test, files)).map(({ file, message }) => `${file}: ${message}`);
}

describe('the scheduled job of the org', () => {
  const tries = '@IsTest static void tries() { Page.open(); }';

  it('is out of reach of a test that has a job of its own name', (test) => {
    assert.deepEqual(told(test, `static { Rounds.jobName = 'Round of a test'; } ${tries}`), []);
    assert.deepEqual(told(test, "@IsTest static void tries() { Rounds.jobName = 'Mine'; Page.open(); }"), []);
    assert.deepEqual(told(test, '@IsTest static void tries() { Assert.isTrue(true); }'), []);
  });

  it('is met by a test that ends it, however many calls away', (test) => {
    assert.deepEqual(told(test, tries), [
      'classes/PageTest.cls: It meets the scheduled job of the org (PageTest.tries > Page.open > Rounds.stop): set Rounds.jobName in a static block of the test, or in the test.',
    ]);
  });

  it('is the one of a batch, too', (test) => {
    const batch = apexClass(
      'Sweeps',
      "public with sharing class Sweeps { void start() { System.scheduleBatch(new Sweep(), 'Sweep', 60); } }",
    );
    const [issue] = scheduledJobs(appFolder(test, batch));
    assert.match(issue?.message ?? '', /tests can change, not 'Sweep'/);
  });

  it('is met by a test that says its name, or gives it again', (test) => {
    const messages = told(test, `static { Rounds.jobName = 'Daily round'; } ${tries}`);
    assert.deepEqual(messages, [
      "classes/PageTest.cls: 'Daily round' is the job of the org: a test has one of its own name.",
    ]);
  });

  for (const [name, expression] of [
    [seam.replace('static ', 'static final '), 'jobName'],
    [seam.replace('@TestVisible ', ''), 'jobName'],
    [seam, "'Daily round'"],
  ] as const) {
    it(`has a name that tests can change: ${name} ${expression}`, (test) => {
      const messages = told(test, '', name, expression).filter((message) => message.includes('Rounds.cls'));
      assert.deepEqual(messages, [
        `classes/Rounds.cls: The name of a scheduled job is a @TestVisible static text that tests can change, not ${expression}.`,
      ]);
    });
  }
});
