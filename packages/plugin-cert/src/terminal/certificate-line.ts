import { isHeldInWaiting, usedBy, when } from '@cert-health/core';
import type { HealthReport, ReportCertificate } from '@cert-health/core';
import { lifeBar } from './life-bar.ts';
import type { Page, Status } from './page.ts';

/** Adds one certificate in a few lines: what it is called, until when it lasts, what it is, and what uses it. */
export function addCertificate(page: Page, certificate: ReportCertificate, report: HealthReport, status: Status): void {
  const own = certificate.holdings.filter((one) => !one.chainMember);
  const names = new Set((own.length > 0 ? own : certificate.holdings).map((one) => one.name));
  const waits = isHeldInWaiting(certificate);
  page.head(status, [...names].join(', '), waits ? '' : lifeBar(certificate.lifetimeUsed, 10));
  page.body(`${certificate.subject} · ${waits ? 'waits for its signed chain' : ends(certificate, report)}`);
  page.body(`${keyOf(certificate)} · ${issuerOf(certificate)} · ${placesOf(certificate, report).join(', ')}`);
  const uses = report.uses.filter((use) => use.certificate === certificate.fingerprint);
  for (const line of usedBy(uses)) page.body(line);
}

function ends(certificate: ReportCertificate, report: HealthReport): string {
  const end = new Date(certificate.notAfter);
  const at = new Date(report.asOf);
  return `${end < at ? 'ended' : 'ends'} ${when(end, at)}`;
}

function keyOf({ key }: ReportCertificate): string {
  return [key.algorithm, key.curve ?? key.size].filter((part) => part !== undefined).join(' ');
}

function issuerOf(certificate: ReportCertificate): string {
  return certificate.selfSigned ? 'signed by itself' : `issued by ${certificate.issuer}`;
}

function placesOf(certificate: ReportCertificate, report: HealthReport): string[] {
  const label = (id: string): string => report.sources.find((source) => source.id === id)?.label ?? id;
  return [...new Set(certificate.holdings.map((one) => label(one.source)))];
}
