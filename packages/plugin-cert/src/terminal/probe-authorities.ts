import { isGap } from '@cert-health/core';
import type { Probe, ProbedTarget } from '../probe/probe-servers.ts';
import type { Page } from './page.ts';

/** What was fetched to complete the chain of a server, and that Salesforce does not do so. */
export function addFetched(page: Page, { fetched, alternative }: ProbedTarget): void {
  const { paint } = page;
  for (const { issuers, problem } of [fetched, alternative?.fetched].filter((one) => one !== undefined)) {
    for (const { subject, from } of issuers) {
      const told = `${subject} was fetched from ${from}, and its key made the signature below it. Salesforce fetches nothing that is missing: the server has to send it.`;
      page.term('fetched', told, paint.dim);
    }
    if (problem !== undefined) page.term('missing', problem, paint.unknown);
  }
}

/** What authorities were asked, and a file that was written. */
export function addAuthorities(page: Page, { sources, chainFile }: Probe): void {
  const asked = sources.filter((source) => source.id.startsWith('network.') && source.id !== 'network.servers');
  const read = asked.filter((source) => !isGap(source));
  if (read.length > 0) page.blank();
  for (const { label, detail } of read) page.text(`${label}: ${detail}`, page.paint.dim);
  if (chainFile === undefined) return;
  page.blank();
  page.text(chainFile.told);
}
