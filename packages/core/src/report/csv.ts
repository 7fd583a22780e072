import type { Finding } from '../findings/index.ts';
import type { HealthReport, ReportCertificate } from '../health/report.ts';
import { escapeCsv } from './escape.ts';
import { heldIn, keyOfHolding } from './held.ts';
import { unaskedOf, uncheckedOf } from './not-checked.ts';

const COLUMNS = [
  'row',
  'status',
  'check',
  'title',
  'due_on',
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
  'remedy',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * One flat table for spreadsheets (RFC 4180). The column `row` tells what a line is: `finding` soonest trouble first,
 * `certificate` for each held one that no finding is about, `pending`, `not checked` and `not asked`. Nothing is left out
 * but members of chains that are in order.
 */
export function toCsv(report: HealthReport): string {
  const certificates = new Map(report.certificates.map((certificate) => [certificate.fingerprint, certificate]));
  const judged = new Set(report.findings.flatMap(({ holding }) => (holding ? keyOfHolding(holding) : [])));
  const rows: Row[] = [
    ...report.findings.map((finding) => findingRow(finding, certificates.get(finding.certificate ?? ''))),
    ...heldIn(report)
      .filter(({ holding }) => !judged.has(keyOfHolding(holding)))
      .map(({ holding, certificate }): Row => ({
        row: 'certificate',
        status: 'no finding',
        source: holding.source,
        name: holding.name,
        ...certificateCells(certificate),
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
  ];
  const lines = rows.map((row) => COLUMNS.map((column) => escapeCsv(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function findingRow(finding: Finding, certificate: ReportCertificate | undefined): Row {
  return {
    row: 'finding',
    status: finding.status === 'waived' ? `${finding.severity} (waived)` : finding.severity,
    check: finding.check,
    title: finding.title,
    due_on: finding.dueOn ?? '',
    owner: finding.owner ?? '',
    waived_until: finding.waiver?.until ?? '',
    waiver: finding.waiver ? `${finding.waiver.reason} (${finding.waiver.owner})` : '',
    source: finding.holding?.source ?? '',
    name: finding.holding?.name ?? '',
    ...(certificate ? certificateCells(certificate) : {}),
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
