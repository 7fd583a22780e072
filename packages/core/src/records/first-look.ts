import type { HealthReport } from '../health/report.ts';
import { textOf } from './existing.ts';
import { checkCoverageKey, sourceCoverageKey } from './keys.ts';
import { storedSource } from './looked-at.ts';
import type { ExistingRow } from './publication.ts';

/** What no scan before had looked at: what it finds there is new to the records, but not in the org. */
export interface FirstLook {
  /** Whether a source is read for the first time, by its id as rows hold it. */
  source(id: string | null): boolean;
  /** Whether a check, as a whole or about a subject, could not decide before. */
  check(id: string, subject: string | null): boolean;
  /** Whether something uses a certificate, by its key, in a source that is read for the first time. */
  use(certificate: string | null | undefined): boolean;
}

/**
 * @param coverage What the scans before looked at, by its keys; empty: there was none, and nothing to compare with.
 * @param certificateOf Key of the certificate that a use is of.
 */
export function firstLookOf(
  report: HealthReport,
  coverage: ReadonlyMap<string, ExistingRow>,
  certificateOf: (use: HealthReport['uses'][number]) => string | undefined,
): FirstLook {
  const sources = new Set(
    report.sources
      .filter(
        ({ id, status }) => status === 'read' && coverage.size > 0 && !wasRead(coverage.get(sourceCoverageKey(id))),
      )
      .map(({ id }) => storedSource(id)),
  );
  const used = new Set(
    report.uses
      .filter(({ reference }) => sources.has(storedSource(reference.source)))
      .map(certificateOf)
      .filter((key) => key !== undefined),
  );
  const lacked = (check: string, subject?: string): boolean =>
    ['not-checked', 'not-asked'].includes(textOf(coverage.get(checkCoverageKey(check, subject)), 'Status__c') ?? '');
  return {
    source: (id) => id !== null && sources.has(id),
    check: (id, subject) => lacked(id) || (subject !== null && lacked(id, subject)),
    use: (certificate) => certificate !== null && certificate !== undefined && used.has(certificate),
  };
}

function wasRead(row: ExistingRow | undefined): boolean {
  return textOf(row, 'Last_Read_At__c') !== null;
}
