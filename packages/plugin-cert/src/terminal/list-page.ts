import { dayInRow, hasUse, isHeldInWaiting, listOf, plural, shortLabel, useById } from '@cert-health/core';
import type { HealthReport, ReportCertificate } from '@cert-health/core';
import type { InventoryFilter } from '../named/filter-inventory.ts';
import { addHeader } from './header.ts';
import { addNotChecked, notCheckedLines } from './not-checked.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { addWrappedTable } from './wrapped-table.ts';
import type { WrappedRow } from './wrapped-table.ts';

export interface ListPageOptions {
  readonly inputs: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  /** Show the members of chains too. */
  readonly all: boolean;
  /** What the certificates of the report were asked for by. */
  readonly filter?: InventoryFilter;
}

const columns = [
  { title: 'kind' },
  { title: 'name', wraps: true },
  { title: 'ends', wraps: true, alone: (end: string) => (/^\d/.test(end) ? `ends ${end}` : end) },
  { title: 'life', alone: (life: string) => `life ${life}` },
  { title: 'used for', wraps: true, alone: (use: string) => `for ${use}` },
  { title: 'issuer', wraps: true, alone: (issuer: string) => `issued by ${issuer}` },
  { title: 'held in', wraps: true, alone: (place: string) => `held in ${place}` },
] as const;

/** The inventory for a terminal: soonest end first, one row a certificate. */
export function listPage(report: HealthReport, options: ListPageOptions): string {
  const page = new Page(options.columns, options.paint);
  // Who gives the fingerprint of a chain's member means it.
  const all = options.all || options.filter?.name !== undefined;
  const shown = report.certificates.filter((certificate) => all || !isChainOnly(certificate));
  addHeader(page, 'Certificates of', report, options.inputs, countsOf(report, shown.length, options));
  const rows = [
    ...shown.map((certificate) => ({ cells: cellsOf(certificate, report), paint: page.paint.dim })),
    ...report.pending.map((holding) => ({
      cells: ['?', holding.name, holding.reason, '', '', '', labelOf(holding.source, report)],
      paint: page.paint.unknown,
    })),
  ] satisfies WrappedRow[];
  if (rows.length > 0) {
    page.blank();
    addWrappedTable(page, columns, rows);
  } else if (report.summary.certificates > 0) page.text('Nothing that was read is like that.');
  const notRead = notCheckedLines({ ...report, notChecked: [] });
  if (notRead.length > 0) page.blank();
  addNotChecked(page, notRead);
  return page.toString();
}

/** `34 certificates`; `3 of 34 certificates`, and what they were asked for by. */
function countsOf({ summary }: HealthReport, shown: number, { filter }: ListPageOptions): string[] {
  const total = plural(summary.certificates, 'certificate');
  const asked = filter ? wordsOf(filter) : [];
  return asked.length > 0 ? [`${shown} of ${total}`, ...asked] : [total];
}

function wordsOf({ name, uses, endsWithin }: InventoryFilter): string[] {
  return [
    ...(name === undefined ? [] : [`called "${name}"`]),
    ...(uses ? [`for ${uses.map((use) => useById(use).label).join(' or ')}`] : []),
    ...(endsWithin === undefined ? [] : [`ending within ${plural(endsWithin, 'day')}, or ended`]),
  ];
}

function isChainOnly({ holdings }: ReportCertificate): boolean {
  return holdings.every((one) => one.chainMember);
}

function cellsOf(certificate: ReportCertificate, report: HealthReport): string[] {
  const { holdings, notAfter, lifetimeUsed, issuer, selfSigned, fingerprint } = certificate;
  const own = holdings.filter((one) => !one.chainMember);
  const shown = own.length > 0 ? own : holdings;
  const waits = isHeldInWaiting(certificate);
  const uses = report.uses.filter((use) => use.certificate === fingerprint);
  return [
    kindOf(certificate),
    listOf([...new Set(shown.map(({ name }) => name))]),
    waits ? 'waits for its chain' : dayInRow(new Date(notAfter), new Date(report.asOf)),
    waits ? '' : shareOf(lifetimeUsed),
    [...new Set(uses.filter(hasUse).map(({ use }) => shortLabel(use)))].join(', '),
    selfSigned ? 'itself' : commonName(issuer),
    listOf([...new Set(shown.map(({ source }) => labelOf(source, report)))]),
  ];
}

/** Whether its key is held there, or it is only trusted; `chain`: it is there to vouch for another. */
function kindOf({ holdings }: ReportCertificate): string {
  const own = holdings.filter((one) => !one.chainMember);
  if (own.length === 0) return 'chain';
  return own.some(({ kind }) => kind === 'keyPair') ? 'key' : 'trusted';
}

/** Rounded down, so that 100 % means over and nothing else. */
function shareOf(used: number): string {
  return used >= 1 ? 'over' : `${Math.max(0, Math.floor(100 * used))} %`;
}

/** The common name, where there is one; the whole name is in the JSON and the CSV. */
function commonName(name: string): string {
  return /(?:^|, ?)CN=((?:\\.|[^,\\])+)/.exec(name)?.[1] ?? name;
}

function labelOf(id: string, { sources }: HealthReport): string {
  return sources.find((source) => source.id === id)?.label ?? id;
}
