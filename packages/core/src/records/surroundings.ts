import type { HealthReport } from '../health/report.ts';
import { isGap, SERVERS } from '../inventory/index.ts';
import { isTicked, rowsByKey, textOf } from './existing.ts';
import { momentIn } from './field-value.ts';
import { firstLookOf } from './first-look.ts';
import type { FirstLook } from './first-look.ts';
import { heldPlaces } from './held-places.ts';
import type { HeldPlaces } from './held-places.ts';
import { sourceCoverageKey } from './keys.ts';
import { lookedAt, storedSource } from './looked-at.ts';
import type { LookedAt } from './looked-at.ts';
import type { RecordValue } from './objects.ts';
import type { ExistingRow, ExistingRows } from './publication.ts';
import { useKey } from './use-row.ts';

/** What a row is planned against: the rows in the org by their keys, and what the scan looked at. */
export interface Surroundings {
  readonly certificates: ReadonlyMap<string, ExistingRow>;
  readonly uses: ReadonlyMap<string, ExistingRow>;
  readonly findings: ReadonlyMap<string, ExistingRow>;
  readonly coverage: ReadonlyMap<string, ExistingRow>;
  readonly places: HeldPlaces;
  readonly looked: LookedAt;
  /** What the scans before did not look at. */
  readonly first: FirstLook;
  /** Key of the certificate with this record Id. */
  keyOfCertificate(id: string): string | undefined;
  /** Key of the certificate that a row refers to. */
  certificateOf(row: ExistingRow | undefined): string | undefined;
  /** Whether a certificate is used (for this use) by something in a source that was not read. */
  isUsedUnseen(certificate: string, use?: string): boolean;
  /** Whether it is of a called server that something names which was not read: then nobody looked for it either. */
  isServerUnseen(source: string | null, certificate: string): boolean;
  /** Whether another scan read a place that this one could not. */
  readonly sawLess: boolean;
  /**
   * When a row that has ended was last there: its own word is up to a week late, but it was there whenever its source was
   * read before.
   */
  lastSeen(row: ExistingRow, source: string | null): { readonly Last_Seen_At__c?: RecordValue };
}

export function surroundingsOf(report: HealthReport, existing: ExistingRows): Surroundings {
  const certificates = rowsByKey(existing, 'CertHealth_Certificate__c');
  const uses = rowsByKey(existing, 'CertHealth_Use__c');
  const coverage = rowsByKey(existing, 'CertHealth_Coverage__c');
  const looked = lookedAt(report);
  const keysById = new Map(
    [...certificates].flatMap(([key, row]) => (typeof row['Id'] === 'string' ? [[row['Id'], key]] : [])),
  );
  const certificateOf = (row: ExistingRow | undefined): string | undefined =>
    keysById.get(textOf(row, 'Certificate__c') ?? '');
  // What the report names was seen, wherever: else a publication that is resumed would find more unseen than it began with.
  const seen = new Set(report.uses.map(useKey));
  const unseen = [...uses].flatMap(([key, row]) =>
    isTicked(row, 'Is_Gone__c') || seen.has(key) || looked.source(textOf(row, 'Source__c')) ? [] : [row],
  );
  const unseenByCertificate = Map.groupBy(unseen, certificateOf);
  const lastReads = new Map(
    report.sources.map(({ id }) => [
      storedSource(id),
      momentIn(coverage.get(sourceCoverageKey(id))?.['Last_Read_At__c']) ?? -Infinity,
    ]),
  );
  const now = momentIn(report.generatedAt) ?? Infinity;
  const isUsedUnseen: Surroundings['isUsedUnseen'] = (certificate, use) =>
    (unseenByCertificate.get(certificate) ?? []).some((row) => use === undefined || row['Use__c'] === use);
  const places = heldPlaces(report);
  return {
    certificates,
    uses,
    findings: rowsByKey(existing, 'CertHealth_Finding__c'),
    coverage,
    places,
    looked,
    first: firstLookOf(report, coverage, (use) => places.ofUse(use)?.key),
    keyOfCertificate: (id) => keysById.get(id),
    certificateOf,
    isUsedUnseen,
    isServerUnseen: (source, certificate) => source === SERVERS && isUsedUnseen(certificate),
    sawLess: report.sources.some(
      (source) => isGap(source) && textOf(coverage.get(sourceCoverageKey(source.id)), 'Last_Read_At__c') !== null,
    ),
    lastSeen(row, source) {
      const read = lastReads.get(source ?? '') ?? -Infinity;
      const told = momentIn(row['Last_Seen_At__c']) ?? -Infinity;
      return read < now && read > told ? { Last_Seen_At__c: new Date(read).toISOString() } : {};
    },
  };
}
