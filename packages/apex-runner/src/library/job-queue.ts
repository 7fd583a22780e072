import type { OrgUser } from '../org/org.ts';
import type { Session } from '../transaction/transaction.ts';
import type { ApexObject, Value } from '../values/value.ts';

/** A job that waits, a schedule that starts one, or the callback of a deployment that has ended. */
export interface Job {
  readonly id: string;
  readonly kind: 'queueable' | 'schedule' | 'deployment';
  /** What is run: Queueable, Schedulable or Metadata.DeployCallback. */
  readonly job: ApexObject;
  /** How long it waits, in minutes. */
  readonly delay: number;
  /** Who it runs as. Of a callback, who deployed: unverified. */
  readonly by: OrgUser;
  /** Of a deployment. */
  readonly result?: Value;
}

/** Jobs of a session that have not begun, oldest first. */
export class JobQueue {
  readonly waiting: Job[] = [];
  /** Finalizers by the Id of the job that runs. */
  readonly finalizers = new Map<string, ApexObject>();
  /** The job that runs. */
  running: Job | undefined;
}

export function jobsOf(session: Session): JobQueue {
  return session.state(JobQueue, () => new JobQueue());
}
