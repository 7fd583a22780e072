import type { Console } from './console.ts';

export interface RotationRow {
  readonly Id: string;
  readonly Certificate_Name__c: string;
  readonly Certificate__c: string;
  readonly State__c: string;
  readonly Waits_For__c?: string;
  readonly Step__c?: string;
}

/** The first rotation of the sample with these values. */
export async function rotationThat(app: Console, values: Partial<RotationRow>): Promise<RotationRow> {
  const rows = await app.rows<RotationRow>('RotationRecords.rotations');
  const found = rows.find((row) => Object.entries(values).every(([name, value]) => row[name as 'Id'] === value));
  if (!found) throw new Error(`No rotation has ${JSON.stringify(values)}.`);
  return found;
}
