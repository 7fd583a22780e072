import { eachFinding, fitsPattern, plural } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate } from '@cert-health/core';
import { filterInventory } from '../named/filter-inventory.ts';
import { addCertificate } from './certificate-line.ts';
import { addFinding } from './finding.ts';
import { addHeader } from './header.ts';
import { addNotChecked, notCheckedLines } from './not-checked.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';

/** What a report says of one name. */
export interface Named {
  readonly findings: readonly Finding[];
  readonly certificates: readonly ReportCertificate[];
}

/**
 * What is about a certificate of a name, or about those that configuration of that name uses: API name, label, a pattern of
 * them with `*`, or the first digits of the fingerprint, in either case. Undefined: nothing has that name.
 */
export function named(report: HealthReport, name: string): Named | undefined {
  const is = (text: string | undefined): boolean => text !== undefined && fitsPattern(name, text);
  const { certificates, pending } = filterInventory(report, { name });
  const fingerprints = new Set(certificates.map(({ fingerprint }) => fingerprint));
  const findings = eachFinding(report.findings).filter(
    ({ certificate, holding, reference }) =>
      fingerprints.has(certificate ?? '') || is(holding?.name) || is(reference?.name) || is(reference?.label),
  );
  return certificates.length + findings.length + pending.length > 0 ? { findings, certificates } : undefined;
}

/** All that a report says of one certificate: what it is, what uses it, and every finding in full. */
export function oneCertificatePage(
  report: HealthReport,
  { findings, certificates }: Named,
  options: {
    readonly name: string;
    readonly inputs: readonly string[];
    readonly columns: number;
    readonly paint: Paint;
    readonly exitCode: number;
  },
): string {
  const page = new Page(options.columns, options.paint);
  addHeader(page, `${options.name}, in the certificate health of`, report, options.inputs, [
    findings.length === 0 ? 'no finding' : plural(findings.length, 'finding'),
  ]);
  for (const certificate of certificates) {
    page.blank();
    addCertificate(page, certificate, report, { symbol: '◆', word: 'HELD', paint: page.paint.dim });
  }
  const told = new Set<string>();
  for (const finding of findings) {
    page.blank();
    addFinding(page, finding, report, told);
  }
  const names = new Set(certificates.flatMap(({ holdings }) => holdings.map(({ name }) => name)));
  const about = report.notChecked.filter(({ subject }) => subject !== undefined && names.has(subject));
  const notChecked = notCheckedLines({ ...report, sources: [], notChecked: about });
  if (notChecked.length > 0) page.blank();
  addNotChecked(page, notChecked);
  page.blank();
  page.spread('', `exit ${options.exitCode} (of the whole report)`, (text) => text);
  return page.toString();
}
