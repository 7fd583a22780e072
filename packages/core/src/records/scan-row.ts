import type { HealthReport } from '../health/report.ts';
import { judgedByInWords } from '../health/judged-by-words.ts';
import { isUnasked } from '../findings/index.ts';
import { isGap } from '../inventory/index.ts';
import { jsonWithin } from './json-text.ts';
import type { FieldsOf } from './objects.ts';
import type { PublicationCounts, PublicationOptions, ScanChanges } from './publication.ts';

type ScanFields = FieldsOf<'CertHealth_Scan__c'>;

const LONGEST_FORECAST = 131_072;

/** A scan that is being published. All it says is there from the start, so that one that was cut short can be resumed. */
export function scanFields(report: HealthReport, { origin, scannedBy }: PublicationOptions): ScanFields {
  const { summary, forecast, notChecked, sources, tool } = report;
  return {
    Scanned_At__c: report.generatedAt,
    As_Of__c: report.asOf,
    Scanned_By__c: scannedBy,
    Origin__c: origin,
    Status__c: summary.status,
    Certificates__c: summary.certificates,
    Critical__c: summary.findings.critical,
    Warnings__c: summary.findings.warning,
    Notes__c: summary.findings.info,
    Waived__c: summary.findings.waived,
    Not_Checked__c: sources.filter(isGap).length + notChecked.filter((one) => !isUnasked(one)).length,
    Next_Expiry__c: summary.nextExpiry,
    Judged_By__c: tool ? judgedByText(tool) : null,
    Forecast__c: forecast ? jsonWithin(forecast, LONGEST_FORECAST) : null,
  };
}

/** One line each. */
function judgedByText(tool: NonNullable<HealthReport['tool']>): string {
  return judgedByInWords(tool)
    .map(({ term, says }) => `${term}: ${says}`)
    .join('\n');
}

/** What the scan changed, as its row keeps it. */
export function changeFields(changes: ScanChanges, counts: PublicationCounts): ScanFields {
  return {
    New_Findings__c: counts.appeared,
    Worse_Findings__c: counts.worse,
    Resolved_Findings__c: counts.resolved,
    Changes__c: JSON.stringify(changes),
  };
}
