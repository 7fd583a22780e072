import { JournalError } from '@cert-health/core';
import { keptFiles } from '../execution/rotation-folder.ts';
import { readPlanText } from '../plan-store.ts';
import type { StoredPlan } from '../plan-store.ts';
import { keptLocally } from './local-home.ts';
import type { OfRotation } from './org-file-rows.ts';
import { readFileOfEach } from './org-file-rows.ts';
import { queryRotations, readEvents, rotationOf } from './org-reading.ts';
import type { OrgEvent, OrgRotation, RotationRow } from './org-reading.ts';
import type { OrgRecords } from './org-records.ts';
import type { WrittenFile } from './org-rows.ts';
import type { Kept, KeptRotation } from './rotation-home.ts';

/** Of what is over, that which ended in the last 30 days: older rotations can be read in the org. */
const shown = 'Lock__c != null OR Ended_At__c = LAST_N_DAYS:30';

/** What is kept in the org, with the plans of this machine that have not begun there. */
export async function keptInOrg(records: OrgRecords, folder: string): Promise<Kept> {
  const local = keptLocally(folder);
  const plans = new Map(local.rotations.map(({ id, stored }) => [id, stored]));
  const rows = await queryRotations(records, shown);
  const inOrg = new Set(rows.map(({ Key__c: id }) => id));
  const problems = local.problems.filter(({ id }) => !inOrg.has(id));
  const refuse = ({ Key__c: id }: RotationRow, { message: problem }: JournalError): void => {
    problems.push({ id, problem });
  };
  const found = readable(rows, await readEvents(records, rows), refuse);
  const begun = await begunPlans(records, found, plans);
  const rotations = local.rotations.filter(({ id }) => !inOrg.has(id));
  for (const { row, standing } of found) {
    const { Key__c: id } = row;
    const plan = begun.get(id) ?? plans.get(id);
    if (plan instanceof JournalError) refuse(row, plan);
    else if (plan) rotations.push({ id, standing, ...runnerOf(row), stored: newer(plan, plans.get(id)) });
  }
  return { rotations: rotations.sort((one, other) => (one.id < other.id ? -1 : 1)), problems };
}

function readable(
  rows: readonly RotationRow[],
  events: ReadonlyMap<string, OrgEvent[] | JournalError>,
  refuse: (row: RotationRow, error: JournalError) => void,
): OrgRotation[] {
  return rows.flatMap((row) => {
    try {
      const read = events.get(row.Id) ?? [];
      if (read instanceof JournalError) throw read;
      return [rotationOf(row, read)];
    } catch (error) {
      if (!(error instanceof JournalError)) throw error;
      refuse(row, error);
      return [];
    }
  });
}

function runnerOf({ Runner__c: name, Heartbeat__c: at, SystemModstamp }: RotationRow): Pick<KeptRotation, 'runner'> {
  return name === null ? {} : { runner: { name, heartbeat: new Date(at ?? SystemModstamp) } };
}

/** The plans that rotations began with, of those that this machine does not have. */
async function begunPlans(
  records: OrgRecords,
  rotations: readonly OrgRotation[],
  local: ReadonlyMap<string, StoredPlan>,
): Promise<Map<string, StoredPlan | JournalError>> {
  const plans = new Map<string, StoredPlan | JournalError>();
  const wanted: (OfRotation & { readonly file: WrittenFile })[] = [];
  for (const { row, current, standing } of rotations) {
    const { Key__c: id, Id: recordId } = row;
    if (local.get(id)?.digest === standing.digest) continue;
    const file = current.flatMap(({ files }) => files).findLast(({ name }) => name === keptFiles.begun);
    if (file) wanted.push({ id, recordId, file });
    else plans.set(id, new JournalError(`The records of ${id} in the org hold no plan; look at the org.`));
  }
  for (const [id, text] of await readFileOfEach(records, wanted)) {
    if (text instanceof JournalError) plans.set(id, text);
    else {
      const read = readPlanText(text, `${keptFiles.begun} of ${id} in the org`);
      plans.set(id, 'stored' in read ? read.stored : new JournalError(read.problem));
    }
  }
  return plans;
}

function newer(one: StoredPlan, other: StoredPlan = one): StoredPlan {
  return other.plannedAt > one.plannedAt ? other : one;
}
