import { eachFinding } from '../findings/index.ts';
import type { Finding } from '../findings/index.ts';
import type { HealthReport, ReportCertificate, ReportUse } from '../health/report.ts';
import { escapeCsv } from './escape.ts';
import { levelOf, moverWords } from './headline.ts';
import { heldIn } from './held.ts';
import { keyOfHolding } from '../findings/holding-key.ts';
import { unaskedOf, uncheckedOf } from './not-checked.ts';
import { looseEndsOf } from './loose-ends.ts';
import { labelOfUse, usedBy, usesByFinding, whatBreaks, whereOf } from '../health/used-by.ts';

const COLUMNS = [
  'row',
  'status',
  'check',
  'title',
  'due_on',
  'use',
  'user',
  'consequence',
  'whose_move',
  'owner',
  'waived_until',
  'waiver',
  'source',
  'name',
  'subject',
  'issuer',
  'serial_number',
  'not_before',
  'not_after',
  'fingerprint',
  'used_by',
  'remedy',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * One flat table for spreadsheets (RFC 4180). The column `row` tells what a line is: `finding` soonest trouble first,
 * `certificate` for each held one that no finding is about, `pending`, `not checked`, `not asked`, and `reference` for what
 * names a certificate that is not known, or for a use that is not. Nothing is left out but members of chains that are in
 * order.
 */
export function toCsv(report: HealthReport): string {
  const certificates = new Map(report.certificates.map((certificate) => [certificate.fingerprint, certificate]));
  const usesOf = usesByFinding(report);
  const byCertificate = Map.groupBy(report.uses, ({ certificate }) => certificate);
  // A table has a line for each.
  const findings = eachFinding(report.findings);
  const judged = new Set(findings.flatMap(({ holding }) => (holding ? keyOfHolding(holding) : [])));
  const rows: Row[] = [
    ...findings.map((finding) => findingRow(finding, certificates.get(finding.certificate ?? ''), usesOf(finding))),
    ...heldIn(report)
      .filter(({ holding }) => !judged.has(keyOfHolding(holding)))
      .map(({ holding, certificate }): Row => ({
        row: 'certificate',
        status: 'no finding',
        source: holding.source,
        name: holding.name,
        ...certificateCells(certificate),
        used_by: usedBy(byCertificate.get(certificate.fingerprint) ?? []).join('; '),
      })),
    ...report.pending.map(({ source, name, reason, subject = '', expirationDate = '' }): Row => ({
      row: 'pending',
      status: reason,
      source,
      name,
      subject,
      not_after: expirationDate,
    })),
    ...uncheckedOf(report).map(({ what, reason, permission, checks }): Row => ({
      row: 'not checked',
      status: permission ? `${reason} Permission: ${permission}` : reason,
      check: checks.join(' '),
      name: what,
    })),
    ...unaskedOf(report).map(({ what, reason, check }): Row => ({
      row: 'not asked',
      status: reason,
      check,
      name: what,
    })),
    ...looseEndsOf(report).map(({ name, where, place, what, use }): Row => ({
      row: 'reference',
      status: what,
      title: place,
      source: use.reference.source,
      name,
      fingerprint: use.certificate ?? '',
      used_by: where,
    })),
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => escapeCsv(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function findingRow(finding: Finding, certificate: ReportCertificate | undefined, uses: readonly ReportUse[]): Row {
  return {
    row: 'finding',
    status: `${levelOf(finding.severity)}${finding.status === 'waived' ? ' (waived)' : ''}`,
    check: finding.check,
    title: finding.title,
    due_on: finding.dueOn ?? '',
    use: [...new Set(uses.map(({ use }) => (use === null ? 'not known' : labelOfUse(use))))].join('; '),
    user: [...new Set(uses.map(whereOf))].join('; '),
    consequence: finding.consequence ?? whatBreaks(uses, ''),
    whose_move: finding.move === undefined ? '' : moverWords[finding.move],
    owner: finding.owner ?? '',
    waived_until: finding.waiver?.until ?? '',
    waiver: finding.waiver ? `${finding.waiver.reason} (${finding.waiver.owner})` : '',
    source: finding.holding?.source ?? '',
    name: finding.holding?.name ?? '',
    ...(certificate ? certificateCells(certificate) : {}),
    used_by: usedBy(uses).join('; '),
    remedy: finding.remedy,
  };
}

function certificateCells(certificate: ReportCertificate): Row {
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    serial_number: certificate.serialNumber,
    not_before: certificate.notBefore,
    not_after: certificate.notAfter,
    fingerprint: certificate.fingerprint,
  };
}
