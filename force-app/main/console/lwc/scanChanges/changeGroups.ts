import addedLabel from '@salesforce/label/c.CertHealth_Changes_Added';
import appearedLabel from '@salesforce/label/c.CertHealth_Changes_Appeared';
import countLabel from '@salesforce/label/c.CertHealth_Changes_Count';
import fromToLabel from '@salesforce/label/c.CertHealth_Changes_FromTo';
import goneLabel from '@salesforce/label/c.CertHealth_Changes_Gone';
import moreLabel from '@salesforce/label/c.CertHealth_Changes_More';
import renewedLabel from '@salesforce/label/c.CertHealth_Changes_Renewed';
import renewedToLabel from '@salesforce/label/c.CertHealth_Changes_RenewedTo';
import resolvedLabel from '@salesforce/label/c.CertHealth_Changes_Resolved';
import worseLabel from '@salesforce/label/c.CertHealth_Changes_Worse';
import type { ScanChanges } from 'c/healthRecords';
import { day, fill, number, statusWords } from 'c/wording';

const SHOWN = 4;

export interface ChangeGroup {
  readonly id: string;
  /** `New (3)`. */
  readonly heading: string;
  readonly items: readonly { readonly key: string; readonly text: string; readonly status?: string }[];
  /** `and 2 more`; empty when all are shown. */
  readonly more: string;
}

/** What changed, worst first; lists with nothing in them are left out. */
export function groupsOf(changes: ScanChanges): ChangeGroup[] {
  const { appeared, worse, resolved, renewed, certificatesAdded, certificatesGone } = changes;
  return [
    group('appeared', appearedLabel, worstFirst(appeared), ({ title, severity }) => ({
      text: title,
      status: severity,
    })),
    group('worse', worseLabel, worse, ({ title, from, to }) => ({
      text: fill(fromToLabel, title, statusWords(from).word, statusWords(to).word),
      status: to,
    })),
    group('resolved', resolvedLabel, resolved, ({ title }) => ({ text: title })),
    group('renewed', renewedLabel, renewed, ({ name, from, to }) => ({
      text: fill(renewedToLabel, name, day(to), day(from)),
    })),
    group('added', addedLabel, certificatesAdded, ({ name }) => ({ text: name })),
    group('gone', goneLabel, certificatesGone, ({ name }) => ({ text: name })),
  ].filter(({ items }) => items.length > 0);
}

function worstFirst(appeared: ScanChanges['appeared']): ScanChanges['appeared'] {
  return [...appeared].sort((a, b) => statusWords(a.severity).rank - statusWords(b.severity).rank);
}

function group<Change extends { readonly key: string }>(
  id: string,
  label: string,
  changes: readonly Change[] = [],
  wordsOf: (change: Change) => { text: string; status?: string },
): ChangeGroup {
  const rest = changes.length - SHOWN;
  return {
    id,
    heading: fill(countLabel, label, number(changes.length)),
    items: changes.slice(0, SHOWN).map((change) => ({ key: change.key, ...wordsOf(change) })),
    more: rest > 0 ? fill(moreLabel, number(rest)) : '',
  };
}
