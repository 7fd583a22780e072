import { isIP } from 'node:net';
import { parseCertificate } from '@cert-health/core';
import type { SeenServer, ServerStatus } from '@cert-health/core';
import { alertText } from './alerts.ts';
import { cipherName } from './cipher-name.ts';
import { converse } from './converse.ts';
import type { ClientCredentials, Conversation, ConversationRequest } from './converse.ts';
import { signatureAlgorithmsOf } from './key-types.ts';
import type { KeyType } from './key-types.ts';
import { resolveAddress } from './resolve-address.ts';
import type { Target } from './target.ts';

export interface ProbeOptions {
  /** Name to ask for and to find in the certificate, instead of the host's own. */
  readonly serverName?: string;
  /** To show where a client certificate is asked for. */
  readonly credentials?: ClientCredentials;
  /** For everything that is asked of one target together, in milliseconds. */
  readonly timeout: number;
  /** Whether an address may be called; all of a name's must be. Left out: any may. */
  readonly mayCall?: (address: string) => boolean;
}

/**
 * Looks at one TLS server: what it sends, and what it sends to clients that take only the other kind of key. Never rejects for what
 * a server does, and takes no longer than its time.
 */
export async function probeTarget(target: Target, options: ProbeOptions): Promise<SeenServer> {
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(), options.timeout);
  try {
    return await look(target, options, clock.signal);
  } finally {
    clearTimeout(timer);
  }
}

async function look(target: Target, options: ProbeOptions, signal: AbortSignal): Promise<SeenServer> {
  const seen = { target: target.text, serverName: options.serverName ?? target.host };
  const addresses = await resolveAddress(target.host, signal).catch((error: NodeJS.ErrnoException) => error);
  if (addresses instanceof Error) {
    return addresses.code === 'ABORT_ERR'
      ? unseen(seen, 'timeout', `${target.host} could not be resolved within ${options.timeout / 1000} s.`)
      : unseen(seen, 'unreachable', `${target.host} could not be resolved (${addresses.code ?? addresses.message}).`);
  }
  if (options.mayCall && !addresses.every(options.mayCall)) {
    return unseen(seen, 'skipped', `${target.host} has an address that is not a public one, so it was not called.`);
  }
  const request = requestTo(target, seen.serverName, signal);
  const first = await firstThatAnswers(addresses, request);
  const { conversation, address } = first;
  const sent = conversation.flight.certificates ?? [];
  const found = { ...seen, address, ...negotiated(conversation) };
  if (sent.length === 0) {
    return { ...found, clientCertificate: clientCertificateOf(conversation), ...whyNot(conversation, options), sent };
  }
  const clientCertificate = await withCredentials(conversation, { ...request, address }, options.credentials);
  const alternative = await alternativeTo(sent, { ...request, address });
  const { staple } = conversation.flight;
  const later = endedLater(conversation);
  return {
    ...found,
    clientCertificate,
    status: 'reached',
    ...(later === undefined ? {} : { problem: later }),
    sent,
    ...(alternative ? { alternative } : {}),
    ...(staple ? { staple } : {}),
  };
}

type Request = Omit<ConversationRequest, 'address'>;

function requestTo(target: Target, serverName: string, signal: AbortSignal): Request {
  return {
    port: target.port,
    host: target.text,
    signal,
    // SNI has no form for addresses (RFC 6066 section 3).
    ...(isIP(serverName) ? {} : { serverName: serverName.replace(/\.$/, '') }),
  };
}

/** A name may stand for several addresses, of which not all listen. The one that does is kept for all that follows. */
async function firstThatAnswers(
  addresses: readonly string[],
  request: Request,
): Promise<{ conversation: Conversation; address: string }> {
  for (const [at, address] of addresses.entries()) {
    const conversation = await converse({ ...request, address });
    const isLast = at === addresses.length - 1;
    if (isLast || conversation.end === 'established' || isAnswer(conversation)) return { conversation, address };
  }
  throw new Error('A name without addresses was resolved.');
}

/** Something came from the other side, or the time is over. */
function isAnswer({ flight, end }: Conversation): boolean {
  return (
    end === 'timeout' || flight.version !== undefined || flight.alert !== undefined || flight.problem !== undefined
  );
}

function negotiated({ flight, cipher }: Conversation): Pick<SeenServer, 'protocol' | 'cipher'> {
  const name = cipher ?? (flight.suite === undefined ? null : cipherName(flight.suite));
  return { protocol: flight.version ?? null, cipher: name };
}

function clientCertificateOf({ flight, passage }: Conversation): SeenServer['clientCertificate'] {
  if (flight.request) {
    const required = passage === 'refused' ? true : passage === 'let-in' ? false : null;
    return { requested: true, authorities: flight.request.authorities, required };
  }
  // Only a flight that came to its end shows that something was not in it.
  const requested = flight.complete ? false : null;
  return { requested, authorities: [], required: requested };
}

