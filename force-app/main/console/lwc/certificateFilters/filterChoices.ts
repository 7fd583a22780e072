import allLabel from '@salesforce/label/c.CertHealth_Filter_All';
import allPeopleLabel from '@salesforce/label/c.CertHealth_Filter_AllPeople';
import allPlacesLabel from '@salesforce/label/c.CertHealth_Filter_AllPlaces';
import allStatusLabel from '@salesforce/label/c.CertHealth_Filter_AllStatus';
import foldLabel from '@salesforce/label/c.CertHealth_Filter_Fold';
import foldCountLabel from '@salesforce/label/c.CertHealth_Filter_FoldCount';
import needsSomebodyLabel from '@salesforce/label/c.CertHealth_Filter_NeedsSomebody';
import useUnknownLabel from '@salesforce/label/c.CertHealth_Filter_UseUnknown';
import allUsesLabel from '@salesforce/label/c.CertHealth_Filter_AllUses';
import goneLabel from '@salesforce/label/c.CertHealth_Filter_Gone';
import mineLabel from '@salesforce/label/c.CertHealth_Filter_Mine';
import namedLabel from '@salesforce/label/c.CertHealth_Filter_Named';
import nobodyLabel from '@salesforce/label/c.CertHealth_Filter_Nobody';
import noUseLabel from '@salesforce/label/c.CertHealth_Filter_NoUse';
import placeLabel from '@salesforce/label/c.CertHealth_Filter_Place';
import responsibleLabel from '@salesforce/label/c.CertHealth_Filter_Responsible';
import searchLabel from '@salesforce/label/c.CertHealth_Filter_Search';
import searchHintLabel from '@salesforce/label/c.CertHealth_Filter_SearchHint';
import soonLabel from '@salesforce/label/c.CertHealth_Filter_Soon';
import statusLabel from '@salesforce/label/c.CertHealth_Filter_Status';
import urgentLabel from '@salesforce/label/c.CertHealth_Filter_Urgent';
import useLabel from '@salesforce/label/c.CertHealth_Filter_Use';
import { NONE, usesOf } from 'c/certificateFilter';
import type { CertificateFilter } from 'c/certificateFilter';
import type { CertificateRow } from 'c/healthRecords';
import { statusWords, useName } from 'c/wording';

export const labels = {
  allUses: allUsesLabel,
  fold: foldLabel,
  foldCount: foldCountLabel,
  gone: goneLabel,
  named: namedLabel,
  place: placeLabel,
  responsible: responsibleLabel,
  search: searchLabel,
  searchHint: searchHintLabel,
  status: statusLabel,
  use: useLabel,
};

/** What somebody has to see to, by status. */
const NEEDS_SOMEBODY = 'critical;warning';

interface Option {
  readonly label: string;
  readonly value: string;
}

export interface Options {
  readonly status: readonly Option[];
  readonly use: readonly Option[];
  readonly responsible: readonly Option[];
  readonly source: readonly Option[];
}

/** Filters that most people want, by name. */
export function namedFilters(
  userName: string,
  usesKnown: boolean,
): { id: string; label: string; filter: CertificateFilter }[] {
  return [
    { id: 'all', label: allLabel, filter: {} },
    { id: 'urgent', label: urgentLabel, filter: { status: 'critical' } },
    { id: 'soon', label: soonLabel, filter: { within: 60 } },
    ...(userName ? [{ id: 'mine', label: mineLabel, filter: { responsible: userName } }] : []),
    { id: 'nobody', label: nobodyLabel, filter: { responsible: NONE } },
    { id: 'unused', label: noUseWords(usesKnown), filter: { use: NONE } },
  ];
}

/** "None" only where every place that may hold a use was read. */
function noUseWords(usesKnown: boolean): string {
  return usesKnown ? noUseLabel : useUnknownLabel;
}

/** What can be chosen: what occurs among the certificates, sorted as people read it. */
export function optionsOf(rows: readonly CertificateRow[], usesKnown: boolean): Options {
  const statuses = [...new Set(rows.map((row) => row.Status__c ?? 'unknown'))];
  const uses = [...new Set(rows.flatMap(usesOf))];
  const people = [...new Set(rows.flatMap((row) => row.Responsible__c ?? []))];
  const places = new Map(
    rows.flatMap((row) => (row.Source__c ? [[row.Source__c, row.Source_Label__c ?? row.Source__c]] : [])),
  );
  return {
    status: [
      { label: allStatusLabel, value: '' },
      { label: needsSomebodyLabel, value: NEEDS_SOMEBODY },
      ...statuses
        .map((value) => ({ value, label: statusWords(value).word, rank: statusWords(value).rank }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ label, value }) => ({ label, value })),
    ],
    use: [
      ...sorted(uses.map((value) => ({ label: useName(value), value }))),
      { label: noUseWords(usesKnown), value: NONE },
    ],
    responsible: [
      { label: allPeopleLabel, value: '' },
      ...sorted(people.map((value) => ({ label: value, value }))),
      { label: nobodyLabel, value: NONE },
    ],
    source: [
      { label: allPlacesLabel, value: '' },
      ...sorted([...places].map(([value, label]) => ({ label: label ?? '', value: value ?? '' }))),
    ],
  };
}

function sorted(options: Option[]): Option[] {
  return options.sort((a, b) => a.label.localeCompare(b.label));
}
