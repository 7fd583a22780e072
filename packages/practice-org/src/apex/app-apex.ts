import { callFromComponent, runWaiting } from '@cert-health/apex-runner';
import type { ComponentAnswer, Job, JobEnd, Json } from '@cert-health/apex-runner';
import type { Org } from '../org/org.ts';
import { dateTime } from '../time/time.ts';
import type { AppClasses } from './app-classes.ts';
import type { PracticeApexOrg } from './apex-org.ts';

/** Jobs that put off another one each time end here. */
const MOST_JOBS = 100;

/** How a job ended. */
export interface JobReport {
  readonly className: string;
  readonly failure?: JobEnd['failure'];
}

/** The Apex of the app in this org: what components call, and the jobs that it puts off. They run when somebody asks for it. */
export class AppApex {
  readonly org: PracticeApexOrg;
  readonly #org: Org;
  readonly #classes: AppClasses;
  #waiting: Job[] = [];
  readonly #schedules = new Map<string, Job>();

  constructor(org: Org, apex: PracticeApexOrg, classes: AppClasses) {
    this.#org = org;
    this.org = apex;
    this.#classes = classes;
  }

  /** Calls a method with the rights of the org's user. Undefined: the app was not deployed. */
  call(className: string, method: string, given: Readonly<Record<string, Json>>): ComponentAnswer | undefined {
    const program = this.#classes.program();
    const user = this.org.user(this.#org.identity.userId);
    if (program === undefined || user === undefined) return undefined;
    const answer = callFromComponent({ org: this.org, program, user, className, method, given });
    if ('jobs' in answer) this.#keep(answer.jobs);
    return answer;
  }

  /** Runs the jobs that wait, and those that they put off, without the delay that they asked for. */
  runJobs(): readonly JobReport[] {
    const reports: JobReport[] = [];
    while (this.#waiting.length > 0 && reports.length < MOST_JOBS) {
      const [job, ...others] = this.#waiting as [Job, ...Job[]];
      this.#waiting = others;
      reports.push(this.#run(job));
    }
    return reports;
  }

  /** Lets every schedule fire once, whatever the time is. */
  runSchedules(): readonly JobReport[] {
    return [...this.#schedules.values()].flatMap((job) => {
      const trigger = this.#org.table('CronTrigger').find(job.id);
      if (trigger === undefined) {
        this.#schedules.delete(job.id);
        return [];
      }
      const fired = {
        PreviousFireTime: dateTime(this.#org.now()),
        TimesTriggered: Number(trigger['TimesTriggered']) + 1,
      };
      this.#org.writable('CronTrigger').put({ ...trigger, ...fired });
      return [this.#run(job)];
    });
  }

  #run(job: Job): JobReport {
    const program = this.#classes.program();
    const className = job.job.info.name;
    if (program === undefined) throw new Error('The app is no longer in this org.');
    const { failure, jobs } = runWaiting(this.org, program, job);
    this.#keep(jobs);
    const row = this.#org.table('AsyncApexJob').find(job.id);
    if (row !== undefined) {
      const ended = { Status: failure ? 'Failed' : 'Completed', CompletedDate: dateTime(this.#org.now()) };
      this.#org.writable('AsyncApexJob').put({ ...row, ...ended });
    }
    return { className, ...(failure ? { failure } : {}) };
  }

  #keep(jobs: readonly Job[]): void {
    for (const job of jobs) {
      if (job.kind === 'schedule') this.#schedules.set(job.id, job);
      else this.#waiting.push(job);
    }
  }
}
