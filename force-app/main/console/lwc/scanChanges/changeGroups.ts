import addedLabel from '@salesforce/label/c.CertHealth_Changes_Added';
import appearedLabel from '@salesforce/label/c.CertHealth_Changes_Appeared';
import countLabel from '@salesforce/label/c.CertHealth_Changes_Count';
import firstLookLabel from '@salesforce/label/c.CertHealth_Changes_FirstLook';
import firstLookHelpLabel from '@salesforce/label/c.CertHealth_Changes_FirstLookHelp';
import fromToLabel from '@salesforce/label/c.CertHealth_Changes_FromTo';
import goneLabel from '@salesforce/label/c.CertHealth_Changes_Gone';
import moreLabel from '@salesforce/label/c.CertHealth_Changes_More';
import noLongerLabel from '@salesforce/label/c.CertHealth_Changes_NoLonger';
import renewedLabel from '@salesforce/label/c.CertHealth_Changes_Renewed';
import renewedToLabel from '@salesforce/label/c.CertHealth_Changes_RenewedTo';
import resolvedLabel from '@salesforce/label/c.CertHealth_Changes_Resolved';
import worseLabel from '@salesforce/label/c.CertHealth_Changes_Worse';
import type { ScanChanges } from 'c/healthRecords';
import { day, fill, number, statusWords } from 'c/wording';

const SHOWN = 4;

/** Something that changed, and where it leads. */
export interface ChangeItem {
  readonly key: string;
  readonly text: string;
  readonly status?: string;
  /** Key of a finding: the way is to its certificate. */
  readonly finding?: string;
  /** Key and name of a certificate. */
  readonly certificate?: string;
  readonly name?: string;
}

export interface ChangeGroup {
  readonly id: string;
  /** `New (3)`. */
  readonly heading: string;
  /** What the heading means, where it does not speak for itself. */
  readonly help: string;
  readonly items: readonly ChangeItem[];
  /** `and 2 more`; empty when all are shown. */
  readonly more: string;
}

interface Sighted {
  readonly firstLook?: true;
}

const isKnown = ({ firstLook }: Sighted): boolean => firstLook !== true;
const isFirst = ({ firstLook }: Sighted): boolean => firstLook === true;

/**
 * What changed, worst first; lists with nothing in them are left out. What a scan found where none had looked before need not
 * have changed, and is told by itself.
 *
 * @param whole Ids of the groups of which all is shown.
 */
export function groupsOf(changes: ScanChanges, whole: ReadonlySet<string>): ChangeGroup[] {
  const appeared = worstFirst(changes.appeared).map((change) => ({ ...change, item: appearedItem(change) }));
  const worse = changes.worse.map((change) => ({ ...change, item: worseItem(change) }));
  const resolved = changes.resolved.map((change) => ({ ...change, item: findingItem(change.key, change.title) }));
  const over = changes.resolved.map((change) => ({
    ...change,
    item: findingItem(change.key, fill(noLongerLabel, change.title)),
  }));
  const renewed = changes.renewed.map(({ key, name, from, to }) => ({
    item: certificateItem(key, name, fill(renewedToLabel, name, day(to), day(from))),
  }));
  const named = ({
    key,
    name,
    firstLook,
  }: ScanChanges['certificatesAdded'][number]): Sighted & { item: ChangeItem } => ({
    ...(firstLook ? { firstLook } : {}),
    item: certificateItem(key, name, name),
  });
  const added = changes.certificatesAdded.map(named);
  const gone = changes.certificatesGone.map(named);
  const sighted = [...appeared, ...worse, ...over, ...added].filter(isFirst);
  const group = (id: string, label: string, entries: readonly { item: ChangeItem }[], help = ''): ChangeGroup => {
    const rest = whole.has(id) ? 0 : entries.length - SHOWN;
    return {
      id,
      heading: fill(countLabel, label, number(entries.length)),
      help,
      items: entries.slice(0, rest > 0 ? SHOWN : entries.length).map(({ item }) => item),
      more: rest > 0 ? fill(moreLabel, number(rest)) : '',
    };
  };
  return [
    group('appeared', appearedLabel, appeared.filter(isKnown)),
    group('worse', worseLabel, worse.filter(isKnown)),
    group('resolved', resolvedLabel, resolved.filter(isKnown)),
    group('renewed', renewedLabel, renewed),
    group('added', addedLabel, added.filter(isKnown)),
    group('gone', goneLabel, gone),
    group('first', firstLookLabel, sighted, firstLookHelpLabel),
  ].filter(({ items }) => items.length > 0);
}

function findingItem(key: string, text: string, status?: string): ChangeItem {
  return { key: `finding ${key}`, text, finding: key, ...(status === undefined ? {} : { status }) };
}

function certificateItem(key: string, name: string, text: string): ChangeItem {
  return { key: `certificate ${key}`, text, certificate: key, name };
}

function appearedItem({ key, title, severity }: ScanChanges['appeared'][number]): ChangeItem {
  return findingItem(key, title, severity);
}

function worseItem({ key, title, from, to }: ScanChanges['worse'][number]): ChangeItem {
  return findingItem(key, fill(fromToLabel, title, statusWords(from).word, statusWords(to).word), to);
}

function worstFirst(appeared: ScanChanges['appeared']): ScanChanges['appeared'] {
  return [...appeared].sort((a, b) => statusWords(a.severity).rank - statusWords(b.severity).rank);
}
