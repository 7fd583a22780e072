import { parseCertificates } from '@cert-health/core';
import { alwaysThere, ORG_LIST, REPORT, SETTINGS } from './names.ts';
import type { ReportInEvidence } from './report-in.ts';
import { sha256Of } from './sums.ts';

/** What is in evidence, by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What of all evidence is not in the list of digests, one sentence each: nobody may leave it out. */
export function leftOut(sums: ReadonlyMap<string, string>): string[] {
  return alwaysThere
    .filter((name) => !sums.has(name))
    .map((name) => `${name} is not in the list of digests, and belongs to all evidence.`);
}

/** Whether report, settings, list of roots and certificates are of one scan; what is not, one sentence each. */
export function belonging(report: ReportInEvidence, files: Files): string[] {
  return [...settingsOf(report, files), ...orgListOf(report, files), ...certificatesOf(report, files)];
}

function settingsOf({ tool }: ReportInEvidence, files: Files): string[] {
  const settings = files.get(SETTINGS);
  const wanted = tool?.settings.sha256 ?? null;
  if (!settings) return wanted === null ? [] : [`${SETTINGS} is missing, and ${REPORT} went by a settings file.`];
  return sha256Of(settings) === wanted ? [] : [`${SETTINGS} is not the file that ${REPORT} went by.`];
}

function orgListOf({ tool }: ReportInEvidence, files: Files): string[] {
  const isNamed = (tool?.orgList ?? null) !== null;
  if (isNamed === files.has(ORG_LIST)) return [];
  return isNamed
    ? [`${ORG_LIST} is missing, and ${REPORT} went by a list of roots.`]
    : [`${ORG_LIST} is there, and ${REPORT} went by no list of roots.`];
}

function certificatesOf({ certificates }: ReportInEvidence, files: Files): string[] {
  const known = new Set(certificates.map(({ fingerprint }) => fingerprint));
  const there = new Set<string>();
  const strange: string[] = [];
  for (const [name, content] of files) {
    const [, fingerprint] = /^certificates\/(.+)\.pem$/.exec(name) ?? [];
    if (fingerprint === undefined) continue;
    there.add(fingerprint);
    if (!known.has(fingerprint) || fingerprintOf(content) !== fingerprint) strange.push(name);
  }
  const lacking = [...known].filter((fingerprint) => !there.has(fingerprint));
  return [
    ...strange.map((name) => `${name} is not a certificate of ${REPORT}.`),
    ...lacking.map((fingerprint) => `The certificate ${fingerprint} of ${REPORT} is missing.`),
  ];
}

function fingerprintOf(content: Uint8Array): string | undefined {
  try {
    const [certificate, ...more] = parseCertificates(content);
    return more.length === 0 ? certificate?.fingerprint : undefined;
  } catch {
    return undefined;
  }
}