/** Where a certificate is asked for, the difference between showing none and showing one is the answer. */
async function withCredentials(
  without: Conversation,
  request: ConversationRequest,
  credentials: ClientCredentials | undefined,
): Promise<SeenServer['clientCertificate']> {
  const seen = clientCertificateOf(without);
  if (!credentials || !without.flight.request || request.signal.aborted) return seen;
  const shown = await converse({ ...request, credentials });
  // A server that drops whoever shows none and lets in whoever shows one demands it.
  const isDemanded = without.passage === 'dropped' && shown.passage === 'let-in';
  return {
    ...seen,
    required: isDemanded ? true : seen.required,
    offered: { fingerprint: credentials.fingerprint, ...outcomeOf(shown) },
  };
}

function outcomeOf({ passage, alert }: Conversation): { readonly accepted: boolean | null; readonly problem?: string } {
  switch (passage) {
    case 'let-in':
      return { accepted: true };
    case 'refused':
      return {
        accepted: false,
        problem: alert === undefined ? 'It refused in its answer.' : `It refused (${alertText(alert)}).`,
      };
    case 'dropped':
      return { accepted: null, problem: 'It closed the connection without a word, so it probably refused.' };
    default:
      return { accepted: null, problem: 'It did not say whether it takes it.' };
  }
}

/** The chain for the other kind of key, where the server has one. A server that has none refuses, or sends what it has. */
async function alternativeTo(
  sent: readonly Uint8Array[],
  request: ConversationRequest,
): Promise<SeenServer['alternative']> {
  const keyType = otherKeyType(sent[0] as Uint8Array);
  if (request.signal.aborted || keyType === undefined) return undefined;
  const { flight } = await converse({ ...request, signatureAlgorithms: signatureAlgorithmsOf[keyType] });
  const [leaf] = flight.certificates ?? [];
  if (!leaf || !flight.certificates || keyTypeOf(leaf) !== keyType) return undefined;
  return { keyType, sent: flight.certificates };
}

function otherKeyType(leaf: Uint8Array): KeyType | undefined {
  const own = keyTypeOf(leaf);
  return own === 'RSA' ? 'ECDSA' : 'RSA';
}

function keyTypeOf(der: Uint8Array): KeyType | undefined {
  try {
    const { kind } = parseCertificate(der).publicKey;
    return kind === 'RSA' || kind === 'RSA-PSS' ? 'RSA' : kind === 'EC' ? 'ECDSA' : undefined;
  } catch {
    return undefined;
  }
}

function unseen(seen: Pick<SeenServer, 'target' | 'serverName'>, status: ServerStatus, problem: string): SeenServer {
  const clientCertificate = { requested: null, authorities: [], required: null };
  return { ...seen, address: null, status, problem, protocol: null, cipher: null, sent: [], clientCertificate };
}

/** Why no certificates came. */
function whyNot(
  { flight, end, error, alert }: Conversation,
  { timeout }: ProbeOptions,
): { status: ServerStatus; problem: string } {
  if (flight.problem) {
    const isOther = flight.problem.fault === 'not-tls' || flight.problem.fault === 'malformed';
    return { status: isOther ? 'not-tls' : 'unreachable', problem: flight.problem.message };
  }
  if (alert !== undefined) {
    return { status: 'refused', problem: `It refused before it sent a certificate (${alertText(alert)}).` };
  }
  switch (end) {
    case 'refused-connection':
      return { status: 'refused', problem: 'Nothing listens on this port.' };
    case 'timeout':
      return { status: 'timeout', problem: `It sent no certificates within ${timeout / 1000} s.` };
    case 'failed':
      return {
        status: 'unreachable',
        problem: `The connection failed before it sent a certificate (${error?.code ?? 'reason unknown'}).`,
      };
    default:
      return { status: 'unreachable', problem: 'It closed the connection before it sent a certificate.' };
  }
}

/** What happened after the certificates had come, where that is worth a sentence. */
function endedLater({ flight, end, alert, error }: Conversation): string | undefined {
  if (flight.problem) return flight.problem.message;
  if (end === 'established') return undefined;
  if (alert === 40 && flight.request) {
    return 'It ended the handshake when no client certificate was shown (alert 40, handshake_failure).';
  }
  if (alert !== undefined) return `It refused after it had sent its certificates (${alertText(alert)}).`;
  if (end === 'timeout') return 'It fell silent after it had sent its certificates.';
  if (end === 'closed') return 'It closed the connection after it had sent its certificates.';
  return `The handshake failed after it had sent its certificates (${error?.code ?? 'reason unknown'}).`;
}
