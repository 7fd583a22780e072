import type { CoverageRow, Scanner } from './rows';

const DAY = 86_400_000;
/** How many days what was read counts as known, where the settings do not say. */
export const DEFAULT_STALE_AFTER = 7;

/** Why something counts as not checked. `stale`: it was read, but too long ago. `undecided`: a check lacked something. */
export type GapKind = 'denied' | 'failed' | 'stale' | 'undecided';

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
  readonly readBy?: Scanner;
}

/** Everything that counts as not checked: places first, then what checks could not decide. */
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
  const undecided = coverage.filter((row) => row.Kind__c === 'check' && row.Status__c === 'not-checked');
  const groups = Map.groupBy(undecided, (row) => `${row.Subject__c ?? ''}\0${row.Detail__c ?? ''}`);
  const checks = [...groups.values()].map((rows) =>
    gapOf(rows[0] as CoverageRow, 'undecided', rows.map((row) => row.Check__c ?? '').filter(Boolean)),
  );
  return [...places, ...checks];
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
    ...(row.Last_Read_At__c ? { lastReadAt: row.Last_Read_At__c } : {}),
    ...(row.Read_By__c ? { readBy: row.Read_By__c } : {}),
  };
}
