import { JournalError } from '@cert-health/core';
import type { RotationStanding } from '@cert-health/core';
import { readPlanText } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import { keptLocally } from './local-home.ts';
import { readFileRows } from './org-file-rows.ts';
import { planFile } from './org-folder.ts';
import { queryRotations, readEvents, rotationOf } from './org-reading.ts';
import type { OrgRotation, RotationRow } from './org-reading.ts';
import type { OrgRecords } from './org-records.ts';
import type { Kept, KeptRotation, RotationRunner } from './rotation-home.ts';

/** Of what is over, that which ended in the last 30 days: older rotations can be read in the org. */
const shown = 'Lock__c != null OR Ended_At__c = LAST_N_DAYS:30';

/** What is kept in the org, with the plans of this machine that have not begun there. */
export async function keptInOrg(records: OrgRecords, folder: string): Promise<Kept> {
  const local = keptLocally(folder);
  const rows = await queryRotations(records, shown);
  const read = await readEvents(records, rows);
  const rotations = new Map(local.rotations.map((one) => [one.id, one]));
  const problems = local.problems.filter(({ id }) => !rows.some((row) => row.Key__c === id));
  for (const row of rows) {
    try {
      const events = read.get(row.Id) ?? [];
      if (events instanceof JournalError) throw events;
      const rotation = rotationOf(row, events);
      const stored = await planOf(records, rotation, rotations.get(row.Key__c));
      rotations.set(row.Key__c, { ...about(row, rotation.standing), stored });
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      rotations.delete(row.Key__c);
      problems.push({ id: row.Key__c, problem: error.message });
    }
  }
  const sorted = [...rotations.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { rotations: sorted, problems };
}

function about(row: RotationRow, standing: RotationStanding): Omit<KeptRotation, 'stored'> {
  const { Key__c: id, Runner__c: name, Heartbeat__c: at, SystemModstamp } = row;
  const runner: RotationRunner | undefined =
    name === null ? undefined : { name, heartbeat: new Date(at ?? SystemModstamp) };
  return { id, standing, ...(runner ? { runner } : {}) };
}

/** The newer one of the plan on this machine and the one that it began with. */
async function planOf(
  records: OrgRecords,
  { row, current, standing }: OrgRotation,
  local: KeptRotation | undefined,
): Promise<StoredPlan> {
  if (local && (local.stored.digest === standing.digest || local.stored.plannedAt > standing.at)) return local.stored;
  const file = current.flatMap(({ files }) => files).findLast(({ name }) => name === planFile);
  if (!file) throw new JournalError(`The records of ${row.Key__c} in the org hold no plan; look at the org.`);
  const texts = await readFileRows(records, { recordId: row.Id, id: row.Key__c }, [file]);
  const read = readPlanText(texts.get(planFile) ?? '', `${planFile} of ${row.Key__c} in the org`);
  if ('problem' in read) throw new JournalError(read.problem);
  return local && local.stored.plannedAt > read.stored.plannedAt ? local.stored : read.stored;
}
