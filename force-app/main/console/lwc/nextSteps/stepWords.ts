import byLabel from '@salesforce/label/c.CertHealth_Next_By';
import breaksLabel from '@salesforce/label/c.CertHealth_Next_Breaks';
import detailsLabel from '@salesforce/label/c.CertHealth_Next_Details';
import detailsOfLabel from '@salesforce/label/c.CertHealth_Next_DetailsOf';
import doLabel from '@salesforce/label/c.CertHealth_Next_Do';
import doSameLabel from '@salesforce/label/c.CertHealth_Next_DoSame';
import hideDetailsLabel from '@salesforce/label/c.CertHealth_Next_HideDetails';
import hideDetailsOfLabel from '@salesforce/label/c.CertHealth_Next_HideDetailsOf';
import moreLabel from '@salesforce/label/c.CertHealth_Next_More';
import nowLabel from '@salesforce/label/c.CertHealth_Next_Now';
import responsibleLabel from '@salesforce/label/c.CertHealth_Table_Responsible';
import nobodyLabel from '@salesforce/label/c.CertHealth_Table_Nobody';
import noUseLabel from '@salesforce/label/c.CertHealth_Table_NoUse';
import useUnknownLabel from '@salesforce/label/c.CertHealth_Table_UseUnknown';
import usedByLabel from '@salesforce/label/c.CertHealth_Next_UsedBy';
import type { FindingRow, UseRow } from 'c/healthRecords';
import { day, daysUntil, fill, listOf, when } from 'c/wording';

/** Users and consequences that a card names; the page of the certificate names all. */
const SHOWN = 3;

/** What is known of uses. */
export interface KnownUses {
  /** By the Ids of certificates; undefined while nobody knows. */
  readonly of: ReadonlyMap<string, readonly UseRow[]> | undefined;
  /** Whether every place that may use a certificate was read. */
  readonly isWhole: boolean;
}

export interface Fact {
  readonly key: string;
  readonly term: string;
  readonly text: string;
}

/** What breaks, who uses it, who is responsible, and what to do. */
export function factsOf(finding: FindingRow, uses: KnownUses, isRemedyTold: boolean): Fact[] {
  const { Certificate__c: of = '', Certificate__r: about, Responsible__c: own, Remedy__c: remedy = '' } = finding;
  const responsible = own ?? about?.Responsible__c ?? nobodyLabel;
  return [
    ...(of && uses.of ? useFacts(finding, uses.of.get(of) ?? [], uses.isWhole) : []),
    { key: 'responsible', term: responsibleLabel, text: responsible },
    { key: 'remedy', term: doLabel, text: isRemedyTold ? doSameLabel : remedy },
  ].filter(({ text }) => text);
}

function useFacts({ Use__c: use }: FindingRow, all: readonly UseRow[], isWhole: boolean): Fact[] {
  const none = isWhole ? noUseLabel : useUnknownLabel;
  // A finding about one use breaks that one.
  const concerned = use && all.some((row) => row.Use__c === use) ? all.filter((row) => row.Use__c === use) : all;
  const breaks = few(concerned.flatMap((row) => row.Breaks__c ?? []));
  const users = few(all.map((row) => row.Name || (row.Referrer__c ?? '')));
  return [
    { key: 'breaks', term: breaksLabel, text: asSentence(breaks) },
    { key: 'users', term: usedByLabel, text: users || none },
  ];
}

/** The clauses of the records as a sentence. */
function asSentence(text: string): string {
  return text && `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function few(texts: readonly string[]): string {
  const different = [...new Set(texts.filter(Boolean))];
  const rest = different.length - SHOWN;
  const named = different.slice(0, SHOWN);
  return rest > 0 ? fill(moreLabel, named.join(', '), rest) : listOf(named);
}

/** `Due in 4 days (Thu, Nov 26)` while there is time, then `Due since Thu, Nov 26`. */
export function dueOf({ Due_On__c: due }: FindingRow): string {
  const days = daysUntil(due);
  if (days === undefined) return '';
  return days > 0 ? fill(byLabel, when(due)) : fill(nowLabel, day(due));
}

/** What the button says that shows and hides the details of a finding about no certificate. */
export function detailsWords(title: string, isOpen: boolean): { buttonLabel: string; buttonTitle: string } {
  return isOpen
    ? { buttonLabel: hideDetailsLabel, buttonTitle: fill(hideDetailsOfLabel, title) }
    : { buttonLabel: detailsLabel, buttonTitle: fill(detailsOfLabel, title) };
}
