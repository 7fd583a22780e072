/** Jobs of the app that wait or run in an org: as long as they do, the org may refuse to change their classes. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { bin, node, root } from '../project.ts';

export interface AppJobs {
  /** Names of scheduled jobs, with the time of their next run. */
  readonly scheduled: readonly string[];
  /** Classes of jobs that wait or run now. */
  readonly running: readonly string[];
}

export type Row = Readonly<Record<string, unknown>>;

/** Answers a query in an org; rejects when it cannot. */
export type Ask = (soql: string) => Promise<readonly Row[]>;

/** What the names of all scheduled jobs of the app begin with. */
export const jobPrefix = 'Certificate Health';

/** Classes of the app that the platform runs as jobs. */
export function jobClasses(folder = join(root, 'force-app', 'main')): string[] {
  return globSync('**/*.cls', { cwd: folder })
    .filter((file) =>
      /\bimplements\b[^{]*\b(Schedulable|Queueable|Batchable)\b/.test(readFileSync(join(folder, file), 'utf8')),
    )
    .map((file) => basename(file, '.cls'))
    .sort();
}

/**
 * unverified: whether both objects show jobs of other users to whoever deploys.
 *
 * @throws {Error} when the org does not answer, such as for want of rights
 */
export async function appJobs(ask: Ask, classes = jobClasses()): Promise<AppJobs> {
  const scheduled = await ask(
    `SELECT CronJobDetail.Name, NextFireTime FROM CronTrigger WHERE CronJobDetail.Name LIKE '${jobPrefix}%' ORDER BY NextFireTime`,
  );
  const names = classes.map((name) => `'${name}'`).join(', ');
  const waiting = "Status IN ('Holding', 'Queued', 'Preparing', 'Processing')";
  const jobs = await ask(
    `SELECT ApexClass.Name, JobType FROM AsyncApexJob WHERE ApexClass.Name IN (${names}) AND ${waiting}`,
  );
  const isScheduled = (job: Row): boolean => at(job, 'JobType') === 'ScheduledApex';
  const named = scheduled.map((row) => `${at(row, 'CronJobDetail', 'Name')} (next: ${at(row, 'NextFireTime')})`);
  // Somebody may have scheduled the class in Setup, under a name of their own.
  const others = classNames(jobs.filter(isScheduled)).map((name) => `the class ${name}`);
  return {
    scheduled: named.length > 0 ? named : others,
    running: classNames(jobs.filter((job) => !isScheduled(job))),
  };
}

function classNames(jobs: readonly Row[]): string[] {
  return [...new Set(jobs.map((job) => at(job, 'ApexClass', 'Name')))].sort();
}

/** What to do about jobs before a deployment; empty: there is nothing to do. */
export function adviceOn({ scheduled, running }: AppJobs): string[] {
  if (scheduled.length + running.length === 0) return [];
  return [
    ...scheduled.map((job) => `Scheduled in this org: ${job}.`),
    ...running.map((name) => `Running in this org: ${name}.`),
    'An org refuses to change classes of jobs that wait or run, unless Setup > Deployment Settings > "Allow deployments of',
    'components when corresponding Apex jobs are pending or in progress" is on. Either',
    '  - switch it on, and deploy with --with-jobs; or',
    '  - stop the schedule in the app under Settings, wait until nothing runs, and deploy.',
    'Afterwards press Schedule again under Settings, so that the job runs the new version.',
  ];
}

/**
 * Says which jobs are there.
 *
 * @throws {Error} when there are some, and nobody said that the org takes the deployment all the same
 */
export async function heedJobs(
  ask: Ask,
  { goOn, say }: { readonly goOn: boolean; readonly say: (line: string) => void },
): Promise<void> {
  let jobs: AppJobs;
  try {
    jobs = await appJobs(ask);
  } catch {
    say(
      'The org did not say whether jobs of the app are scheduled. If it refuses the deployment for that, see docs/guide/app.md, Upgrade.',
    );
    return;
  }
  const advice = adviceOn(jobs);
  for (const line of advice) say(line);
  if (advice.length > 0 && !goOn) throw new Error('Nothing was deployed, for the jobs named above.');
}

/** By sf, as whoever it is logged in as. */
export function askOrg(org: string): Ask {
  return async (soql) => {
    const query = ['data', 'query', '--query', soql, '--target-org', org, '--json'];
    const { stdout } = await promisify(execFile)(node, [bin('sf'), ...query], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    return (JSON.parse(stdout) as { result: { records: readonly Row[] } }).result.records;
  };
}

function at(row: Row, ...path: readonly string[]): string {
  const value = path.reduce<unknown>((from, name) => (from as Row | null | undefined)?.[name], row);
  return typeof value === 'string' ? value : 'not known';
}
