/** Jobs of the app that an org has, asked for before a deployment. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { adviceOn, appJobs, heedJobs, jobClasses, jobPrefix, type Row } from '../org/app-jobs.ts';
import { deployment } from '../org/deploy.ts';
import { root } from '../project.ts';

const daily = {
  CronJobDetail: { Name: 'Certificate Health: daily scan' },
  NextFireTime: '2026-12-01T05:00:00.000+0000',
};

const byClass = { ApexClass: { Name: 'ScheduledScan' }, JobType: 'ScheduledApex' };

/** An org that answers by the object that is asked. */
function orgWith(scheduled: readonly Row[], running: readonly Row[]) {
  const asked: string[] = [];
  const ask = (soql: string): Promise<readonly Row[]> => {
    asked.push(soql);
    return Promise.resolve(soql.includes('FROM CronTrigger') ? scheduled : running);
  };
  return { asked, ask };
}

async function told(ask: (soql: string) => Promise<readonly Row[]>, goOn: boolean) {
  const said: string[] = [];
  const error = await heedJobs(ask, { goOn, say: (line) => void said.push(line) }).then(
    () => undefined,
    (problem: unknown) => (problem as Error).message,
  );
  return { said, error };
}

describe('jobs of the app', () => {
  it('are of every class that the platform runs, and have names that begin alike', () => {
    assert.ok(
      ['ScanJob', 'ScheduledScan'].every((name) => jobClasses().includes(name)),
      jobClasses().join(),
    );
    const schedule = readFileSync(join(root, 'force-app/main/health/classes/ScanSchedule.cls'), 'utf8');
    const name = /String jobName = '([^']+)'/.exec(schedule)?.[1];
    assert.ok(name?.startsWith(jobPrefix), name);
  });

  it('are asked for by name and by class', async () => {
    const running = { ApexClass: { Name: 'ScanJob' }, JobType: 'Queueable' };
    const { ask, asked } = orgWith([daily], [running, running, byClass]);
    assert.deepEqual(await appJobs(ask, ['ScanJob', 'ScheduledScan']), {
      scheduled: ['Certificate Health: daily scan (next: 2026-12-01T05:00:00.000+0000)'],
      running: ['ScanJob'],
    });
    assert.match(asked[0] ?? '', /CronJobDetail\.Name LIKE 'Certificate Health%'/);
    assert.match(asked[1] ?? '', /ApexClass\.Name IN \('ScanJob', 'ScheduledScan'\)/);
  });

  it('are found by their class where somebody scheduled it under another name', async () => {
    assert.deepEqual(await appJobs(orgWith([], [byClass]).ask, ['ScheduledScan']), {
      scheduled: ['the class ScheduledScan'],
      running: [],
    });
  });

  it('stop a deployment with what to do about them', async () => {
    for (const org of [orgWith([daily], []), orgWith([], [{ ApexClass: { Name: 'ScanJob' } }])]) {
      const { said, error } = await told(org.ask, false);
      assert.equal(error, 'Nothing was deployed, for the jobs named above.');
      for (const part of [/daily scan|ScanJob/, /Deployment Settings/, /--with-jobs/, /Schedule again/])
        assert.match(said.join('\n'), part);
    }
  });

  it('do not stop one that goes on knowingly, and are named all the same', async () => {
    const { said, error } = await told(orgWith([daily], []).ask, true);
    assert.equal(error, undefined);
    assert.match(said.join('\n'), /daily scan/);
  });

  it('are no word where there are none', async () => {
    assert.deepEqual(await told(orgWith([], []).ask, false), { said: [], error: undefined });
    assert.deepEqual(adviceOn({ scheduled: [], running: [] }), []);
  });

  it('stop nothing where the org does not answer: it is said', async () => {
    const { said, error } = await told(() => Promise.reject(new Error('exit code 1')), false);
    assert.equal(error, undefined);
    assert.match(said.join(), /did not say whether jobs/);
  });

  it('are passed over by --with-jobs and by --check, which changes nothing', () => {
    const goesOn = (...more: string[]) => deployment(['-o', 'acme', ...more]).goesOn;
    assert.deepEqual([goesOn(), goesOn('--with-jobs'), goesOn('--check')], [false, true, true]);
  });
});
