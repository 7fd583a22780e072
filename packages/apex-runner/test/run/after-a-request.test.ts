import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Job } from '../../src/library/job-queue.ts';
import { callFromComponent } from '../../src/run/call-from-component.ts';
import { runWaiting } from '../../src/run/run-waiting.ts';
import type { JobEnd } from '../../src/run/run-waiting.ts';
import { kim, PlainOrg } from './plain-org.ts';
import { programOf } from './test-classes.ts';

/** What runs later tells what it sees by an exception. */
const SOURCE = `public class Later implements Metadata.DeployCallback, Queueable, Schedulable {
  public class Told extends Exception { }
  public static Integer count = 0;
  private List<String> log = new List<String>();
  private static Later made() { count = 7; Later one = new Later(); one.log.add('made'); return one; }
  @AuraEnabled public static void deploy(Boolean isWhole) {
    Later one = made();
    Metadata.DeployContainer container = new Metadata.DeployContainer();
    if (isWhole) {
      Metadata.CustomMetadata setting = new Metadata.CustomMetadata();
      setting.fullName = 'Setting.Default';
      setting.label = 'Default';
      container.addMetadata(setting);
    }
    Metadata.Operations.enqueueDeployment(container, one);
    one.log.add('too late');
  }
  @AuraEnabled public static void deployUntold() {
    Metadata.Operations.enqueueDeployment(new Metadata.DeployContainer(), null);
  }
  @AuraEnabled public static void deployAndFail() { deploy(true); throw new Told('failed'); }
  @AuraEnabled public static void enqueue() { System.enqueueJob(made()); }
  @AuraEnabled public static void plan() { System.schedule('nightly', '0 0 5 * * ?', made()); }
  private void tell(String what) { throw new Told(what + ' ' + log + ' ' + count + ' ' + UserInfo.getUserName()); }
  public void execute(QueueableContext context) { if (log.size() == 1) { log.add('again'); System.enqueueJob(this); } else { tell('job'); } }
  public void execute(SchedulableContext context) { tell('schedule'); }
  public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
    tell(result.status + ' ' + (context.getCallbackJobId() == result.id));
  }
}`;

const program = programOf(SOURCE);

/** What a request leaves to be run. */
function jobsOf(org: PlainOrg, method: string, given: Readonly<Record<string, boolean>> = {}): readonly Job[] {
  const answer = callFromComponent({ org: org.port, program, user: kim, className: 'Later', method, given });
  return 'jobs' in answer ? answer.jobs : [];
}

const run = (org: PlainOrg, jobs: readonly Job[]): JobEnd => {
  assert.equal(jobs.length, 1);
  return runWaiting(org.port, program, jobs[0]!);
};

describe('After a request', () => {
  it('the callback of a deployment is told, as it was given, in a transaction of its own', () => {
    const org = new PlainOrg();
    const jobs = jobsOf(org, 'deploy', { isWhole: true });
    assert.equal(org.deployed.length, 1);
    const { failure, jobs: more } = run(org, jobs);
    assert.equal(failure?.message, `Succeeded true (made, too late) 0 ${kim.username}`);
    assert.deepEqual(more, []);
  });

  it('the callback hears of a deployment that failed', () => {
    const org = new PlainOrg();
    const { failure } = run(org, jobsOf(org, 'deploy', { isWhole: false }));
    assert.match(failure?.message ?? '', /^Failed true/);
  });

  it('nobody is told where there is no callback, or where the request failed', () => {
    assert.deepEqual(jobsOf(new PlainOrg(), 'deployUntold'), []);
    assert.deepEqual(jobsOf(new PlainOrg(), 'deployAndFail'), []);
  });

  it('a job runs in a transaction of its own, and may put off one more', () => {
    const org = new PlainOrg();
    const first = run(org, jobsOf(org, 'enqueue'));
    assert.equal(first.failure, undefined);
    assert.equal(run(org, first.jobs).failure?.message, `job (made, again) 0 ${kim.username}`);
  });

  it('what a job wrote is taken back where it fails', () => {
    const org = new PlainOrg();
    const jobs = jobsOf(org, 'plan');
    assert.equal(run(org, jobs).failure?.message, `schedule (made) 0 ${kim.username}`);
    assert.equal(org.takenBack, 1);
    assert.deepEqual(
      org.jobs.map(({ name, nextFireTime }) => [name, new Date(nextFireTime ?? 0).toISOString()]),
      [['nightly', '2026-12-01T05:00:00.000Z']],
      'the schedule itself stays',
    );
  });
});
