import { certificateToPem, reportFormats, toCheckResultsCsv, toKeysCsv } from '@cert-health/core';
import type { Certificate, HealthReport, ReportOptions, TrustStore } from '@cert-health/core';
import type { FullScan } from '../scan/scan.ts';
import { EvidenceError } from './evidence-error.ts';
import { certificateFile, CHECKS, KEYS, ORG_LIST, README, REPORT, SETTINGS } from './names.ts';
import { sha256Of } from './sums.ts';

/** Formats of the report that a person or another tool would open. */
const formats = [
  [REPORT, 'JSON'],
  ['report.html', 'HTML'],
  ['report.csv', 'CSV'],
] as const;

/**
 * What evidence consists of: the report, every check on every certificate with its result, what is known of its key, the
 * certificates themselves, the list of roots and the settings that it was judged by.
 *
 * @param settings The octets of the settings file; undefined: there was none.
 * @throws {EvidenceError} when it is no longer the file that the scan went by.
 */
export function contentsOf(
  { report, results, inventory, trustStore }: FullScan,
  { settings, options }: { readonly settings?: Uint8Array | undefined; readonly options: ReportOptions },
): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([[README, readme(report)]]);
  for (const [file, name] of formats) {
    const format = reportFormats.find((one) => one.name === name);
    if (format) files.set(file, format.write(report, options));
  }
  files.set(CHECKS, toCheckResultsCsv(results));
  files.set(KEYS, toKeysCsv(inventory));
  for (const certificate of certificatesIn(inventory)) {
    files.set(certificateFile(certificate.fingerprint), certificateToPem(certificate));
  }
  if (trustStore) files.set(ORG_LIST, listOfRoots(trustStore));
  if (settings && sha256Of(settings) !== report.tool?.settings.sha256) {
    throw new EvidenceError(
      'The settings file changed while the scan ran, so that no evidence was written; scan again.',
    );
  }
  if (settings) files.set(SETTINGS, settings);
  return files;
}

function certificatesIn({ holdings }: FullScan['inventory']): Certificate[] {
  const all = holdings.flatMap(({ certificates }) => certificates);
  return [...new Map(all.map((one) => [one.fingerprint, one])).values()].sort((a, b) =>
    a.fingerprint < b.fingerprint ? -1 : 1,
  );
}

function listOfRoots({ anchors }: TrustStore): string {
  const rows = anchors.map(({ name, fingerprints: { sha256, sha1, md5 } }) =>
    [sha256 ?? '', sha1 ?? '', md5 ?? '', `"${name.replaceAll('"', '""')}"`].join(','),
  );
  return ['sha256,sha1,md5,name', ...rows, ''].join('\r\n');
}

function readme({ org, asOf, generatedAt, tool }: HealthReport): string {
  return `Evidence of Certificate Health for Salesforce ${tool?.version ?? ''}

Judged:   ${org ? `the org ${org.instanceUrl} (${org.id}), read with the rights of ${org.username}` : 'a project or files'}
As of:    ${asOf}
Read at:  ${generatedAt}

report.json, report.html, report.csv   what was found, and where nothing could be looked at
checks.csv                             every check on every certificate: passed, failed, undecided, not-applicable, off
keys.csv                               what is known of private keys: exportable or not, made where; and what is not
certificates/                          the certificates, each under its SHA-256 fingerprint
org-list.csv                           the list of roots that it was judged by, where one was given
settings.yml                           the settings file, where there was one
SHA256SUMS                             the SHA-256 of every file
SHA256SUMS.sig, signer.pem             its signature and the public key, where it was signed

By what it was judged stands under "tool" in report.json: version, day of the rules, lists of roots, thresholds in force,
and what no API shows ("neverRead").

Verify it:
  sf cert evidence verify FILE.zip --key signer-public-key.pem
or with other tools, in the folder that it was unpacked to:
  sha256sum -c SHA256SUMS
  openssl dgst -sha256 -verify signer-public-key.pem -signature SHA256SUMS.sig SHA256SUMS     (RSA and EC keys)
  openssl pkeyutl -verify -pubin -inkey signer-public-key.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig     (Ed25519)
sha256sum looks at the files that are listed only: whatever else lies beside them is not part of the evidence.
Take the public key from the signer, not from this file: whoever changes the one can change the other.
`;
}
