import { jobsOf } from '../library/job-queue.ts';
import type { Job } from '../library/job-queue.ts';
import { FinalizerContext, parentJobResult, QueueableContext, SchedulableContext } from '../library/job-contexts.ts';
import { enumValues } from '../library/enum.ts';
import { finishedDeployments } from '../library/metadata-operations.ts';
import { DeployCallbackContext } from '../library/metadata-results.ts';
import { ApexThrow } from '../values/thrown.ts';
import type { ApexOrg, OrgUser } from '../org/org.ts';
import type { EnumValue } from '../values/scalar.ts';
import type { Value } from '../values/value.ts';
import type { Session, Transaction } from '../transaction/transaction.ts';

/** Where jobs run. */
export interface JobRunner {
  readonly org: ApexOrg;
  readonly session: Session;
  /** Runs work with counts of its own and the rights of a user. */
  asJob(user: OrgUser, work: (transaction: Transaction) => void): void;
}

/**
 * Runs the jobs that wait, oldest first: a schedule once, as Test.stopTest does. A job that fails takes back what it wrote; its finalizer
 * runs, then it throws.
 */
export function runJobs(runner: JobRunner): void {
  const queue = jobsOf(runner.session);
  for (let job = queue.waiting.shift(); job !== undefined; job = queue.waiting.shift()) runJob(runner, job);
}

/**
 * Outside of tests, after a request: runs the next job that waits, but no schedule, whose hour is not there yet; where no job waits,
 * tells the next deployment's callback that it has ended. Gives whether there was anything to run. That a callback runs as who deployed
 * is unverified.
 *
 * @throws ApexThrow where it fails; what it wrote is taken back
 */
export function runNext(runner: JobRunner): boolean {
  const { waiting } = jobsOf(runner.session);
  const position = waiting.findIndex(({ kind }) => kind === 'queueable');
  const [job] = position < 0 ? [] : waiting.splice(position, 1);
  if (job !== undefined) {
    runJob(runner, job);
    return true;
  }
  const deployment = finishedDeployments(runner.session).shift();
  if (deployment === undefined) return false;
  const { callback, result, by } = deployment;
  if (callback === null) return true;
  const failure = attempt(runner, by, (transaction) => {
    const context = new DeployCallbackContext(result.fields.get('id') as string);
    transaction.call(callback, 'handleResult', result, context);
  });
  if (failure !== undefined) throw failure;
  return true;
}

function runJob(runner: JobRunner, job: Job): void {
  const queue = jobsOf(runner.session);
  queue.running = job;
  const failure = attempt(runner, job.by, (transaction) => transaction.call(job.job, 'execute', contextOf(job)));
  const finalizer = queue.finalizers.get(job.id);
  queue.finalizers.delete(job.id);
  queue.running = undefined;
  if (finalizer !== undefined) {
    const exception = failure instanceof ApexThrow ? failure.exception : null;
    const [success, unhandled] = enumValues(parentJobResult) as [EnumValue, EnumValue];
    const result = failure === undefined ? success : unhandled;
    const context = new FinalizerContext(job.id, `TID:${job.id}`, result, exception);
    runner.asJob(job.by, (transaction) => transaction.call(finalizer, 'execute', context));
  }
  if (failure !== undefined) throw failure;
}

/** Runs work; where it fails, takes back what it wrote and gives why. */
function attempt(runner: JobRunner, user: OrgUser, work: (transaction: Transaction) => void): Error | undefined {
  const takeBack = runner.org.savepoint();
  try {
    runner.asJob(user, work);
    return undefined;
  } catch (error) {
    takeBack();
    return error instanceof Error ? error : new Error(String(error));
  }
}

function contextOf({ id, kind }: Job): Value {
  return kind === 'schedule' ? new SchedulableContext(id) : new QueueableContext(id);
}
