import events from '@salesforce/apex/RotationRecords.events';
import files from '@salesforce/apex/RotationRecords.files';
import overview from '@salesforce/apex/RotationRecords.overview';
import parts from '@salesforce/apex/RotationRecords.parts';
import rotation from '@salesforce/apex/RotationRecords.rotation';
import rotations from '@salesforce/apex/RotationRecords.rotations';
import { allRows, keepAnswer } from 'c/healthRecords';
import { lineFile } from './journal';
import type { RotationEventRow, RotationOverview, RotationRow } from './rows';

export type * from './rows';
export { groupsOf, isSomebodysMove, rotationOf } from './groups';
export type { OfCertificate, RotationGroups } from './groups';
export { readStanding } from './journal';
export type { ReadStanding } from './journal';

/** One rotation with what happened in it. */
export interface RotationRecord {
  readonly row: RotationRow;
  /** In their order, each with its line. */
  readonly events: readonly RotationEventRow[];
  /** Names of what is kept with it. */
  readonly files: readonly string[];
}

/** What the user may do, which automations run, what is overdue. Rejects with the error of Apex. */
export function loadOverview(): Promise<RotationOverview> {
  return keepAnswer('rotation-overview', overview);
}

/** All rotations. Rejects with the error of Apex. */
export function loadRotations(): Promise<readonly RotationRow[]> {
  return keepAnswer('rotations', () => allRows(rotations));
}

/** One rotation with all that happened in it. Rejects with the error of Apex. */
export function loadRotation(recordId: string): Promise<RotationRecord> {
  return keepAnswer(`rotation/${recordId}`, async () => {
    const [row, found, names] = await Promise.all([
      rotation({ recordId }),
      allRows<RotationEventRow>((place) => events({ recordId, ...place })),
      files({ recordId }),
    ]);
    const inOrder = found.sort((one, other) => (one.Number__c ?? 0) - (other.Number__c ?? 0));
    return { row, files: names, events: await Promise.all(inOrder.map((event) => withLine(recordId, event))) };
  });
}

/** A file that is kept with a rotation. Rejects with the error of Apex, or where a part is missing or damaged. */
export async function loadFile(recordId: string, name: string): Promise<string> {
  const found = await allRows((place) => parts({ recordId, name, ...place }));
  const inOrder = found.sort((one, other) => (one.Part__c ?? 0) - (other.Part__c ?? 0));
  const isWhole =
    inOrder.length > 0 &&
    inOrder.every(({ Part__c, Parts__c }, at) => Part__c === at + 1 && Parts__c === inOrder.length);
  if (!isWhole) throw new Error(`${name} is not whole.`);
  return inOrder.map(({ Content__c: content }) => JSON.parse(content ?? '""') as string).join('');
}

async function withLine(recordId: string, event: RotationEventRow): Promise<RotationEventRow> {
  const name = lineFile(event);
  return name === undefined ? event : { ...event, Line__c: await loadFile(recordId, name) };
}
