import type { CertificateRow } from 'c/healthRecords';

const COLUMNS: readonly (keyof CertificateRow)[] = [
  'Name',
  'Api_Name__c',
  'Source_Label__c',
  'Kind__c',
  'Status__c',
  'Waived_Until__c',
  'Valid_From__c',
  'Expires_At__c',
  'Lifetime_Days__c',
  'Subject__c',
  'Issuer__c',
  'Serial_Number__c',
  'Fingerprint__c',
  'Key__c',
  'Purposes__c',
  'Uses__c',
  'Open_Findings__c',
  'Responsible__c',
  'Pending__c',
  'Is_Gone__c',
];

/** Heads as programs want them: `expires_at`. */
export const exportHead: readonly string[] = COLUMNS.map((field) => field.replace(/__c$/, '').toLowerCase());

export function exportRow(row: CertificateRow): string[] {
  return COLUMNS.map((field) => String(row[field] ?? ''));
}
