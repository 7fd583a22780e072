import { standingOf as standingBy } from '@cert-health/core';
import type { StandingFinding } from '@cert-health/core';
import { sameId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import type { Call } from '../server/route.ts';
import { text } from './stored-rows.ts';

/**
 * How a certificate stands after somebody decided about one of its findings; undefined when that is as before. Source:
 * force-app/main/health/classes/CertificateStanding.cls.
 */
export function standingOf({ org }: Call, certificateId: string): Row | undefined {
  const certificate = org.rows('CertHealth_Certificate__c').find((row) => sameId(idOf(row), certificateId));
  if (certificate === undefined) return undefined;
  const findings = org
    .rows('CertHealth_Finding__c')
    .filter((row) => sameId(text(row, 'Certificate__c'), certificateId))
    .map((row): StandingFinding => ({
      status: text(row, 'Status__c') as StandingFinding['status'],
      severity: text(row, 'Severity__c') || null,
      until: text(row, 'Waived_Until__c') || null,
    }));
  const isRead = Boolean(certificate['Fingerprint__c']) && !certificate['Pending__c'];
  const standing = { ...standingBy(findings, isRead) };
  const same = Object.entries(standing).every(([field, value]) => (certificate[field] ?? null) === value);
  return same ? undefined : standing;
}
