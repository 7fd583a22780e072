import { fieldsToRead, keyFields, recordObjects } from '@cert-health/core';
import type { ExistingRow, ExistingRows, RecordObject } from '@cert-health/core';
import { soqlText } from '../org/soql-text.ts';
import type { RecordApi } from './record-api.ts';

const scan = 'CertHealth_Scan__c';

/**
 * The rows in the org that a publication is planned against: all of the four objects that hold what was found, and of scans
 * the newest that was finished and the one of this report.
 */
export async function existingRows(api: RecordApi, scanKey: string): Promise<ExistingRows> {
  const read: [RecordObject, ExistingRow[]][] = [];
  for (const object of recordObjects) {
    read.push([object, object === scan ? await scans(api, scanKey) : await api.query(select(object))]);
  }
  return Object.fromEntries(read);
}

async function scans(api: RecordApi, key: string): Promise<ExistingRow[]> {
  const newest = await api.query(
    `SELECT Id, Scan_Key__c, Scanned_At__c, Progress__c FROM ${scan} WHERE Progress__c = 'finished' ORDER BY Scanned_At__c DESC LIMIT 1`,
  );
  const own = await api.query(`${select(scan)} WHERE ${keyFields[scan]} = '${soqlText(key)}'`);
  return [...newest.filter((row) => row[keyFields[scan]] !== key), ...own];
}

function select(object: RecordObject): string {
  return `SELECT ${fieldsToRead(object).join(', ')} FROM ${object}`;
}
