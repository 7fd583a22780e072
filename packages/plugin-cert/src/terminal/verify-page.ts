import { dayOf, momentOf } from '@cert-health/core';
import type { PathStep, Verification } from '../verify/verify-file.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { trustText } from './trust-text.ts';

/** The verdict on a path for a terminal: the chain as a tree, anchor at the root, each step with its own verdict. */
export function verifyPage(
  verification: Verification,
  options: { readonly columns: number; readonly paint: Paint },
): string {
  const { paint } = options;
  const page = new Page(options.columns, paint);
  const { trusted, problems } = verification;
  const as = momentOf(new Date(verification.at));
  // What is wrong with the file comes before what is said of one certificate in it.
  for (const { message } of verification.file)
    page.head({ symbol: '▲', word: 'THE FILE', paint: paint.warning }, message);
  if (verification.file.length > 0) page.blank();
  if (trusted)
    page.head({ symbol: '✔', word: 'TRUSTED', paint: paint.good }, 'A complete path leads to an anchor.', as);
  else
    page.head(
      { symbol: '✖', word: 'NOT TRUSTED', paint: paint.critical },
      problems[0]?.message ?? 'No path leads to an anchor.',
      as,
    );
  page.blank();
  const steps = [...(verification.path ?? verification.candidate ?? [])].reverse();
  steps.forEach((step, depth) => addStep(page, verification, step, depth, steps.length));
  addRemarks(page, verification);
  return page.toString();
}

function addStep(page: Page, verification: Verification, step: PathStep, depth: number, count: number): void {
  const { paint } = page;
  const wrong = verification.problems.filter((problem) => problem.certificate === step.fingerprint);
  const symbol = wrong.length > 0 ? paint.critical('✖') : paint.good('✔');
  const indent = '   '.repeat(depth);
  page.hanging(`${indent}${depth === 0 ? '' : '└ '}${symbol} `, `${step.subject}${roleOf(verification, depth, count)}`);
  const below = indent.length + (depth === 0 ? 2 : 4);
  page.indented(`until ${dayOf(new Date(step.notAfter), new Date(verification.at))}`, below, paint.dim);
  if (step.trustSettings) page.indented(trustText(step.trustSettings), below, paint.dim);
  for (const { message, rule } of step.irregularities)
    page.indented(`breaks a rule of its form, harmlessly: ${message} (${rule})`, below, paint.dim);
  const status = verification.revocation.find((one) => one.certificate === step.fingerprint);
  if (status) page.indented(revocationOf(status), below, status.status === 'good' ? paint.dim : paint.critical);
  for (const problem of wrong) {
    page.indented(problem.message, below, paint.critical);
    page.indented(problem.rule, below, paint.dim);
  }
}

function roleOf(verification: Verification, depth: number, count: number): string {
  if (depth === count - 1) return count === 1 ? '' : ' (the certificate in question)';
  if (depth > 0) return ' (intermediate)';
  return verification.trusted ? ' (anchor: given as trusted)' : '';
}

function revocationOf({ status, reason }: Verification['revocation'][number]): string {
  const words = { good: 'not revoked', revoked: 'revoked', unknown: 'not known whether it was revoked' };
  return reason ? `${words[status]}: ${reason}` : words[status];
}

function addRemarks(page: Page, { hints, ignored, problems, path, candidate }: Verification): void {
  const shown = new Set((path ?? candidate ?? []).map((step) => step.fingerprint));
  const elsewhere = problems.filter((problem) => !shown.has(problem.certificate));
  if (elsewhere.length + hints.length + ignored.length > 0) page.blank();
  for (const { message, rule } of elsewhere) page.hanging('why  ', `${message} (${rule})`, page.paint.dim);
  for (const { message, url } of hints) page.hanging('try  ', url ? `${message} ${url}` : message, page.paint.dim);
  for (const sentence of ignored) page.hanging('?    ', `Left out: ${sentence}`, page.paint.unknown);
}
