import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { HealthReport } from '@cert-health/core';
import { PublishError } from './publish-error.ts';

const isText = (value: unknown): boolean => typeof value === 'string';
const isMoment = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const lists: Readonly<Record<string, (entry: Readonly<Record<string, unknown>>) => boolean>> = {
  sources: ({ id, status }) => isText(id) && isText(status),
  certificates: ({ fingerprint, notAfter, key, holdings, chain, subjectAltNames, extendedKeyUsage }) =>
    isText(fingerprint) &&
    isMoment(notAfter) &&
    isRecord(key) &&
    [holdings, chain, subjectAltNames, extendedKeyUsage].every((list) => Array.isArray(list)),
  pending: ({ source, name, reason }) => [source, name, reason].every(isText),
  uses: ({ use, name, reference }) => (use === null || isText(use)) && isText(name) && isRecord(reference),
  findings: ({ id, check, severity, status, title }) => [id, check, severity, status, title].every(isText),
  notChecked: ({ check, reason }) => isText(check) && isText(reason),
  decided: ({ check, except = [], ownOnly = [] }) => isText(check) && Array.isArray(except) && Array.isArray(ownOnly),
};
/** Reports of earlier versions are without; then nothing in them is taken for decided. */
const mayBeMissing: readonly string[] = ['decided'];

/**
 * A report that `sf cert health` wrote: what `--json` printed, its `result`, or a .json file of `--output-file`. `-` is the
 * standard input.
 *
 * @throws {PublishError}
 */
export async function readReport(path: string): Promise<HealthReport> {
  const name = path === '-' ? 'What came on the standard input' : path;
  const document = parsed(await textOf(path), name);
  const report = isRecord(document) && isRecord(document['result']) ? document['result'] : document;
  if (isRecord(document) && isText(document['commandName'])) {
    throw unusable(`${name} is an error of "sf cert health", not a report; scan again.`);
  }
  const problem = problemOf(report);
  if (problem !== undefined) throw unusable(`${name} ${problem}`);
  return report as HealthReport;
}

async function textOf(path: string): Promise<string> {
  try {
    return await (path === '-' ? text(process.stdin) : readFile(path, 'utf8'));
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw unusable(
      code === 'ENOENT' ? `${path} does not exist; check the path.` : `${path} could not be read (${code}).`,
    );
  }
}

function parsed(content: string, name: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    throw unusable(`${name} is no JSON; give what "sf cert health --json" printed, or a .json file of --output-file.`);
  }
}

function problemOf(report: unknown): string | undefined {
  const other = 'is no report of "sf cert health --json"';
  if (!isRecord(report) || report['schemaVersion'] === undefined) return `${other}.`;
  if (report['schemaVersion'] !== '1')
    return `is a report of another version (${JSON.stringify(report['schemaVersion'])}); update the plugin.`;
  if (!isMoment(report['generatedAt']) || !isMoment(report['asOf']) || !isSummary(report['summary'])) {
    return `${other}: it does not say when it was made, or what it came to.`;
  }
  const { org } = report;
  if (org !== null && !(isRecord(org) && isText(org['id']))) return `${other}: it does not say of which org.`;
  for (const [field, isEntry] of Object.entries(lists)) {
    const list = report[field];
    if (list === undefined && mayBeMissing.includes(field)) continue;
    if (!Array.isArray(list)) return `${other}: its list "${field}" is missing.`;
    const wrong = list.findIndex((entry) => !isRecord(entry) || !isEntry(entry));
    if (wrong >= 0) return `${other}: entry ${wrong + 1} of its list "${field}" cannot be understood.`;
  }
  return undefined;
}

function isSummary(value: unknown): boolean {
  return isRecord(value) && isText(value['status']) && isRecord(value['findings']) && isRecord(value['sources']);
}

function unusable(message: string): PublishError {
  return new PublishError(message, true);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
