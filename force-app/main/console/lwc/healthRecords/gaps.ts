import type { CoverageRow, CoverageStatus, Scanner } from './rows';
import { SERVERS } from './servers';

const DAY = 86_400_000;
/** How many days what was read counts as known, where the settings do not say. */
export const DEFAULT_STALE_AFTER = 7;

/**
 * Why something counts as not checked. `stale`: it was read, but too long ago. `undecided`: a check lacked something.
 * `unasked`: nobody asked for it; known it is not, but no scan failed in it.
 */
export type GapKind = 'denied' | 'failed' | 'stale' | 'undecided' | 'unasked';

/** Something that nobody knows about now. Checks that lack the same of the same subject are one entry. */
export interface Gap {
  readonly key: string;
  readonly kind: GapKind;
  /** Label of a place, name of a holding, or the check. */
  readonly what: string;
  /** Id of the source concerned. */
  readonly source?: string;
  readonly reason: string;
  readonly permission?: string;
  readonly checks: readonly string[];
  /** ISO date-time; undefined: never. */
  readonly lastReadAt?: string;
  /** ISO date-time of the scan that last said so. */
  readonly lastSeenAt?: string;
  readonly readBy?: Scanner;
}

/** Everything that counts as not checked: places first, then what checks could not decide, then what nobody asked for. */
export function gapsIn(
  coverage: readonly CoverageRow[],
  staleAfterDays: number | null | undefined,
  at = new Date(),
): Gap[] {
  const oldest = at.getTime() - (staleAfterDays ?? DEFAULT_STALE_AFTER) * DAY;
  const places = coverage
    .filter((row) => row.Kind__c === 'source')
    .flatMap((row) => {
      const kind = kindOf(row, oldest);
      return kind ? [gapOf(row, kind, [])] : [];
    });
  return [...places, ...checksOf(coverage, 'undecided', 'not-checked'), ...checksOf(coverage, 'unasked', 'not-asked')];
}

/** Whether something could not be looked at: what nobody asked for is another matter. */
export function isFailing({ kind }: Gap): boolean {
  return kind !== 'unasked';
}

/** Whether every place of the org was read, so that a use that nobody knows of is none. */
export function areUsesKnown(
  coverage: readonly CoverageRow[],
  staleAfterDays: number | null | undefined,
  at = new Date(),
): boolean {
  const isUnread = ({ kind, source = '' }: Gap): boolean =>
    (kind === 'denied' || kind === 'failed' || kind === 'stale') && !source.startsWith('network.');
  return (
    coverage.some((row) => row.Kind__c === 'source' && row.Status__c === 'read') &&
    !gapsIn(coverage, staleAfterDays, at).some(isUnread)
  );
}

/** Where it shows when somebody asked last, by the check that goes by the answer. */
const askedIn: Readonly<Record<string, string>> = { 'server-not-accepted': SERVERS, revoked: 'network.crl' };

function checksOf(coverage: readonly CoverageRow[], kind: GapKind, status: CoverageStatus): Gap[] {
  const open = coverage.filter((row) => row.Kind__c === 'check' && row.Status__c === status);
  const groups = Map.groupBy(open, (row) => `${row.Subject__c ?? ''}\0${row.Detail__c ?? ''}`);
  const places = new Map(coverage.filter((row) => row.Kind__c === 'source').map((row) => [row.Source__c ?? '', row]));
  return [...groups.values()].map((rows) => {
    const gap = gapOf(rows[0] as CoverageRow, kind, rows.map((row) => row.Check__c ?? '').filter(Boolean));
    const asked = kind === 'unasked' ? places.get(askedIn[gap.checks[0] ?? ''] ?? '') : undefined;
    return { ...gap, ...readingOf(asked) };
  });
}

function readingOf(row: CoverageRow | undefined): Pick<Gap, 'lastReadAt' | 'readBy'> {
  return {
    ...(row?.Last_Read_At__c ? { lastReadAt: row.Last_Read_At__c } : {}),
    ...(row?.Read_By__c ? { readBy: row.Read_By__c } : {}),
  };
}

function kindOf(row: CoverageRow, oldest: number): GapKind | undefined {
  if (row.Status__c === 'denied' || row.Status__c === 'failed') return row.Status__c;
  // What the org does not have cannot be missed; what was read long ago, or nobody knows when, can.
  if (row.Status__c !== 'read') return undefined;
  const read = Date.parse((row.Last_Read_At__c ?? '').replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return read >= oldest ? undefined : 'stale';
}

function gapOf(row: CoverageRow, kind: GapKind, checks: readonly string[]): Gap {
  return {
    key: row.Id,
    kind,
    what: row.Kind__c === 'check' ? (row.Subject__c ?? row.Name) : row.Name,
    ...(row.Source__c ? { source: row.Source__c } : {}),
    reason: row.Detail__c ?? '',
    ...(row.Permission__c ? { permission: row.Permission__c } : {}),
    checks,
    ...(row.Last_Seen_At__c ? { lastSeenAt: row.Last_Seen_At__c } : {}),
    ...readingOf(row),
  };
}
