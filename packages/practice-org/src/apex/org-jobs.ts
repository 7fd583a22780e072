import { OrgRefusal } from '@cert-health/apex-runner';
import type { OrgJob } from '@cert-health/apex-runner';
import type { Org } from '../org/org.ts';
import { idOf } from '../org/row.ts';
import { dateTime } from '../time/time.ts';

/**
 * Puts a job into the rows that queries of jobs read.
 *
 * Source: Object Reference, CronTrigger, CronJobDetail (JobType 7: Scheduled Apex) and AsyncApexJob.
 *
 * @throws OrgRefusal for a schedule whose name is taken
 */
export function keepJob(org: Org, job: OrgJob): string {
  return job.kind === 'schedule' ? keepSchedule(org, job) : keepQueueable(org, job);
}

function keepSchedule(org: Org, { name = '', expression = '', timeZone = 'GMT', nextFireTime, by }: OrgJob): string {
  const [taken] = org.table('CronJobDetail').where('Name', name);
  if (taken !== undefined) {
    const running = org.table('CronTrigger').where('CronJobDetailId', taken['Id'] ?? null, true)[0];
    throw new OrgRefusal(
      'AsyncException',
      'ALREADY_SCHEDULED',
      `The Apex job named "${name}" is already scheduled for execution with CronTrigger id ${idOf(running ?? {})}.`,
    );
  }
  const now = dateTime(org.now());
  const detail = org.newRecordId('CronJobDetail');
  org.writable('CronJobDetail').put({ Id: detail, Name: name, JobType: '7' });
  const id = org.newRecordId('CronTrigger');
  org.writable('CronTrigger').put({
    Id: id,
    CronJobDetailId: detail,
    CronExpression: expression,
    State: 'WAITING',
    TimesTriggered: 0,
    StartTime: now,
    NextFireTime: nextFireTime === undefined ? null : dateTime(new Date(nextFireTime)),
    PreviousFireTime: null,
    EndTime: null,
    TimeZoneSidKey: timeZone,
    OwnerId: by,
    CreatedById: by,
    CreatedDate: now,
    LastModifiedById: by,
  });
  return id;
}

function keepQueueable(org: Org, { className, by }: OrgJob): string {
  const id = org.newRecordId('AsyncApexJob');
  org.writable('AsyncApexJob').put({
    Id: id,
    JobType: 'Queueable',
    Status: 'Queued',
    ApexClassId: org.rows('ApexClass').find(({ Name }) => Name === className)?.['Id'] ?? null,
    CreatedById: by,
    CreatedDate: dateTime(org.now()),
    CompletedDate: null,
    NumberOfErrors: 0,
  });
  return id;
}

/** Takes a schedule away; a job that waits is aborted. @throws OrgRefusal for an Id of no job */
export function endJob(org: Org, id: string): void {
  const schedule = org.table('CronTrigger').find(id);
  if (schedule !== undefined) {
    const detailId = schedule['CronJobDetailId'];
    const detail = typeof detailId === 'string' ? org.table('CronJobDetail').find(detailId) : undefined;
    if (detail !== undefined) org.writable('CronJobDetail').remove(detail);
    org.writable('CronTrigger').remove(schedule);
    return;
  }
  const job = org.table('AsyncApexJob').find(id);
  // unverified: the words of the platform
  if (job === undefined) throw new OrgRefusal('StringException', 'INVALID_ID', `Only Apex Jobs can be aborted: ${id}`);
  org.writable('AsyncApexJob').put({ ...job, Status: 'Aborted', CompletedDate: dateTime(org.now()) });
}
