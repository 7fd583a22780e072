import endsLabel from '@salesforce/label/c.CertHealth_Table_Ends';
import fingerprintLabel from '@salesforce/label/c.CertHealth_Fact_Fingerprint';
import goneLabel from '@salesforce/label/c.CertHealth_History_Gone';
import noLabel from '@salesforce/label/c.CertHealth_No';
import responsibleLabel from '@salesforce/label/c.CertHealth_Table_Responsible';
import statusLabel from '@salesforce/label/c.CertHealth_Table_Status';
import yesLabel from '@salesforce/label/c.CertHealth_Yes';
import { moment, momentIn, statusWords } from 'c/wording';

const fields: Readonly<Record<string, string>> = {
  Expires_At__c: endsLabel,
  Fingerprint__c: fingerprintLabel,
  Is_Gone__c: goneLabel,
  Responsible__c: responsibleLabel,
  Status__c: statusLabel,
};

/** What people call a field whose changes are kept. */
export function fieldWords(field: string): string {
  return fields[field] ?? field;
}

/** A former or new value as people read it. */
export function valueWords(field: string, value: string): string {
  if (field === 'Status__c') return statusWords(value).word;
  if (field === 'Is_Gone__c') return value === 'true' ? yesLabel : noLabel;
  // The first digits tell two certificates apart; the whole fingerprint stands with the details.
  if (field === 'Fingerprint__c') return value.length > 16 ? `${value.slice(0, 16)}…` : value;
  return momentIn(value) ? moment(value) : value;
}
