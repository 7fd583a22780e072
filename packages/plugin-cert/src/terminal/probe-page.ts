import { dayOf, isReasonToo, momentOf, plural } from '@cert-health/core';
import type { ServerReason } from '@cert-health/core';
import type { ChainStep, Probe, ProbedTarget } from '../probe/probe-servers.ts';
import { Page } from './page.ts';
import type { Status } from './page.ts';
import type { Paint } from './paint.ts';

/** What was seen of servers, for a terminal: each with its verdict, its chain as a tree, and what has to be done by whom. */
export function probePage(probe: Probe, options: { readonly columns: number; readonly paint: Paint }): string {
  const page = new Page(options.columns, options.paint);
  page.spread(
    `${plural(probe.targets.length, 'server')}, judged as Salesforce would as the caller`,
    momentOf(new Date(probe.asOf)),
  );
  page.text(listSentence(probe), options.paint.dim);
  if (probe.targets.length === 0) page.text('No server that Salesforce calls was found.');
  for (const target of probe.targets) addTarget(page, target, probe);
  addGaps(page, probe);
  return page.toString();
}

/** What could not be looked at beside the servers that are shown. */
function addGaps(page: Page, { targets, notChecked, sources }: Probe): void {
  const shown = new Set(targets.map(({ target }) => target));
  const gaps = [
    ...notChecked.filter(({ subject }) => !shown.has(subject ?? '')).map(({ reason }) => reason),
    ...sources.filter(({ id }) => id !== 'network.servers').map(({ label, detail }) => `${label}: ${detail}`),
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

function addTarget(page: Page, target: ProbedTarget, probe: Probe): void {
  const { paint } = page;
  page.blank();
  const { protocol, cipher, address } = target;
  page.head(statusOf(target, paint), target.target, protocol ?? '');
  page.body(sentenceOf(target));
  const facts = [address && `at ${address}`, target.serverName && `asked for ${target.serverName}`, cipher].filter(
    Boolean,
  );
  if (target.status === 'reached') page.term('seen', facts.join(' · '), paint.dim);
  const own = target.reasons.filter(({ chain }) => chain === undefined);
  if (target.path.length > 0) addTree(page, target.path, target.chain.missing, own, probe);
  if (target.alternative) {
    const { keyType, path, chain } = target.alternative;
    page.body(`To clients that take ${keyType} keys only it sends another chain:`);
    addTree(
      page,
      path,
      chain.missing,
      target.reasons.filter((reason) => reason.chain === 'alternative'),
      probe,
    );
  }
  addAside(page, target);
  for (const { check, holding, title, remedy } of probe.findings) {
    const isOfIt = holding?.name === target.target || holding?.name.startsWith(`${target.target} (`);
    // The reasons below say the rest.
    if (isOfIt && check !== 'server-not-accepted' && !isReasonToo(check))
      page.term(check === 'expiring' ? 'soon' : 'note', `${title}. ${remedy}`, paint.warning);
  }
  addReasons(page, target);
}

function statusOf({ status, accepted }: ProbedTarget, paint: Paint): Status {
  if (status !== 'reached') {
    const words = {
      refused: 'REFUSED',
      unreachable: 'UNREACHABLE',
      timeout: 'TIMEOUT',
      'not-tls': 'NOT TLS',
      skipped: 'SKIPPED',
    } as const;
    return { symbol: '?', word: words[status], paint: paint.unknown };
  }
  if (accepted === null) return { symbol: '?', word: 'NOT KNOWN', paint: paint.unknown };
  return accepted
    ? { symbol: '✔', word: 'ACCEPTED', paint: paint.good }
    : { symbol: '✖', word: 'NOT ACCEPTED', paint: paint.critical };
}

function sentenceOf({ status, accepted, problem }: ProbedTarget): string {
  if (status !== 'reached') return problem ?? 'It was not reached.';
  if (accepted === null) return 'Whether Salesforce would accept this server cannot be told from what was seen.';
  return accepted
    ? 'Salesforce would accept this server.'
    : 'Salesforce would refuse this server, and calls to it fail.';
}

/** The root first, the server's own last, as vouching goes; what is missing in its place. */
function addTree(
  page: Page,
  path: readonly ChainStep[],
  missing: ProbedTarget['chain']['missing'],
  reasons: readonly ServerReason[],
  probe: Probe,
): void {
  const { paint } = page;
  const lines = [
    ...missing.map(({ subject }) => ({ subject, step: undefined })),
    ...path.toReversed().map((step) => ({ subject: step.subject, step })),
  ];
  lines.forEach(({ subject, step }, depth) => {
    const start = `${'   '.repeat(depth + 1)}${depth === 0 ? '' : '└ '}`;
    const wrong = step ? reasons.filter(({ certificate }) => certificate === step.fingerprint) : [];
    const isRefused = wrong.some(({ consequence }) => consequence === 'refused');
    const isUnknown = wrong.some(({ consequence }) => consequence === 'unknown');
    const symbol = isRefused ? paint.critical('✖') : isUnknown || !step ? paint.unknown('?') : paint.good('✔');
    page.hanging(`${start}${symbol} `, `${subject}${roleOf(step, depth, lines.length, probe)}`);
    if (!step) return;
    const end = `until ${dayOf(new Date(step.notAfter), new Date(probe.asOf))}`;
    const words = wrong.filter(({ code }) => code !== 'chain-incomplete').map(({ code }) => code.replaceAll('-', ' '));
    page.indented([end, ...new Set(words)].join(' · '), start.length + 2, isRefused ? paint.critical : paint.dim);
  });
}

function roleOf(step: ChainStep | undefined, depth: number, count: number, { trustStore }: Probe): string {
  if (!step) return ' (not sent)';
  if (!step.sent) return trustStore.kind === 'none' ? ' (root)' : ' (root: on the list, need not be sent)';
  if (depth === count - 1) return ' (the server)';
  return '';
}

/** What is told and decides nothing. */
function addAside(page: Page, { chain, clientCertificate, staple }: ProbedTarget): void {
  const { paint } = page;
  const extra = [
    chain.strays.length > 0 &&
      `${plural(chain.strays.length, 'certificate')} that belong${chain.strays.length === 1 ? 's' : ''} to no chain of it`,
    chain.duplicates.length > 0 && `${plural(chain.duplicates.length, 'certificate')} more than once`,
    chain.rootSent && 'its root, which nobody needs to be sent',
  ].filter((text) => text !== false && text !== null);
  if (extra.length > 0) page.term('also', extra.join(' · '), paint.dim);
  const { requested, required, authorities } = clientCertificate;
  if (requested) {
    const need = {
      true: 'and lets nobody in without',
      false: 'and goes on without',
      null: 'and it is not clear whether it goes on without',
    };
    const names = authorities.length === 0 ? 'of any authority' : `of ${authorities.join(' or ')}`;
    page.term('client', `asks for a client certificate ${names}, ${need[`${required}`]}`, paint.dim);
  }
  if (clientCertificate.offered !== null) {
    const taken = { true: 'was taken', false: 'was refused', null: 'may have been refused' };
    page.term('shown', `the client certificate ${taken[`${clientCertificate.accepted}`]}`, paint.dim);
  }
  if (staple) page.term('OCSP', `${staple.status}${staple.reason ? `: ${staple.reason}` : ''}`, paint.dim);
}

const whom = { 'server-operator': 'For the operator of the server', caller: 'For you' } as const;

/** Reasons and what to do, by who has to do it, in words that can be sent on. */
function addReasons(page: Page, { target, status, reasons }: ProbedTarget): void {
  for (const who of ['server-operator', 'caller'] as const) {
    const theirs = reasons.filter((reason) => reason.who === who);
    if (theirs.length === 0) continue;
    page.blank();
    page.indented(`${whom[who]}${who === 'server-operator' ? ` ${target}` : ''}:`, 3, page.paint.strong);
    for (const { message, remedy, rule } of theirs) {
      // What kept it from being reached was said above.
      if (status !== 'reached') {
        page.hanging('   - ', remedy);
        continue;
      }
      page.hanging('   - ', message);
      page.indented(remedy, 5);
      page.indented(rule, 5, page.paint.dim);
    }
  }
}
