import type { HealthReport, ReportCertificate, ReportHolding } from '../health/report.ts';
import { usedBy } from '../health/used-by.ts';
import { isGap } from '../inventory/index.ts';
import { withoutKeysIn } from '../secrets/index.ts';
import { escapeCsv } from './escape.ts';

const COLUMNS = [
  'row',
  'name',
  'label',
  'kind',
  'source',
  'not_before',
  'not_after',
  'used_by',
  'subject',
  'issuer',
  'serial_number',
  'key',
  'fingerprint',
  'problem',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/** What an inventory is written from. */
export type Listed = Pick<HealthReport, 'certificates' | 'pending' | 'sources' | 'uses'>;

/**
 * The inventory as one flat table for spreadsheets (RFC 4180), without a judgment. `row` tells what a line is: `certificate`,
 * `chain` for one that is held only to vouch for another, `pending` for a holding without a certificate, and `not read` for a
 * place that could not be read.
 */
export function toInventoryCsv(report: Listed): string {
  const { certificates, pending, sources, uses } = withoutKeysIn(report);
  const byCertificate = Map.groupBy(uses, ({ certificate }) => certificate);
  const rows: Row[] = [
    ...certificates.flatMap((certificate) =>
      certificate.holdings.map((holding) => ({
        ...holdingCells(holding, holding.chainMember ? 'chain' : 'certificate'),
        ...certificateCells(certificate),
        used_by: holding.chainMember ? '' : usedBy(byCertificate.get(certificate.fingerprint) ?? []).join('; '),
      })),
    ),
    ...pending.map(({ reason, subject = '', expirationDate = '', ...holding }) => ({
      ...holdingCells(holding, 'pending'),
      subject,
      not_after: expirationDate,
      problem: reason,
    })),
    ...sources
      .filter(isGap)
      .map(({ id, label, detail }) => ({ row: 'not read', name: label, source: id, problem: detail })),
  ];
  const lines = rows.map((row: Row) => COLUMNS.map((column) => escapeCsv(row[column] ?? '')).join(','));
  return [COLUMNS.join(','), ...lines, ''].join('\r\n');
}

function holdingCells({ name, label, kind, source }: ReportHolding, row: string): Row {
  return { row, name, label, kind, source };
}

function certificateCells(certificate: ReportCertificate): Row {
  const { notBefore, notAfter, subject, issuer, serialNumber, key, fingerprint } = certificate;
  return {
    not_before: notBefore,
    not_after: notAfter,
    subject,
    issuer,
    serial_number: serialNumber,
    key: [key.algorithm, key.curve ?? key.size ?? ''].join(' ').trim(),
    fingerprint,
  };
}
