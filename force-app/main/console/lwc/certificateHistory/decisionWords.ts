import acknowledgedLabel from '@salesforce/label/c.CertHealth_History_Acknowledged';
import assignedLabel from '@salesforce/label/c.CertHealth_History_Assigned';
import notedLabel from '@salesforce/label/c.CertHealth_History_Noted';
import nothingLabel from '@salesforce/label/c.CertHealth_History_Nothing';
import reopenedLabel from '@salesforce/label/c.CertHealth_History_Reopened';
import waivedLabel from '@salesforce/label/c.CertHealth_History_Waived';
import type { DecisionRow } from 'c/healthRecords';
import { day, fill } from 'c/wording';

type Words = (row: DecisionRow, about: string) => string | undefined;

const orNothing = (text: string | undefined): string => text ?? nothingLabel;

const words: Readonly<Record<DecisionRow['What__c'], Words>> = {
  waived: ({ Until__c: until, Reason__c: reason }, about) =>
    fill(waivedLabel, about, until ? day(until) : nothingLabel, orNothing(reason)),
  acknowledged: ({ Reason__c: reason }, about) => fill(acknowledgedLabel, about, orNothing(reason)),
  reopened: ({ Before__c: before }, about) => fill(reopenedLabel, about, orNothing(before)),
  noted: ({ Before__c: before, After__c: after }) => fill(notedLabel, orNothing(after), orNothing(before)),
  // Of a certificate the history of fields says it already.
  assigned({ Finding__c: finding, Before__c: before, After__c: after }, about) {
    return finding ? fill(assignedLabel, about, orNothing(after), orNothing(before)) : undefined;
  },
};

/** What somebody decided, as a sentence; undefined: it is told elsewhere. */
export function decisionWords(row: DecisionRow): string | undefined {
  return words[row.What__c](row, row.About__c ?? '');
}
