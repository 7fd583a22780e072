import type { ApexOrg, ApexSchema, OrgJob, OrgUser } from '../../src/org/org.ts';
import { OrgRefusal } from '../../src/org/org.ts';
import { NO_SCHEMA } from '../compile/schema-in-tests.ts';

export const kim: OrgUser = {
  id: '005000000000001AAA',
  username: 'kim@harbor.example',
  name: 'Kim Lee',
  firstName: 'Kim',
  lastName: 'Lee',
  email: 'kim.lee@harbor.example',
  profileId: '00e000000000001AAA',
  isActive: true,
  timeZone: 'UTC',
  locale: 'en_US',
  language: 'en_US',
};

/** An org without records: it keeps jobs and what is deployed, and refuses whatever else it is asked. */
export class PlainOrg implements Partial<ApexOrg> {
  readonly schema: ApexSchema = NO_SCHEMA;
  readonly organization = { id: '00D000000000001AAA', name: 'Harbor', url: 'https://harbor.my.salesforce.example' };
  readonly jobs: OrgJob[] = [];
  readonly deployed: unknown[] = [];
  /** How often something was taken back to a savepoint. */
  takenBack = 0;

  now(): Date {
    return new Date('2026-11-30T12:00:00Z');
  }

  user(id: string): OrgUser | undefined {
    return id === kim.id ? kim : undefined;
  }

  label(name: string): string | undefined {
    return name === 'Welcome' ? 'Welcome aboard' : undefined;
  }

  savepoint(): () => void {
    const { length } = this.jobs;
    return () => {
      this.takenBack++;
      this.jobs.length = length;
    };
  }

  keepJob(job: OrgJob): string {
    if (job.kind === 'schedule' && this.jobs.some(({ name }) => name === job.name))
      throw new OrgRefusal(
        'AsyncException',
        'UNKNOWN',
        `The Apex job named "${job.name}" is already scheduled for execution.`,
      );
    this.jobs.push(job);
    return `707${String(this.jobs.length).padStart(12, '0')}AAA`;
  }

  endJob(): void {
    // Nobody asks after the jobs that have ended.
  }

  deployCustomMetadata(records: readonly unknown[]): string {
    if (records.length === 0) throw new OrgRefusal('AsyncException', 'INVALID', 'There is nothing to deploy.');
    this.deployed.push(...records);
    return '0Af000000000001AAA';
  }

  /** As the port, for a transaction: what is not above is not there. */
  get port(): ApexOrg {
    return this as unknown as ApexOrg;
  }
}
