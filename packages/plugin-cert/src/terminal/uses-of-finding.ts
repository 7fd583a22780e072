import { concerns } from '@cert-health/core';
import type { Finding, HealthReport, ReportUse } from '@cert-health/core';

/** What the certificate of a finding is used for, as far as the configuration that was read tells. */
export function usesOfFinding(finding: Finding, { uses }: HealthReport): readonly ReportUse[] {
  const { certificate, holding } = finding;
  return uses.filter((use) =>
    use.certificate === null
      ? holding !== undefined && use.name === holding.name
      : use.certificate === certificate && concerns(finding, use),
  );
}
