import type { Program } from '../compile/program.ts';
import { jobsOf } from '../library/job-queue.ts';
import type { Job } from '../library/job-queue.ts';
import type { ApexOrg } from '../org/org.ts';
import { ApexSession } from './apex-session.ts';
import { ApexTransaction } from './apex-transaction.ts';
import { failureOf } from './failure.ts';
import type { Failure } from './failure.ts';
import { runJobs } from './run-jobs.ts';
import { transplanted } from './transplant.ts';

/** How a job ended, and what it put off in turn. */
export interface JobEnd {
  readonly failure?: Failure;
  readonly jobs: readonly Job[];
}

/**
 * Runs one job outside of tests, in a transaction with fresh statics. It is given as it was when it was put off, as the platform
 * writes jobs down and reads them again.
 */
export function runWaiting(org: ApexOrg, program: Program, job: Job): JobEnd {
  const session = new ApexSession();
  const transaction = new ApexTransaction({
    org,
    program,
    hits: program.coverage(),
    session,
    user: org.user(job.by.id) ?? job.by,
    kind: 'asynchronous',
    isTest: false,
  });
  const queue = jobsOf(session);
  queue.waiting.push({ ...job, job: transplanted(transaction, job.job) });
  try {
    runJobs(transaction, 1);
    return { jobs: queue.waiting };
  } catch (error) {
    // What a finalizer put off stays.
    return { failure: failureOf(error), jobs: queue.waiting };
  }
}
