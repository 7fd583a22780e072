import { baselineOf } from '@cert-health/core';
import type { Baseline, Finding } from '@cert-health/core';
import { readText } from './read-text.ts';
import { SettingsError } from './settings-error.ts';

/** What a former report found. */
export interface FormerReport {
  /** When that scan ran, ISO date-time. */
  readonly generatedAt: string;
  readonly findings: Baseline;
}

const severities: readonly unknown[] = ['critical', 'warning', 'info'];

/**
 * Reads a report that `sf cert health` wrote: a .json file of --output-file, or what --json printed.
 *
 * @throws {SettingsError}
 */
export function readBaseline(path: string): FormerReport {
  const report = reportIn(path);
  if (!report) {
    throw new SettingsError(
      `${path} is no report to compare with; give a .json file that "sf cert health --output-file" wrote.`,
    );
  }
  return { generatedAt: report.generatedAt, findings: baselineOf(report.findings) };
}

function reportIn(path: string): { generatedAt: string; findings: readonly Finding[] } | undefined {
  const document = parsed(path);
  const report = isRecord(document) && isRecord(document['result']) ? document['result'] : document;
  if (!isRecord(report) || report['schemaVersion'] !== '1') return undefined;
  const { generatedAt, findings } = report;
  if (typeof generatedAt !== 'string' || !Array.isArray(findings) || !findings.every(isFinding)) return undefined;
  return { generatedAt, findings };
}

function parsed(path: string): unknown {
  const content = readText(path, 'The baseline');
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is Finding {
  if (!isRecord(value)) return false;
  const { id, severity, status, parts = [] } = value;
  const isWhole = typeof id === 'string' && severities.includes(severity) && (status === 'open' || status === 'waived');
  return isWhole && Array.isArray(parts) && parts.every(isFinding);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
