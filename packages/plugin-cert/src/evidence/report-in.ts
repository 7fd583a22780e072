import type { HealthReport } from '@cert-health/core';

/** What verifying reads of a report. */
export type ReportInEvidence = Pick<HealthReport, 'org' | 'asOf' | 'generatedAt' | 'summary' | 'tool' | 'certificates'>;

/** The report that lies in evidence, whoever wrote it; undefined: it is none. */
export function reportIn(bytes: Uint8Array | undefined): ReportInEvidence | undefined {
  try {
    const report: unknown = JSON.parse(Buffer.from(bytes ?? '').toString('utf8'));
    return isReport(report) ? report : undefined;
  } catch {
    return undefined;
  }
}

function isReport(value: unknown): value is ReportInEvidence {
  if (!isRecord(value) || value['schemaVersion'] !== '1') return false;
  const { org, asOf, generatedAt, summary, tool, certificates } = value;
  return (
    [asOf, generatedAt].every(isText) &&
    (org === null || (isRecord(org) && isText(org['id']) && isText(org['username']))) &&
    isRecord(summary) &&
    isText(summary['status']) &&
    (tool === undefined || (isRecord(tool) && isTool(tool))) &&
    Array.isArray(certificates) &&
    certificates.every((one: unknown) => isRecord(one) && isText(one['fingerprint']))
  );
}

function isTool({ version, settings, orgList }: Record<string, unknown>): boolean {
  if (!isText(version) || !isRecord(settings)) return false;
  const { sha256 } = settings;
  return (sha256 === null || isText(sha256)) && (orgList === null || isRecord(orgList));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
