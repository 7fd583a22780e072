import { label } from '../../chain/certificate-label.ts';
import { dayOf, plural } from '../../findings/index.ts';
import type { RuleSource } from '../../findings/index.ts';
import { policyRule } from '../../policy/index.ts';
import { outboundApexOneWayTls } from '../../uses/outbound-apex-one-way-tls.ts';
import type { Certificate } from '../../x509/index.ts';
import type { JudgedServer, ServerReason, ServerReasonCode, ServersJudgment } from '../server/index.ts';
import type { Found } from '../step.ts';
import type { OutboundAttempt, OutboundStep, ServerStepId } from './model.ts';

/** Under which step each reason against a server is told; null: it is about the client. */
const stepOfReason: Readonly<Record<ServerReasonCode, ServerStepId | null>> = {
  'not-reached': 'reached',
  'handshake-failed': 'reached',
  'protocol-too-old': 'protocol',
  'chain-incomplete': 'chain-complete',
  'alternative-unknown': 'chain-complete',
  'chain-order': 'chain-order',
  'chain-interrupted': 'chain-order',
  'signature-invalid': 'signatures',
  'signature-unverifiable': 'signatures',
  'weak-key': 'signatures',
  'key-type-unknown': 'signatures',
  'weak-signature': 'signatures',
  'certificate-unreadable': 'signatures',
  'certificate-not-allowed': 'signatures',
  expired: 'dates',
  'not-yet-valid': 'dates',
  revoked: 'revocation',
  'revocation-unknown': 'revocation',
  'root-not-listed': 'root-listed',
  'root-list-unknown': 'root-listed',
  'root-not-proven': 'root-listed',
  'self-signed': 'root-listed',
  'name-mismatch': 'name',
  'purpose-missing': 'purpose',
  'client-certificate-required': null,
  'client-certificate-refused': null,
  'api-refused': null,
  'api-unknown': null,
};

interface Judged {
  readonly server: JudgedServer;
  /** From the server's own upward. */
  readonly path: readonly Certificate[];
  readonly attempt: OutboundAttempt;
}

interface ServerStep {
  readonly id: ServerStepId;
  readonly title: string;
  readonly rule: RuleSource;
  /** What is found where no reason speaks against the server. */
  readonly otherwise: (judged: Judged) => Pick<Found, 'outcome' | 'detail' | 'remedy'>;
}

const pass = (detail: string): Pick<Found, 'outcome' | 'detail'> => ({ outcome: 'pass', detail });
const { chainMustBeSent, purpose, revocation, selfSigned, trust } = outboundApexOneWayTls;

const steps: readonly ServerStep[] = [
  { id: 'reached', title: 'The server answers', rule: trust.source, otherwise: reached },
  {
    id: 'protocol',
    title: 'It speaks a version of TLS that Salesforce speaks',
    rule: policyRule('salesforce.tls').source,
    otherwise: ({ server }) =>
      server.protocol === null
        ? { outcome: 'unknown', detail: 'Which version of TLS it speaks was not seen.' }
        : pass(`It speaks ${server.protocol}.`),
  },
  {
    id: 'chain-complete',
    title: 'It sends its certificate and every intermediate',
    rule: chainMustBeSent.source,
    otherwise: complete,
  },
  {
    id: 'chain-order',
    title: 'It sends them in order, its own certificate first',
    rule: { document: 'RFC 5246', section: '7.4.2' },
    otherwise: () => pass('Each certificate stands behind the one that it vouches for.'),
  },
  {
    id: 'signatures',
    title: 'Each certificate is properly signed, with keys and algorithms that are still taken',
    rule: { document: 'RFC 5280', section: '6.1' },
    otherwise: ({ server }) =>
      server.chain.complete === true
        ? pass('All signatures of the chain are good.')
        : { outcome: 'unknown', detail: 'Who signed the last certificate that was sent is not at hand.' },
  },
  {
    id: 'dates',
    title: 'Every certificate of the chain is valid now',
    rule: { document: 'RFC 5280', section: '6.1.3 (a)(2)' },
    otherwise: ({ path }) => {
      const first = path.reduce((soonest, one) => (one.notAfter < soonest.notAfter ? one : soonest));
      return pass(`All that are at hand are valid; ${label(first)} ends first, on ${dayOf(first.notAfter)}.`);
    },
  },
  {
    id: 'revocation',
    title: 'The server itself does not say that its certificate was revoked',
    rule: revocation.source,
    otherwise: ({ server }) =>
      server.staple?.status === 'good'
        ? pass('It sends word of its authority along that the certificate is good.')
        : {
            outcome: 'not-applicable',
            detail: 'It sends no word on that (OCSP) that counts, and no page says that Salesforce asks for one.',
          },
  },
  {
    id: 'root-listed',
    title: 'The root is on the list that the org trusts (/cacerts.jsp)',
    rule: policyRule('salesforce.cacerts').source,
    otherwise: listed,
  },
  {
    id: 'name',
    title: 'The certificate carries the name that is called',
    rule: { document: 'RFC 9525', section: '6' },
    otherwise: ({ server }) => pass(`It is for ${server.serverName}.`),
  },
  {
    id: 'purpose',
    title: 'The certificate may be used by a server (server authentication, EKU)',
    rule: purpose.source,
    otherwise: () => pass('Nothing keeps it from being used by a server.'),
  },
];

