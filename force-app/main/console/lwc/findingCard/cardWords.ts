import acknowledgedLabel from '@salesforce/label/c.CertHealth_Card_AcknowledgedBy';
import noLabel from '@salesforce/label/c.CertHealth_No';
import reopenedLabel from '@salesforce/label/c.CertHealth_Card_ReopenedBy';
import settingsLabel from '@salesforce/label/c.CertHealth_Card_WaivedBySettings';
import waivedLabel from '@salesforce/label/c.CertHealth_Card_WaivedBy';
import yesLabel from '@salesforce/label/c.CertHealth_Yes';
import { fromJson } from 'c/healthRecords';
import type { FindingRow } from 'c/healthRecords';
import { day, fill } from 'c/wording';

/** Who decided what until when; empty while nobody has decided anything. */
export function decisionSentence(finding: FindingRow): string {
  const { Status__c: status, Decided_By__c: by = '', Decided_At__c: at, Waived_Until__c: until } = finding;
  const end = until ? day(until) : '?';
  if (status === 'waived' && finding.Waived_By_Settings__c) return fill(settingsLabel, end);
  if (status === 'waived') return fill(waivedLabel, by, at ? day(at) : '?', end);
  if (status === 'acknowledged') return fill(acknowledgedLabel, by, at ? day(at) : '?');
  return status === 'open' && by && at ? fill(reopenedLabel, by, day(at)) : '';
}

export interface EvidenceItem {
  readonly key: string;
  readonly values: readonly { readonly key: number; readonly text: string }[];
}

/** What a finding rests on, as the check wrote it down: names in words, lists as lists. */
export function evidenceOf(json: string | undefined): EvidenceItem[] {
  const evidence = fromJson<Record<string, unknown>>(json) ?? {};
  return Object.entries(evidence).flatMap(([name, value]) => {
    const texts = (Array.isArray(value) ? value : [value]).map(textOf).filter(Boolean);
    return texts.length > 0 ? [{ key: inWords(name), values: texts.map((text, key) => ({ key, text })) }] : [];
  });
}

/** `lifetimeUsed` is shown as "lifetime used". */
function inWords(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? yesLabel : noLabel;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
