import { Page } from '../terminal/page.ts';
import type { Paint } from '../terminal/paint.ts';
import type { PublishOutcome } from './publish-report.ts';

const MOST_FAILED = 10;

const words: Readonly<Record<PublishOutcome['status'], (at: string) => string>> = {
  published: (at) => `Published to ${at}.`,
  planned: (at) => `Nothing was written: this is what publishing to ${at} would change.`,
  unchanged: (at) => `${at} has all of it already.`,
  incomplete: (at) => `Published to ${at}, except for what is named below.`,
};

const labels: Readonly<Record<string, string>> = {
  CertHealth_Scan__c: 'scans',
  CertHealth_Certificate__c: 'certificates',
  CertHealth_Renewal__c: 'renewals',
  CertHealth_Use__c: 'uses',
  CertHealth_Finding__c: 'findings',
  CertHealth_Coverage__c: 'coverage',
};

/** What a publication did, for a terminal. */
export function publishPage(outcome: PublishOutcome, { columns, paint }: { columns: number; paint: Paint }): string {
  const page = new Page(columns, paint);
  const { status, org, summary, notes, rows, failed } = outcome;
  const isBad = status === 'incomplete';
  page.text(words[status](new URL(org.instanceUrl).host), isBad ? paint.warning : paint.good);
  page.text(`${summary}.`);
  for (const note of notes) page.text(note, paint.warning);
  const counted = rows.filter(({ created, changed }) => created + changed > 0).map(inWords);
  if (counted.length > 0) page.flow('Records  ', counted, paint.dim);
  for (const { object, key, code, message } of failed.slice(0, MOST_FAILED)) {
    page.blank();
    page.head({ symbol: '✖', word: 'NOT WRITTEN', paint: paint.critical }, key);
    page.term('of', object);
    page.term('why', `${message} (${code})`);
  }
  if (failed.length > MOST_FAILED) page.text(`… and ${failed.length - MOST_FAILED} more; --json names them all.`);
  if (isBad) page.text('Put that right, and publish the same report again: only what is missing is written.');
  if (status !== 'planned') page.hanging('See      ', outcome.consoleUrl, paint.dim);
  return page.toString();
}

function inWords({ object, created, changed }: PublishOutcome['rows'][number]): string {
  const counts = [created > 0 && `${created} new`, changed > 0 && `${changed} changed`].filter(Boolean).join(', ');
  return `${labels[object] ?? object}: ${counts}`;
}
