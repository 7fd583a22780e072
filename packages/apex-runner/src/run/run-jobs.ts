import { jobsOf } from '../library/job-queue.ts';
import type { Job } from '../library/job-queue.ts';
import { FinalizerContext, parentJobResult, QueueableContext, SchedulableContext } from '../library/job-contexts.ts';
import { enumValues } from '../library/enum.ts';
import { DeployCallbackContext } from '../library/metadata-results.ts';
import { ApexThrow } from '../values/thrown.ts';
import type { OrgUser } from '../org/org.ts';
import type { EnumValue } from '../values/scalar.ts';
import type { Transaction } from '../transaction/transaction.ts';

/** What runs a job with counts of its own. */
export interface JobRunner extends Transaction {
  asJob(user: OrgUser, work: () => void): void;
}

/**
 * Runs the jobs that wait, oldest first: a schedule once, as Test.stopTest does. A job that fails takes back what it wrote; its finalizer
 * runs, then it throws.
 *
 * @param most How many of them.
 */
export function runJobs(transaction: JobRunner, most = Infinity): void {
  const queue = jobsOf(transaction.session);
  for (let ran = 0; ran < most; ran++) {
    const job = queue.waiting.shift();
    if (job === undefined) return;
    runJob(transaction, job);
  }
}

function runJob(transaction: JobRunner, job: Job): void {
  const queue = jobsOf(transaction.session);
  const takeBack = transaction.org.savepoint();
  queue.running = job;
  let failure: Error | undefined;
  try {
    transaction.asJob(job.by, () => begin(transaction, job));
  } catch (error) {
    takeBack();
    failure = error instanceof Error ? error : new Error(String(error));
  }
  const finalizer = queue.finalizers.get(job.id);
  queue.finalizers.delete(job.id);
  queue.running = undefined;
  if (finalizer !== undefined) {
    const exception = failure instanceof ApexThrow ? failure.exception : null;
    const [success, unhandled] = enumValues(parentJobResult) as [EnumValue, EnumValue];
    const context = new FinalizerContext(
      job.id,
      `TID:${job.id}`,
      failure === undefined ? success : unhandled,
      exception,
    );
    transaction.asJob(job.by, () => transaction.call(finalizer, 'execute', context));
  }
  if (failure !== undefined) throw failure;
}

function begin(transaction: Transaction, { id, kind, job, result = null }: Job): void {
  if (kind === 'deployment') transaction.call(job, 'handleResult', result, new DeployCallbackContext(id));
  else transaction.call(job, 'execute', kind === 'schedule' ? new SchedulableContext(id) : new QueueableContext(id));
}
