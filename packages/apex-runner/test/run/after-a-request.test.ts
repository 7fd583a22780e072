import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrgUser } from '../../src/org/org.ts';
import { ApexSession } from '../../src/run/apex-session.ts';
import { ApexTransaction } from '../../src/run/apex-transaction.ts';
import { runNext } from '../../src/run/run-jobs.ts';
import { plainText } from '../../src/semantics/text.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import type { ApexObject } from '../../src/values/value.ts';
import { kim, PlainOrg } from './plain-org.ts';
import { programOf } from './test-classes.ts';

const SOURCE = `public class Deploying implements Metadata.DeployCallback, Queueable, Schedulable {
  public static Integer count = 0;
  public List<String> told = new List<String>();
  public Deploying start(Boolean isWhole) {
    count = 7;
    Metadata.DeployContainer container = new Metadata.DeployContainer();
    if (isWhole) {
      Metadata.CustomMetadata setting = new Metadata.CustomMetadata();
      setting.fullName = 'Setting.Default';
      setting.label = 'Default';
      container.addMetadata(setting);
    }
    Metadata.Operations.enqueueDeployment(container, this);
    return this;
  }
  public Deploying enqueue() { System.enqueueJob(this); return this; }
  public Deploying schedule() { System.schedule('nightly', '0 0 5 * * ?', this); return this; }
  public void execute(QueueableContext context) { told.add('job ' + count); count = 3; }
  public void execute(SchedulableContext context) { told.add('schedule'); }
  public void handleResult(Metadata.DeployResult result, Metadata.DeployCallbackContext context) {
    told.add(result.status + ' ' + count + ' ' + (context.getCallbackJobId() == result.id) + ' ' + UserInfo.getUserName());
    if (result.status == Metadata.DeployStatus.Failed) { throw new IllegalArgumentException('not deployed'); }
  }
}`;

const program = programOf(SOURCE);

/** A request that ran, and the ways to what comes after it. */
function afterRequest(method: string, ...values: boolean[]) {
  const org = new PlainOrg();
  const session = new ApexSession();
  const begin = (user: OrgUser, kind: 'synchronous' | 'asynchronous'): ApexTransaction =>
    new ApexTransaction({
      org: org.port,
      program,
      hits: program.coverage(),
      session,
      user,
      kind,
      isTest: false,
    });
  const request = begin(kim, 'synchronous');
  const target = request.call(request.runtime.create('Deploying', []), method, ...values) as ApexObject;
  const runner = {
    org: org.port,
    session,
    asJob: (user: OrgUser, work: (transaction: Transaction) => void) => work(begin(user, 'asynchronous')),
  };
  return { org, runNext: () => runNext(runner), told: () => plainText(request, target.$told!) };
}

describe('After a request', () => {
  it('the callback of a deployment is told, once, in a transaction of its own', () => {
    const { org, runNext: next, told } = afterRequest('start', true);
    assert.equal(told(), '()', 'not while the request runs');
    assert.equal(org.deployed.length, 1);
    assert.equal(next(), true);
    assert.equal(told(), `(Succeeded 0 true ${kim.username})`);
    assert.equal(next(), false);
  });

  it('the callback hears of a deployment that failed; what it throws takes back what it wrote', () => {
    const { org, runNext: next, told } = afterRequest('start', false);
    assert.throws(next, { message: 'not deployed' });
    assert.match(told(), /^\(Failed 0 true/);
    assert.equal(org.takenBack, 1);
    assert.equal(next(), false);
  });

  it('a job runs in a transaction of its own', () => {
    const { runNext: next, told } = afterRequest('enqueue');
    assert.deepEqual([next(), next()], [true, false]);
    assert.equal(told(), '(job 0)');
  });

  it('a schedule waits for its hour', () => {
    const { org, runNext: next, told } = afterRequest('schedule');
    assert.equal(next(), false);
    assert.equal(told(), '()');
    assert.deepEqual(
      org.jobs.map(({ name, nextFireTime }) => [name, new Date(nextFireTime ?? 0).toISOString()]),
      [['nightly', '2026-12-01T05:00:00.000Z']],
    );
  });
});
