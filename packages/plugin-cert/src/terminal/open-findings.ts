import type { Finding, HealthReport } from '@cert-health/core';

/** What is open, shown or not: a finding that a former report had too is no better for that. */
export function openFindings({ findings, decisions }: HealthReport): Finding[] {
  return [...findings.filter(({ status }) => status === 'open'), ...(decisions?.known?.findings ?? [])];
}
