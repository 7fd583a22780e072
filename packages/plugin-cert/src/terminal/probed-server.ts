import { dayOf, isReasonToo, plural } from '@cert-health/core';
import type { ServerReason } from '@cert-health/core';
import type { ChainStep, Probe, ProbedTarget } from '../probe/probe-servers.ts';
import type { Page, Status } from './page.ts';
import type { Paint } from './paint.ts';
import { addFetched } from './probe-authorities.ts';

/** One server: its verdict, its chain as a tree, and what else was seen. Why, and what to do, is told behind the servers. */
export function addServer(page: Page, target: ProbedTarget, probe: Probe): void {
  const { paint } = page;
  page.blank();
  const { protocol, cipher, address, proxy } = target;
  page.head(statusOf(target, paint), target.target, protocol ?? '');
  page.body(sentenceOf(target));
  if (target.status !== 'reached') return;
  if (probe.targets.length > 1) addCodes(page, target);
  const place = proxy === undefined ? address && `at ${address}` : `through the proxy ${proxy}`;
  const facts = [place, target.serverName && `asked for ${target.serverName}`, cipher].filter(Boolean);
  page.term('seen', facts.join(' · '), paint.dim);
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
  addFetched(page, target);
  addAside(page, target);
  for (const { check, title, remedy } of besideOf(target, probe))
    page.term(check === 'expiring' ? 'soon' : 'note', `${title}. ${remedy}`, paint.warning);
}

/** Why in a word or two each; the sentences are told once for all servers. */
function addCodes(page: Page, { reasons }: ProbedTarget): void {
  const codes = [...new Set(reasons.map(({ code }) => code.replaceAll('-', ' ')))];
  if (codes.length > 0) page.term('why', codes.join(' · '));
}

/** What is found about a server beside the verdict, such as an end that is near. The reasons of the verdict say the rest. */
function besideOf({ target }: ProbedTarget, { findings }: Probe): Probe['findings'] {
  return findings.filter(
    ({ check, holding }) =>
      check !== 'server-not-accepted' &&
      !isReasonToo(check) &&
      (holding?.name === target || holding?.name.startsWith(`${target} (`)),
  );
}

/** Nothing is to be said about it but that it is accepted. */
export function isFine(target: ProbedTarget, probe: Probe): boolean {
  return target.accepted === true && target.reasons.length === 0 && besideOf(target, probe).length === 0;
}

/** A server that is fine, in one line where that is wide enough; what is unusual below it. */
export function addFineServer(page: Page, target: ProbedTarget, { asOf }: Probe): void {
  const ends = target.path.filter(({ sent }) => sent).map(({ notAfter }) => notAfter);
  const first = ends.toSorted()[0];
  const note = [target.protocol, first && `until ${dayOf(new Date(first), new Date(asOf))}`].filter(Boolean);
  page.head(statusOf(target, page.paint), target.target, note.join(' · '));
  addAside(page, target);
}

export function statusOf({ status, accepted }: ProbedTarget, paint: Paint): Status {
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
  addAdmission(page, clientCertificate);
  if (staple) page.term('OCSP', `${staple.status}${staple.reason ? `: ${staple.reason}` : ''}`, paint.dim);
}

/** What the API behind it said to the session of the log-in. */
function addAdmission(page: Page, { applicationLayer, offered }: ProbedTarget['clientCertificate']): void {
  if (!applicationLayer) return;
  const said = {
    true: 'lets this session in',
    false: 'does not let this session in',
    null: 'did not tell whether it lets this session in',
  };
  const withIt = offered === null ? ' without a client certificate' : ' with the client certificate';
  const { admitted, without, error } = applicationLayer;
  page.term('API', `${said[`${admitted}`]}${withIt}${error === undefined ? '' : `: ${error}`}`, page.paint.dim);
  if (without) page.term('', `without it: ${said[`${without.admitted}`]}`, page.paint.dim);
}
