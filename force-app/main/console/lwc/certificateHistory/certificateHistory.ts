import { LightningElement, api } from 'lwc';
import createdLabel from '@salesforce/label/c.CertHealth_History_FirstSeen';
import changedLabel from '@salesforce/label/c.CertHealth_History_Changed';
import clearedLabel from '@salesforce/label/c.CertHealth_History_Cleared';
import emptyLabel from '@salesforce/label/c.CertHealth_History_Empty';
import lastSeenLabel from '@salesforce/label/c.CertHealth_History_LastSeen';
import renewedLabel from '@salesforce/label/c.CertHealth_History_Renewed';
import setLabel from '@salesforce/label/c.CertHealth_History_Set';
import type { CertificateRow, DecisionRow, HistoryEntry, RenewalRow } from 'c/healthRecords';
import { day, fill, moment, momentIn, utc } from 'c/wording';
import { decisionWords } from './decisionWords';
import { fieldWords, valueWords } from './historyWords';

interface Line {
  readonly key: string;
  readonly at: string;
  readonly when: string;
  readonly utc: string | undefined;
  readonly text: string;
  readonly by: string;
}

/** What became of a certificate since it was first seen, what replaced it and what people decided about it, newest first. */
export default class CertificateHistory extends LightningElement {
  @api row: CertificateRow | undefined;
  @api history: readonly HistoryEntry[] = [];
  @api decisions: readonly DecisionRow[] = [];
  @api renewals: readonly RenewalRow[] = [];

  readonly labels = { empty: emptyLabel };

  get lines(): Line[] {
    const { First_Seen_At__c: first, Last_Seen_At__c: last } = this.row ?? {};
    // The platform writes an entry without values when a record is made.
    const told = this.history.filter((entry) => (entry.from || entry.to) && !this.isRenewal(entry));
    const changes = told.map((entry, index) => line(`${index}`, entry.at, changeWords(entry), entry.by));
    const decided = this.decisions.flatMap((row) => {
      const text = decisionWords(row);
      return text ? [line(row.Id, row.Decided_At__c ?? '', text, row.Decided_By__c ?? '')] : [];
    });
    return [
      ...(last ? [line('last', last, lastSeenLabel, '')] : []),
      ...changes,
      ...decided,
      ...this.renewals.map((row) => line(row.Id, row.Seen_At__c ?? '', renewalWords(row), row.Seen_By__c ?? '')),
      ...(first ? [line('first', first, createdLabel, '')] : []),
    ].sort((a, b) => (momentIn(b.at)?.getTime() ?? 0) - (momentIn(a.at)?.getTime() ?? 0));
  }

  /** A renewal tells both fingerprints, and longer than the platform keeps the history of a field. */
  isRenewal({ field, to }: HistoryEntry): boolean {
    return field === 'Fingerprint__c' && this.renewals.some(({ New_Fingerprint__c: now }) => now === to);
  }
}

function line(key: string, at: string, text: string, by: string): Line {
  return { key, at, when: moment(at), utc: utc(at), text, by };
}

function renewalWords({
  Old_Fingerprint__c: old,
  New_Fingerprint__c: now,
  New_Expires_At__c: end,
}: RenewalRow): string {
  return fill(renewedLabel, old ?? '', now ?? '', end ? day(end) : '');
}

function changeWords({ field, from, to }: HistoryEntry): string {
  const name = fieldWords(field);
  if (!from && to) return fill(setLabel, name, valueWords(field, to));
  if (!to) return fill(clearedLabel, name);
  return fill(changedLabel, name, valueWords(field, from ?? ''), valueWords(field, to));
}
