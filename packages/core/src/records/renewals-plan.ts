import type { HealthReport } from '../health/report.ts';
import { nameOfHolding } from '../inventory/index.ts';
import { keyWords } from './certificate-row.ts';
import type { WantedRow } from './difference.ts';
import { textOf } from './existing.ts';
import type { HeldPlace } from './held-places.ts';
import { recordKey, scanKey } from './keys.ts';
import type { ExistingRow, PublicationOptions } from './publication.ts';
import type { Surroundings } from './surroundings.ts';

type RenewalRow = WantedRow<'CertHealth_Renewal__c'>;

/** One row for each place that holds another certificate than the one that a scan last read there. */
export function planRenewals(
  report: HealthReport,
  { places, certificates }: Pick<Surroundings, 'places' | 'certificates'>,
  { scannedBy }: Pick<PublicationOptions, 'scannedBy'>,
): RenewalRow[] {
  return places.all.flatMap((place) => {
    const row = certificates.get(place.key);
    const before = lastRead(row);
    const now = place.holding.pendingSignature ? undefined : place.certificate;
    if (before === null || !now || now.fingerprint === before) return [];
    return [renewalOf(place, now, { before, row, report, scannedBy })];
  });
}

/**
 * What was last read there. A scan that sees dates only empties the fingerprint of what was replaced; what waits for its signed
 * chain holds a stand-in, which is no certificate that anybody renews.
 */
function lastRead(row: ExistingRow | undefined): string | null {
  const isWaiting = textOf(row, 'Pending__c') !== null;
  return textOf(row, 'Known_Fingerprint__c') ?? (isWaiting ? null : textOf(row, 'Fingerprint__c'));
}

function renewalOf(
  { key, holding }: HeldPlace,
  now: NonNullable<HeldPlace['certificate']>,
  seen: { before: string; row: ExistingRow | undefined; report: HealthReport; scannedBy: string },
): RenewalRow {
  const { before, row, report, scannedBy } = seen;
  const isItsEnd = textOf(row, 'Fingerprint__c') === before;
  return {
    object: 'CertHealth_Renewal__c',
    // One place may go back and forth between two certificates: each time is a renewal of its own.
    key: recordKey([key, report.generatedAt]),
    certificate: key,
    fields: {
      Certificate_Name__c: nameOfHolding(holding),
      Source_Label__c: report.sources.find(({ id }) => id === holding.source)?.label ?? holding.source,
      Old_Fingerprint__c: before,
      Old_Expires_At__c: isItsEnd ? textOf(row, 'Expires_At__c') : null,
      New_Fingerprint__c: now.fingerprint,
      New_Valid_From__c: now.notBefore,
      New_Expires_At__c: now.notAfter,
      New_Issuer__c: now.issuer,
      New_Key__c: keyWords(now),
      Seen_At__c: report.generatedAt,
      Seen_By__c: scannedBy,
      Scan_Key__c: scanKey(report.org?.id ?? '', report.generatedAt),
    },
  };
}
