import { plural } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { addCertificate } from './certificate-line.ts';
import { addHeader } from './header.ts';
import { addNotChecked, notCheckedLines } from './not-checked.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';

export interface ListPageOptions {
  readonly inputs: readonly string[];
  readonly columns: number;
  readonly paint: Paint;
  /** Show the members of chains too. */
  readonly all: boolean;
}

/** The inventory for a terminal: soonest end first. */
export function listPage(report: HealthReport, options: ListPageOptions): string {
  const page = new Page(options.columns, options.paint);
  addHeader(page, 'Certificates of', report, options.inputs, [plural(report.summary.certificates, 'certificate')]);
  for (const certificate of report.certificates) {
    const own = certificate.holdings.filter((holding) => !holding.chainMember);
    if (own.length === 0 && !options.all) continue;
    page.blank();
    const keyHeld = own.some((holding) => holding.kind === 'keyPair');
    const word = own.length === 0 ? 'CHAIN' : keyHeld ? 'KEY PAIR' : 'TRUSTED';
    addCertificate(page, certificate, report, { symbol: keyHeld ? '◆' : '◇', word, paint: page.paint.dim });
  }
  for (const holding of report.pending) {
    page.blank();
    page.head({ symbol: '?', word: 'NO CONTENT', paint: page.paint.unknown }, holding.name);
    page.body(`${holding.label} · ${holding.reason}`);
  }
  if (report.sources.some((source) => source.status !== 'read')) page.blank();
  addNotChecked(page, notCheckedLines({ ...report, notChecked: [] }));
  return page.toString();
}
