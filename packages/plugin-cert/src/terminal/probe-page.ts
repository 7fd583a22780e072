import { isGap, momentOf, plural } from '@cert-health/core';
import type { Probe, ProbedTarget } from '../probe/probe-servers.ts';
import { addAuthorities } from './probe-authorities.ts';
import { addForwarded } from './forwarded-text.ts';
import { Page } from './page.ts';
import type { Paint } from './paint.ts';
import { addFineServer, addServer, isFine } from './probed-server.ts';

/** So few are each shown with their chains; of more, those that are fine get a line. */
const FEW = 3;

/**
 * What was seen of servers, for a terminal: the worst first, each with its verdict and its chain as a tree, then what has to be done
 * by whom, each thing once.
 */
export function probePage(probe: Probe, options: { readonly columns: number; readonly paint: Paint }): string {
  const page = new Page(options.columns, options.paint);
  page.spread(
    `${plural(probe.targets.length, 'server')}, judged as Salesforce would as the caller`,
    momentOf(new Date(probe.asOf)),
  );
  page.text(listSentence(probe), options.paint.dim);
  if (probe.targets.length === 0) page.text('No server that Salesforce calls was found.');
  const targets = probe.targets.toSorted((a, b) => rankOf(a) - rankOf(b));
  if (targets.length > 1) page.text(countsOf(targets), options.paint.strong);
  const lines = targets.length > FEW ? targets.filter((target) => isFine(target, probe)) : [];
  for (const target of targets) if (!lines.includes(target)) addServer(page, target, probe);
  if (lines.length > 0) page.blank();
  for (const target of lines) addFineServer(page, target, probe);
  addForwarded(page, targets);
  addGaps(page, probe);
  addAuthorities(page, probe);
  return page.toString();
}

/** What could not be looked at beside the servers that are shown. */
function addGaps(page: Page, { targets, notChecked, sources }: Probe): void {
  const shown = new Set(targets.map(({ target }) => target));
  const gaps = [
    ...notChecked.filter(({ subject }) => !shown.has(subject ?? '')).map(({ reason }) => reason),
    ...sources
      .filter((source) => source.id !== 'network.servers' && isGap(source))
      .map(({ label, detail }) => `${label}: ${detail}`),
  ];
  if (gaps.length === 0) return;
  page.blank();
  page.head({ symbol: '?', word: 'NOT CHECKED', paint: page.paint.unknown }, 'What could not be looked at');
  for (const gap of gaps) page.body(gap);
}

function listSentence({ trustStore }: Probe): string {
  return trustStore.kind === 'none'
    ? 'No list of roots was given (--trust-store), so whether Salesforce trusts a root is not known.'
    : `By a list of ${plural(trustStore.entries, 'root')}.`;
}

/** Refused before not known before not reached before accepted. */
const rankOf = ({ status, accepted }: ProbedTarget): number =>
  status !== 'reached' ? 2 : accepted === null ? 1 : accepted ? 3 : 0;

function countsOf(targets: readonly ProbedTarget[]): string {
  const words = ['not accepted', 'not known', 'not reached', 'accepted'];
  const counts = words.map((word, rank) => [targets.filter((target) => rankOf(target) === rank).length, word] as const);
  return counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(' · ');
}
