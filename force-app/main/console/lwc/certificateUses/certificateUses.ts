import { LightningElement, api } from 'lwc';
import type { UseRow } from 'c/healthRecords';
import { day, rotatorWords, useName, utc } from 'c/wording';
import { labels } from './useLabels';
import { setupAddress } from './setupPlaces';

interface ShownUse {
  readonly id: string;
  readonly use: string;
  readonly referrer: string;
  /** When a scan last saw it. */
  readonly seen: string;
  readonly seenUtc: string | undefined;
  /** By which field of which setting it was found. */
  readonly rests: readonly { readonly key: string; readonly text: string }[];
  readonly breaks: string;
  readonly rotates: string;
  readonly setup: string;
}

/** What a certificate is for: each use, what stops when it ends, whose job it is, and the way into Setup. */
export default class CertificateUses extends LightningElement {
  @api uses: readonly UseRow[] = [];

  /** Whether every place that may use it was read. */
  @api usesKnown = false;

  readonly labels = labels;

  get noneTitle(): string {
    return this.usesKnown ? labels.noneTitle : labels.unknownTitle;
  }

  get shown(): ShownUse[] {
    const present = this.uses.filter((row) => row.Is_Gone__c !== true);
    // What merely names it, for a use that nothing tells, comes after what is known.
    return [...present.filter(hasUse), ...present.filter((row) => !hasUse(row))].map((row) => ({
      id: row.Id,
      use: row.Use__c ? useName(row.Use__c) : labels.namedOnly,
      // Settings of an app go by the app's own name.
      referrer: row.Name || (row.Referrer__c ?? ''),
      seen: day(row.Last_Seen_At__c),
      seenUtc: utc(row.Last_Seen_At__c),
      rests: [
        { key: 'name', text: row.Referrer__c && row.Referrer__c !== row.Name ? row.Referrer__c : '' },
        { key: 'field', text: row.Field__c ?? '' },
        { key: 'path', text: row.Path__c ?? '' },
      ].filter(({ text }) => text),
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
