import { LightningElement, api } from 'lwc';
import type { UseRow } from 'c/healthRecords';
import { rotatorWords, useName } from 'c/wording';
import { labels } from './useLabels';
import { setupAddress } from './setupPlaces';

interface ShownUse {
  readonly id: string;
  readonly use: string;
  readonly referrer: string;
  readonly field: string;
  readonly path: string;
  readonly breaks: string;
  readonly rotates: string;
  readonly setup: string;
}

/** What a certificate is for: each use, what stops when it ends, whose job it is, and the way into Setup. */
export default class CertificateUses extends LightningElement {
  @api uses: readonly UseRow[] = [];

  readonly labels = labels;

  get shown(): ShownUse[] {
    const present = this.uses.filter((row) => row.Is_Gone__c !== true);
    // What merely names it, for a use that nothing tells, comes after what is known.
    return [...present.filter(hasUse), ...present.filter((row) => !hasUse(row))].map((row) => ({
      id: row.Id,
      use: row.Use__c ? useName(row.Use__c) : labels.namedOnly,
      // Settings of an app go by the app's own name.
      referrer: row.Name || (row.Referrer__c ?? ''),
      field: row.Field__c ?? '',
      path: row.Path__c ?? '',
      breaks: row.Breaks__c ? asSentence(row.Breaks__c) : labels.breaksUnknown,
      rotates: rotatorWords(row.Managed_By__c),
      setup: setupAddress(row.Source__c),
    }));
  }
}

function hasUse({ Use__c: use }: UseRow): boolean {
  return use !== undefined && use !== null && use !== '';
}

/** The clause of a record as a sentence. */
function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
