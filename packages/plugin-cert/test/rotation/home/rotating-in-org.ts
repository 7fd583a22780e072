/** A rotation that is kept in a practice org's records, and machines that go on with it, each with a folder of its own. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Company } from '@cert-health/practice-org';
import type { NewEvent, RotationEntry } from '@cert-health/core';
import { begunPlan } from '../../../src/rotation/execution/begun-plan.ts';
import type { CarriedOut } from '../../../src/rotation/execution/carry-out.ts';
import { carryOut } from '../../../src/rotation/execution/carry-out.ts';
import { recordsWhileHeld, whileHeld } from '../../../src/rotation/execution/work-of.ts';
import { orgHome } from '../../../src/rotation/home/org-home.ts';
import type { OrgRecords } from '../../../src/rotation/home/org-records.ts';
import { connectionRecords } from '../../../src/rotation/home/org-records.ts';
import type { HeldRotation, RotationHome } from '../../../src/rotation/home/rotation-home.ts';
import { usualHeartbeat } from '../../../src/rotation/home/org-writer.ts';
import { connect } from '../../fixtures/log-in.ts';
import type { Killer } from '../execution/rotating.ts';
import type { Known } from '../execution/rotating.ts';
import { never, startRotating } from '../execution/rotating.ts';

export const appFolder = fileURLToPath(new URL('../../../../../force-app/main', import.meta.url));

const minute = 60_000;

/** One machine: a folder that nobody else sees, and its way to the org's records. */
export interface Machine {
  readonly folder: string;
  readonly home: RotationHome;
}

/** Writes that were asked for, by the names of their parts. */
export type Asked = readonly string[];

export type RotatingInOrg = Awaited<ReturnType<typeof startInOrg>>;

/** Starts an org with the app and a company, and plans one certificate of it. */
export async function startInOrg(company: Company, entry: RotationEntry, known?: Known) {
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  const rotating = await startRotating(company, entry, known, { appFolder, now });
  const { practice, stored, workWith } = rotating;
  const { id } = stored.plan;
  const folders: string[] = [];
  const asked: Asked[] = [];
  const told: string[] = [];
  const connection = await connect(practice);
  const records = connectionRecords(connection, () => Promise.resolve());
  const by = practice.username;

  /** @param change What this machine's way to the records has of its own. */
  const machine = (change: (own: OrgRecords) => OrgRecords = (own) => own, killer: Killer = never()): Machine => {
    const folder = mkdtempSync(join(tmpdir(), 'cert-health-machine-'));
    folders.push(folder);
    const killable: OrgRecords = {
      ...records,
      query: (soql) => killer.alive(() => records.query(soql)),
      together: (writes) =>
        killer.around(() => {
          asked.push(writes.map(({ called }) => called));
          return records.together(writes);
        }),
    };
    // What takes a quarter of an hour elsewhere takes a moment here: each deployment proves that nobody else has gone on.
    const heartbeat = { ...usualHeartbeat, provenFor: 0 };
    return { folder, home: orgHome({ records: change(killable), folder, heartbeat }) };
  };

  return {
    ...rotating,
    id,
    by,
    told,
    records,
    asked,
    machine,
    /** Moves the org's clock on. */
    passMinutes(minutes: number): void {
      ahead += minutes * minute;
    },
    /** One run on a machine: what it is told to record first, and then as far as it comes. */
    async runOn(
      { home }: Machine,
      first: readonly NewEvent[] = [],
      {
        killer = never(),
        watch = (): Promise<void> => Promise.resolve(),
        during = (held: HeldRotation): HeldRotation => held,
      } = {},
    ): Promise<CarriedOut> {
      // A machine that has no plan takes the one in the org.
      const kept = (await home.kept()).rotations.find((one) => one.id === id);
      const held = during(await home.hold({ id, stored: kept?.stored ?? stored }));
      told.push(...held.told);
      try {
        const plan = await begunPlan(held.folder, kept?.stored ?? stored, held.journal.standing);
        for (const event of first) await held.journal.record(event);
        const work = workWith(killer, watch, true);
        const { org, userCertificates } = work;
        return await carryOut(
          {
            ...work,
            stored: plan,
            folder: held.folder,
            now: held.now,
            org: whileHeld(org, held),
            userCertificates: recordsWhileHeld(userCertificates, held),
          },
          held.journal,
        );
      } finally {
        await held.release();
      }
    },
    /** The record of the rotation. */
    async row(): Promise<Record<string, unknown>> {
      const [row] = await records.query<Record<string, unknown>>(
        `SELECT Id, Key__c, Lock__c, Runner__c, Heartbeat__c, Last_Event__c, State__c, Step__c, Waits_For__c, Ended_At__c, Problem__c, Certificate_Name__c, Due_On__c FROM CertHealth_Rotation__c WHERE Key__c = '${id}'`,
      );
      return row ?? {};
    },
    /** What has happened, by number. */
    async events(): Promise<
      readonly { Number__c: number; Type__c: string; Step__c: string | null; Text__c: string }[]
    > {
      return records.query(
        `SELECT Number__c, Type__c, Step__c, Text__c FROM CertHealth_Rotation_Event__c WHERE Rotation__r.Key__c = '${id}' ORDER BY Number__c`,
      );
    },
    async end() {
      await rotating.end();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}
