import { recordObjects } from '@cert-health/core';
import type { Finding, HealthReport } from '@cert-health/core';
import type { Org } from '../org/org.ts';
import { daysAfter } from '../time/time.ts';
import { fillRotations, rotationObjects } from './fill-rotations.ts';
import { publish } from './publish.ts';
import { sampleReport } from './sample-report.ts';

const scannedBy = 'Morgan Reyes';

/**
 * Replaces the app's records by those of two scans, yesterday's and today's, so that there is something that changed, and of
 * some rotations.
 *
 * @returns how many records each object has now
 */
export function fillWithSample(org: Org, url: string, certificates: number): Record<string, number> {
  for (const object of rotationObjects) org.setRows(object, []);
  for (const object of recordObjects) {
    org.setRows(object, []);
    org.setRows(object.replace(/__c$/, '__History'), []);
  }
  if (certificates > 0) {
    const today = sampleReport(certificates, org.identity, url, org.now());
    publish(org, yesterday(today), scannedBy);
    publish(org, today, scannedBy);
    fillRotations(org);
  }
  return Object.fromEntries([...recordObjects, ...rotationObjects].map((object) => [object, org.rows(object).length]));
}

/** The same org a day before: some certificates were not there yet, others were warned about less or had another end. */
function yesterday(today: HealthReport): HealthReport {
  const before = daysAfter(new Date(today.generatedAt), -1).toISOString();
  const added = new Set(
    today.certificates.filter((_, index) => index % 40 === 7).map(({ fingerprint }) => fingerprint),
  );
  const findings = today.findings
    .filter(({ certificate = '' }, index) => !added.has(certificate) && index % 25 !== 3)
    .map((finding, index) =>
      finding.severity === 'critical' && index % 12 === 1 ? { ...finding, severity: 'warning' as const } : finding,
    );
  return {
    ...today,
    generatedAt: before,
    asOf: before,
    certificates: today.certificates.filter(({ fingerprint }) => !added.has(fingerprint)),
    uses: today.uses.filter(({ certificate }) => !added.has(certificate ?? '')),
    findings: [...findings, ...today.findings.slice(0, 1).map(settledSince)],
  };
}

/** Something that was wrong yesterday and is not any more. */
function settledSince(finding: Finding): Finding {
  return {
    ...finding,
    id: `weak-key/${finding.id}`,
    check: 'weak-key',
    severity: 'warning',
    title: 'Partners may refuse this key: RSA with 1,024 bits',
    docs: 'sf cert checks --explain weak-key',
  };
}
