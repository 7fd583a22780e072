/** Members of System that put work off. */
import { OrgRefusal } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import type { ApexObject } from '../values/value.ts';
import { nextFireTime } from './cron.ts';
import { member } from './declaration.ts';
import type { Member } from './declaration.ts';
import { jobsOf } from './job-queue.ts';

/** Minutes that a job may be put off. Source: Apex Reference Guide, System.enqueueJob(queueable, delay). */
const LONGEST_DELAY = 10;

export const asynchronousMembers: readonly Member[] = [
  member('static Id enqueueJob(Queueable job)', (transaction, job: ApexObject) => enqueue(transaction, job, 0)),
  member('static Id enqueueJob(Queueable job, Integer delay)', (transaction, job: ApexObject, delay: number) =>
    enqueue(transaction, job, delay),
  ),
  member('static void attachFinalizer(Finalizer finalizer)', (transaction, finalizer: ApexObject) => {
    const { running, finalizers } = jobsOf(transaction.session);
    if (running?.kind !== 'queueable')
      return transaction.throw('AsyncException', 'Finalizer can only be attached in a queueable job.');
    if (finalizers.has(running.id))
      return transaction.throw('AsyncException', 'More than one Finalizer cannot be attached to same Async Apex Job');
    finalizers.set(running.id, finalizer);
    return undefined;
  }),
  member('static String schedule(String name, String expression, Schedulable job)', schedule),
  member('static void abortJob(Id job)', (transaction, id: string) => {
    const { waiting } = jobsOf(transaction.session);
    try {
      transaction.org.endJob(id, transaction.user.id);
    } catch (error) {
      refuse(transaction, error);
    }
    const position = waiting.findIndex((one) => one.id === id);
    if (position >= 0) waiting.splice(position, 1);
  }),
];

function enqueue(transaction: Transaction, job: ApexObject, delay: number): string {
  if (delay < 0 || delay > LONGEST_DELAY)
    transaction.throw('IllegalArgumentException', `The delay must be between 0 and ${LONGEST_DELAY} minutes.`);
  const { waiting, running } = jobsOf(transaction.session);
  // Source: Apex Developer Guide, "Queueable Apex": jobs cannot be chained in a test.
  if (transaction.isTest && running !== undefined)
    transaction.throw('AsyncException', 'Maximum stack depth has been reached.');
  transaction.limits.use('queueableJobs');
  const id = transaction.org.keepJob({ kind: 'queueable', className: job.info.name, by: transaction.user.id });
  waiting.push({ id, kind: 'queueable', job, delay, by: transaction.user });
  return id;
}

function schedule(transaction: Transaction, name: string, expression: string, job: ApexObject): string {
  const next = nextFireTime(expression, transaction.now(), transaction.user.timeZone);
  if (typeof next === 'string') transaction.throw('StringException', next);
  try {
    const id = transaction.org.keepJob({
      kind: 'schedule',
      className: job.info.name,
      by: transaction.user.id,
      name,
      expression,
      nextFireTime: next,
      timeZone: transaction.user.timeZone,
    });
    jobsOf(transaction.session).waiting.push({ id, kind: 'schedule', job, delay: 0, by: transaction.user });
    return id;
  } catch (error) {
    return refuse(transaction, error);
  }
}

function refuse(transaction: Transaction, error: unknown): never {
  if (error instanceof OrgRefusal) transaction.throw(error.type, error.message);
  throw error;
}
