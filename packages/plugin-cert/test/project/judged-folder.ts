import type { TestContext } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { HealthReport, ReportUse } from '@cert-health/core';
import { issue } from '../fixtures/issue.ts';
import { certificateMeta } from '../fixtures/folder.ts';
import { readFolder } from './read-folder.ts';

const at = new Date('2026-12-01T00:00:00Z');

/** The report of a folder with these files, as of 1 December 2026. */
export async function judgedFolder(
  test: Pick<TestContext, 'after'>,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<HealthReport> {
  const { sources, holdings, references } = await readFolder(test, files);
  return evaluate({ org: null, sources, holdings, references }, { at, generatedAt: at });
}

/** Files of certificates of the project, each valid for years. */
export async function certificateFiles(
  names: readonly string[],
  dnsNames?: readonly string[],
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of names) {
    const { pem } = await issue({
      name,
      from: '2026-06-01',
      days: 1000,
      ...(dnsNames ? { dnsNames, purposes: ['serverAuth'] } : {}),
    });
    files[`certs/${name}.crt`] = pem;
    files[`certs/${name}.crt-meta.xml`] = certificateMeta({ masterLabel: name });
  }
  return files;
}

/** `Name field → target resolved`, one for each entry of `uses[]`. */
export function usesIn({ uses }: Pick<HealthReport, 'uses'>): string[] {
  return uses.map((use) => lineOf(use)).sort();
}

function lineOf({ use, reference, target, resolved }: ReportUse): string {
  return `${reference.name} ${reference.field} → ${target ?? '(none)'} ${String(resolved)} ${use ?? 'no use'}`;
}

/** Everything that a report says to people. */
export function wordsOf(report: HealthReport): string {
  const findings = report.findings.map(({ title, detail, remedy }) => `${title} ${detail} ${remedy}`);
  const breaks = report.uses.map((use) => use.breaks ?? '');
  const notChecked = report.notChecked.map(({ subject = '', reason }) => `${subject} ${reason}`);
  return [...findings, ...breaks, ...notChecked].join('\n');
}