/** The server half: what `judgeServers` says of a server, shared out to steps. */
export function judgeServerSteps(attempt: OutboundAttempt, { servers, certificates }: ServersJudgment): OutboundStep[] {
  const server = servers[0] as JudgedServer;
  const path = server.path.flatMap((fingerprint) => certificates.get(fingerprint) ?? []);
  return steps.map(({ id, title, rule, otherwise }): OutboundStep => {
    const reasons = server.reasons.filter(({ code }) => stepOfReason[code] === id);
    const against = reasons.filter(({ consequence }) => consequence !== 'none');
    const evidence = { ...factsOf(id, server, path, attempt), reasons: reasons.map(({ code }) => code) };
    const isUnseen = id !== 'reached' && path.length === 0 && against.length === 0;
    const found = isUnseen
      ? { outcome: 'unknown' as const, detail: 'No certificate of the server was seen.' }
      : against.length > 0
        ? told(against, server)
        : otherwise({ server, path, attempt });
    return { id, layer: 'transport', title, rule: sourceOf(id, against) ?? rule, ...found, evidence };
  });
}

/** Of a server with two chains nobody knows which one Salesforce meets: what speaks against one of them refuses nothing. */
function told(against: readonly ServerReason[], server: JudgedServer): Pick<Found, 'outcome' | 'detail' | 'remedy'> {
  const refusing = against.filter(({ consequence }) => consequence === 'refused');
  const isRefused = refusing.length > 0 && server.accepted === false;
  const shown = refusing.length > 0 ? refusing : against;
  const [{ remedy, who }] = shown as [ServerReason];
  const doubt =
    refusing.length > 0 && !isRefused ? ' The server has two chains, and the other one is not refused for that.' : '';
  return {
    outcome: isRefused ? 'fail' : 'unknown',
    detail: `${shown.map(({ message }) => message).join(' ')}${doubt}`,
    remedy: `${who === 'caller' ? 'You' : 'Whoever runs the server'}: ${remedy.charAt(0).toLowerCase()}${remedy.slice(1)}`,
  };
}

/** That a self-signed certificate is not taken is said elsewhere than that the root must be listed. */
function sourceOf(id: ServerStepId, against: readonly ServerReason[]): RuleSource | undefined {
  return id === 'root-listed' && against.some(({ code }) => code === 'self-signed') ? selfSigned.source : undefined;
}

function reached({ server, attempt }: Judged): Pick<Found, 'outcome' | 'detail'> {
  const { address, sent, target } = server;
  const apart =
    attempt.isPublic === false
      ? ' That is no address of the Internet: Salesforce only gets there by a private connection.'
      : '';
  return pass(
    `${target} answers at ${address ?? 'its address'} and sends ${plural(sent.length, 'certificate')}.${apart}`,
  );
}

function listed({ server, path }: Judged): Pick<Found, 'outcome' | 'detail'> {
  if (server.chain.complete !== true)
    return { outcome: 'unknown', detail: 'Where the chain leads does not show while not all of it is sent.' };
  return pass(`The chain leads to ${label(path[path.length - 1] as Certificate)}, which is on the list.`);
}

function complete({ server }: Judged): Pick<Found, 'outcome' | 'detail' | 'remedy'> {
  if (server.chain.complete === true) return pass('Nothing between its certificate and the root is missing.');
  return {
    outcome: 'unknown',
    detail: 'Whether an intermediate is missing shows only beside the list of roots.',
    remedy: 'You: give the list with --trust-store FILE, or name the org with --target-org.',
  };
}

function factsOf(
  id: ServerStepId,
  {
    address,
    alternative,
    chain,
    nameMatches,
    protocol,
    cipher,
    sent,
    serverName,
    staple,
    status,
    target,
  }: JudgedServer,
  path: readonly Certificate[],
  { at, isPublic, trustStore }: OutboundAttempt,
): Found['evidence'] {
  switch (id) {
    case 'reached':
      return { target, address, status, sent, publicAddress: isPublic ?? null, twoChains: alternative !== undefined };
    case 'protocol':
      return { protocol, cipher };
    case 'chain-complete':
      return {
        complete: chain.complete,
        missing: chain.missing.map(({ subject }) => subject),
        rootSent: chain.rootSent,
      };
    case 'chain-order':
      return { inOrder: chain.inOrder, strays: chain.strays, duplicates: chain.duplicates };
    case 'signatures':
      return { path: path.map(({ subject }) => subject.text) };
    case 'dates':
      return {
        at: at.toISOString(),
        subjects: path.map(({ subject }) => subject.text),
        validFrom: path.map(({ notBefore }) => notBefore.toISOString()),
        validUntil: path.map(({ notAfter }) => notAfter.toISOString()),
      };
    case 'revocation':
      return { staple: staple?.status ?? null };
    case 'root-listed':
      return {
        list: trustStore?.label ?? null,
        listSource: trustStore?.source ?? null,
        listAsOf: trustStore?.asOf ?? null,
      };
    case 'name':
      return { serverName, matches: nameMatches };
    case 'purpose':
      return { extendedKeyUsage: path[0]?.extensions.extendedKeyUsage ?? [] };
  }
}
