import { isOpen } from './finding-status.ts';
import type { FindingStatus } from './finding-status.ts';

/** What of a finding decides how its certificate stands. */
export interface StandingFinding {
  readonly status: FindingStatus;
  readonly severity: string | null;
  /** ISO day on which its waiver ends; null: none is said. */
  readonly until: string | null;
}

/** How a certificate stands in the records. */
export interface CertificateStanding {
  readonly Status__c: string;
  readonly Open_Findings__c: number;
  readonly Waived_Until__c: string | null;
}

const worstFirst = ['critical', 'warning', 'info'];

/**
 * The worst that is open. What somebody decided to live with is neither open nor gone: where it is graver than what is open,
 * and that is a note at most, the certificate is waived, to the first end of its waivers. Nothing open is healthy only of
 * what could be read. The org does the same after a decision (CertificateStanding.cls).
 */
export function standingOf(findings: readonly StandingFinding[], isRead: boolean): CertificateStanding {
  const open = findings.filter(({ status }) => isOpen(status));
  const waived = findings.filter(({ status }) => status === 'waived');
  const worst = worstOf(open);
  const isWaived = waived.length > 0 && worst !== 'critical' && worst !== 'warning' && worstOf(waived) !== worst;
  const ends = waived.flatMap(({ until }) => until?.slice(0, 10) ?? []).sort();
  return {
    Status__c: isWaived ? 'waived' : (worst ?? (isRead ? 'healthy' : 'unknown')),
    Open_Findings__c: open.length,
    Waived_Until__c: isWaived ? (ends[0] ?? null) : null,
  };
}

function worstOf(findings: readonly StandingFinding[]): string | undefined {
  return worstFirst.find((severity) => findings.some((one) => one.severity === severity));
}
