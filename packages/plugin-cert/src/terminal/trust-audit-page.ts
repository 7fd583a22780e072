import {
  digicertGlobalRootG2,
  dayOf,
  isoDay,
  keystoreNames,
  listOf,
  momentOf,
  plural,
  severityWords,
} from '@cert-health/core';
import { Page } from './page.ts';
import type { Status } from './page.ts';
import type { Paint } from './paint.ts';
import type { AuditFinding } from '../trust/caller-trust-audit.ts';
import type { AuditedCertificate, CallerTrustAudit } from '../trust/caller-trust-audit.ts';
import { shortPrint } from './trust-store-lines.ts';

export interface AuditPageOptions {
  readonly columns: number;
  readonly paint: Paint;
  /** List everything: missing roots, notes, and what is in order. */
  readonly all: boolean;
  readonly exitCode: number;
}

/** Certificates that are listed with a finding unless all are asked for. */
const shownOf = 5;
const indent = 15;

/** The audit of a caller's store for a terminal: the answer first, then what is wrong, then what to do. */
export function auditPage(audit: CallerTrustAudit, options: AuditPageOptions): string {
  const page = new Page(options.columns, options.paint);
  const at = new Date(audit.asOf);
  page.spread(audit.store.label, `as of ${momentOf(at)}`);
  page.text(headline(audit, at));
  for (const note of audit.store.notes) page.text(note, page.paint.dim);
  page.blank();
  addAnswer(page, audit, at);
  for (const finding of audit.findings) {
    if (finding.id === 'salesforce-not-trusted' || (finding.severity === 'info' && !isShown(finding, options)))
      continue;
    page.blank();
    addFinding(page, finding, audit, options.all);
  }
  addNotChecked(page, audit);
  if (options.all) addInOrder(page, audit);
  page.blank();
  const hidden = audit.findings.filter((finding) => finding.severity === 'info' && !isShown(finding, options)).length;
  if (hidden > 0) page.text(`Run with --all to see ${plural(hidden, 'note')} and every certificate.`, page.paint.dim);
  page.spread(`Next: ${nextOf(audit)}`, `exit ${options.exitCode}`, (text) => text);
  return page.toString();
}

function headline({ store, comparedWith }: CallerTrustAudit, at: Date): string {
  const kinds = {
    ...keystoreNames,
    folder: 'folder',
    certificates: 'certificate file',
  };
  const kind = store.format in kinds ? kinds[store.format as keyof typeof kinds] : store.format;
  const date = comparedWith.date === null ? '' : ` of ${dayOf(new Date(comparedWith.date), at)}`;
  return `${kind} · ${plural(store.anchors, 'certificate')} · compared with the ${comparedWith.label} (${comparedWith.version}${date})`;
}

/** How many of Mozilla's roots are missing belongs to the answer and is always shown; other notes only when asked for. */
function isShown({ id }: AuditFinding, { all }: AuditPageOptions): boolean {
  return all || id === 'missing-roots';
}

/** Would it trust Salesforce? With what that rests on, and how sure it is. */
function addAnswer(page: Page, audit: CallerTrustAudit, at: Date): void {
  const { salesforce, findings, certificates } = audit;
  const refusal = findings.find(({ id }) => id === 'salesforce-not-trusted');
  if (refusal) page.head(statusOf(refusal, page), refusal.title);
  else {
    const root = certificates.find(({ fingerprint }) => fingerprint === digicertGlobalRootG2);
    const until = root ? `, good until ${dayOf(new Date(root.notAfter), at)}` : '';
    page.head(
      { symbol: '✔', word: 'TRUSTED', paint: page.paint.good },
      `Salesforce would be trusted: DigiCert Global Root G2 is in this store${until}.`,
    );
  }
  for (const { text, from, confidence, source } of salesforce.basis) {
    const since = from === null ? '' : ` Since ${dayOf(new Date(from), at)}.`;
    const sureness = { A: '', B: ' (confidence B: read in part)', C: ' (confidence C: secondary sources only)' };
    page.term('why', `${text}${since} ${source}${sureness[confidence]}.`);
  }
  page.term('do', salesforce.advice);
}

function statusOf({ severity }: AuditFinding, page: Page): Status {
  const paint = { critical: page.paint.critical, warning: page.paint.warning, info: page.paint.dim }[severity];
  const { sign, word } = severityWords[severity];
  return { symbol: sign, word, paint };
}

function addFinding(page: Page, finding: AuditFinding, audit: CallerTrustAudit, all: boolean): void {
  page.head(statusOf(finding, page), finding.title);
  if (finding.id === 'missing-roots') addMissing(page, audit, all);
  const about = finding.certificates.flatMap(
    (fingerprint) => audit.certificates.find((one) => one.fingerprint === fingerprint) ?? [],
  );
  for (const certificate of all ? about : about.slice(0, shownOf)) addCertificate(page, certificate, finding);
  const more = about.length - shownOf;
  if (more > 0 && !all) page.body(`and ${more} more (--all lists them)`);
  // What to do about missing roots stands with the answer.
  if (finding.id !== 'missing-roots') page.term('do', finding.remedy);
}

function addCertificate(page: Page, certificate: AuditedCertificate, { id }: AuditFinding): void {
  const { fingerprint, name, place, reason, weakKey, objection } = certificate;
  const where = place === null || place === name ? '' : ` [${place}]`;
  const told = id === 'weak-keys' ? `${name}: ${weakKey}` : id === 'not-usable' ? objection : null;
  const why = told ?? reason;
  page.hanging(`${' '.repeat(indent)}${shortPrint(fingerprint)}  `, `${why}${where}`);
}

function addMissing(page: Page, { missing }: CallerTrustAudit, all: boolean): void {
  if (all) for (const { name, sha256 } of missing) page.hanging(`${' '.repeat(indent)}${shortPrint(sha256)}  `, name);
  else
    page.body(
      `${listOf(missing.slice(0, 3).map(({ name }) => name))}${missing.length > 3 ? ' and others' : ''} (--all lists them)`,
    );
}

function addNotChecked(page: Page, { notChecked, store }: CallerTrustAudit): void {
  if (notChecked.length > 0) page.blank();
  for (const sentence of notChecked) {
    page.head({ symbol: '?', word: 'NOT CHECKED', paint: page.paint.unknown }, sentence);
  }
  for (const problem of store.problems) page.body(problem);
}

/** Certificates that no finding is about. */
function addInOrder(page: Page, { certificates, findings }: CallerTrustAudit): void {
  const accused = new Set(findings.flatMap((finding) => finding.certificates));
  const rest = certificates.filter(({ fingerprint }) => !accused.has(fingerprint));
  if (rest.length === 0) return;
  page.blank();
  page.head(
    { symbol: '✔', word: 'CURRENT', paint: page.paint.good },
    `${plural(rest.length, 'root')} that Mozilla trusts for websites`,
  );
  for (const { fingerprint, name, notAfter } of rest) {
    page.hanging(`${' '.repeat(indent)}${shortPrint(fingerprint)}  `, `${name}, to ${isoDay(new Date(notAfter))}`);
  }
}

function nextOf({ salesforce, findings, notChecked }: CallerTrustAudit): string {
  const first = findings.find(({ severity }) => severity !== 'info');
  if (first) return first.remedy;
  return notChecked[0] ?? salesforce.advice;
}
