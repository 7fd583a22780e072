import certificateLabel from '@salesforce/label/c.CertHealth_Table_Certificate';
import countLabel from '@salesforce/label/c.CertHealth_Table_Count';
import endsLabel from '@salesforce/label/c.CertHealth_Table_Ends';
import lifeLabel from '@salesforce/label/c.CertHealth_Table_Life';
import moreLabel from '@salesforce/label/c.CertHealth_Table_More';
import noDateLabel from '@salesforce/label/c.CertHealth_Table_NoDate';
import nobodyLabel from '@salesforce/label/c.CertHealth_Table_Nobody';
import sortByLabel from '@salesforce/label/c.CertHealth_Table_SortBy';
import usedByLabel from '@salesforce/label/c.CertHealth_Table_UsedBy';
import usedByMoreLabel from '@salesforce/label/c.CertHealth_Table_UsedByMore';
import useUnknownLabel from '@salesforce/label/c.CertHealth_Table_UseUnknown';
import noUseLabel from '@salesforce/label/c.CertHealth_Table_NoUse';
import responsibleLabel from '@salesforce/label/c.CertHealth_Table_Responsible';
import selectAllLabel from '@salesforce/label/c.CertHealth_Table_SelectAll';
import selectLabel from '@salesforce/label/c.CertHealth_Table_Select';
import statusLabel from '@salesforce/label/c.CertHealth_Table_Status';
import tableLabel from '@salesforce/label/c.CertHealth_Table_Label';
import usesLabel from '@salesforce/label/c.CertHealth_Table_Uses';
import { usesOf } from 'c/certificateFilter';
import type { Consumers, SortKey } from 'c/certificateFilter';
import type { CertificateRow, ConsoleSettings } from 'c/healthRecords';
import { levelOfDates } from 'c/warningLevels';
import { certificateWord, day, fill, listOf, relativeDay, useName, utc } from 'c/wording';

export const labels = {
  count: countLabel,
  more: moreLabel,
  nobody: nobodyLabel,
  noUse: noUseLabel,
  sortBy: sortByLabel,
  useUnknown: useUnknownLabel,
  responsible: responsibleLabel,
  selectAll: selectAllLabel,
  table: tableLabel,
};

/** Users that are named in a row; the page of a certificate names all. */
const USERS = 2;

const COLUMNS: readonly { readonly key: SortKey; readonly label: string }[] = [
  { key: 'name', label: certificateLabel },
  { key: 'life', label: lifeLabel },
  { key: 'ends', label: endsLabel },
  { key: 'uses', label: usesLabel },
  { key: 'responsible', label: responsibleLabel },
  { key: 'status', label: statusLabel },
];

/** Heads of the columns, each with how it is sorted by. */
export function headOf(
  sort: SortKey,
  descending: boolean,
): { key: string; label: string; order: string; icon: string }[] {
  return COLUMNS.map(({ key, label }) => ({
    key,
    label,
    order: key === sort ? (descending ? 'descending' : 'ascending') : 'none',
    icon: key === sort ? (descending ? 'utility:arrowdown' : 'utility:arrowup') : '',
  }));
}

export interface ShownRow {
  /** Key of the drawn row: what is typed into the search changes what stands in it, which is cheaper than a new one. */
  readonly place: number;
  readonly id: string;
  readonly name: string;
  /** Where it is held, or why it has no content yet. */
  readonly where: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly ends: string;
  readonly endsRelative: string;
  readonly endsUtc: string | undefined;
  readonly uses: readonly { readonly place: number; readonly name: string }[];
  /** `by Partner_API and 2 more`. */
  readonly usedBy: string;
  readonly responsible: string;
  readonly status: string;
  /** The word for it, with the day where it is waived. */
  readonly statusLabel: string;
  /** What the color of the bar says. */
  readonly life: string;
  readonly chosen: boolean;
  readonly chooseLabel: string;
  readonly rowClass: string;
}

/** A certificate in the words of the table. */
export function shown(
  row: CertificateRow,
  place: number,
  chosen: boolean,
  {
    now,
    settings,
    consumers,
  }: { readonly now: Date; readonly settings: ConsoleSettings; readonly consumers: Consumers },
): ShownRow {
  const end = row.Expires_At__c;
  const status = row.Is_Gone__c ? 'absent' : (row.Status__c ?? 'unknown');
  return {
    place,
    id: row.Id,
    name: row.Name,
    where: row.Pending__c ? `${row.Source_Label__c ?? ''}: ${row.Pending__c}` : (row.Source_Label__c ?? ''),
    from: row.Valid_From__c,
    to: end,
    ends: end ? day(end, now) : noDateLabel,
    endsRelative: end ? relativeDay(end, now) : '',
    endsUtc: utc(end),
    uses: usesOf(row).map((id, order) => ({ place: order, name: useName(id) })),
    usedBy: usedByWords(consumers.get(row.Id)?.names ?? []),
    responsible: row.Responsible__c ?? '',
    status,
    statusLabel: row.Is_Gone__c ? '' : certificateWord(row),
    // What somebody decided changes no date.
    life: status === 'waived' ? levelOfDates(row, settings, now) : status,
    chosen,
    chooseLabel: fill(selectLabel, row.Name),
    rowClass: chosen ? 'row slds-is-selected' : 'row',
  };
}

function usedByWords(users: readonly string[]): string {
  const rest = users.length - USERS;
  const named = listOf(users.slice(0, USERS));
  if (users.length === 0) return '';
  return rest > 0 ? fill(usedByMoreLabel, users.slice(0, USERS).join(', '), rest) : fill(usedByLabel, named);
}
