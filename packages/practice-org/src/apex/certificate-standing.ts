import { sameId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';
import { idOf } from '../org/row.ts';
import type { Call } from '../server/route.ts';
import { text } from './stored-rows.ts';

const worstFirst = ['critical', 'warning', 'info'];

/**
 * Status and number of open findings of a certificate, after somebody decided about one of them; undefined when they are
 * as before. Source: force-app/main/health/classes/CertificateStanding.cls.
 */
export function standingOf({ org }: Call, certificateId: string): Row | undefined {
  const certificate = org.rows('CertHealth_Certificate__c').find((row) => sameId(idOf(row), certificateId));
  if (certificate === undefined) return undefined;
  const counting = org
    .rows('CertHealth_Finding__c')
    .filter((row) => sameId(text(row, 'Certificate__c'), certificateId))
    .filter((row) => row['Status__c'] === 'open' || row['Status__c'] === 'acknowledged');
  const worst = worstFirst.find((severity) => counting.some((row) => row['Severity__c'] === severity));
  // What could not be read is never healthy.
  const isRead = Boolean(certificate['Fingerprint__c']) && !certificate['Pending__c'];
  const standing = { Status__c: worst ?? (isRead ? 'healthy' : 'unknown'), Open_Findings__c: counting.length };
  const same = Object.entries(standing).every(([field, value]) => certificate[field] === value);
  return same ? undefined : standing;
}
