import type { CertificateRow } from 'c/healthRecords';
import { lifetimeUsed, momentIn, statusWords } from 'c/wording';
import { searchFor } from './searchedText';
import type { Consumers } from './searchedText';

export { consumersOf } from './searchedText';
export type { Consumers } from './searchedText';

export type SortKey = 'name' | 'life' | 'ends' | 'uses' | 'responsible' | 'status';

/** What of the certificates is shown, and in which order. An empty one shows all that are in the org, soonest end first. */
export interface CertificateFilter {
  readonly text?: string;
  /** Statuses joined by `;`. */
  readonly status?: string;
  /** Uses joined by `;`: any of them will do. */
  readonly use?: string;
  readonly responsible?: string;
  /** Id of the source, such as `org.certificates`. */
  readonly source?: string;
  /** Ends within so many days, ended ones included. */
  readonly within?: number;
  /** Certificates that are no longer in the org too. */
  readonly gone?: boolean;
  readonly sort?: SortKey;
  readonly descending?: boolean;
}

/** Stands for "nobody" among the responsible and for "nothing" among the uses; no person or use goes by that name. */
export const NONE = '-';

const DAY = 86_400_000;
const TEXTS = ['text', 'status', 'use', 'responsible', 'source'] as const;

/** Ids of the uses of a certificate. */
export function usesOf({ Uses__c: uses }: Pick<CertificateRow, 'Uses__c'>): string[] {
  return (uses ?? '').split(';').filter(Boolean);
}

function endOf(row: CertificateRow): number | undefined {
  return momentIn(row.Expires_At__c)?.getTime();
}

const sortKeys: Readonly<Record<SortKey, (row: CertificateRow, at: Date) => string | number | undefined>> = {
  name: (row) => row.Name,
  life: (row, at) => lifetimeUsed(row.Valid_From__c, row.Expires_At__c, at),
  ends: endOf,
  uses: (row) => usesOf(row).length || undefined,
  responsible: (row) => row.Responsible__c || undefined,
  status: (row) => statusWords(row.Status__c).rank,
};

/** A filter as an address keeps it: `{status: 'critical', gone: 'true'}`. */
export type FilterState = Readonly<Record<string, string>>;

/** What is set of a filter, in a fixed order. */
export function stateOfFilter(filter: CertificateFilter): FilterState {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined && value !== '' && value !== false)
      .map(([key, value]): [string, string] => [key, String(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Reads what `stateOfFilter` wrote; what it does not know is left out, as an address may be typed by hand. */
export function filterIn(state: FilterState = {}): CertificateFilter {
  const { within = '', gone, sort = '', descending } = state;
  return {
    ...Object.fromEntries(TEXTS.flatMap((key) => (state[key] ? [[key, state[key]]] : []))),
    ...(/^\d{1,5}$/.test(within) ? { within: Number(within) } : {}),
    ...(gone === 'true' ? { gone: true } : {}),
    ...(Object.hasOwn(sortKeys, sort) ? { sort: sort as SortKey } : {}),
    ...(descending === 'true' ? { descending: true } : {}),
  };
}

export function isSameFilter(a: CertificateFilter, b: CertificateFilter): boolean {
  return JSON.stringify(stateOfFilter(a)) === JSON.stringify(stateOfFilter(b));
}

/** The rows that a filter lets through, sorted. Rows that lack what is sorted by come last in both directions. */
export function filterRows(
  rows: readonly CertificateRow[],
  filter: CertificateFilter,
  at: Date,
  consumers: Consumers = new Map(),
): CertificateRow[] {
  const isMeant = searchFor(filter.text ?? '', consumers);
  const statuses = (filter.status ?? '').split(';').filter(Boolean);
  const uses = usesOf({ Uses__c: filter.use ?? '' });
  const latest = filter.within === undefined ? undefined : at.getTime() + filter.within * DAY;
  const found = rows.filter(
    (row) =>
      (filter.gone === true || row.Is_Gone__c !== true) &&
      (statuses.length === 0 || statuses.includes(row.Status__c ?? 'unknown')) &&
      (uses.length === 0 || isUsedFor(row, uses)) &&
      (!filter.responsible || (row.Responsible__c ?? NONE) === filter.responsible) &&
      (!filter.source || row.Source__c === filter.source) &&
      (latest === undefined || (endOf(row) ?? Infinity) <= latest) &&
      isMeant(row),
  );
  return sortRows(found, filter, at);
}

function isUsedFor(row: CertificateRow, uses: readonly string[]): boolean {
  const own = usesOf(row);
  return uses.some((use) => (use === NONE ? own.length === 0 : own.includes(use)));
}

function sortRows(
  rows: CertificateRow[],
  { sort = 'ends', descending = false }: CertificateFilter,
  at: Date,
): CertificateRow[] {
  const keyed = rows.map((row) => ({ row, key: sortKeys[sort](row, at) }));
  const way = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
    return way * compare(a.key, b.key) || compare(a.row.Name, b.row.Name);
  });
  return keyed.map(({ row }) => row);
}

const compareText = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;

function compare(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b));
}
