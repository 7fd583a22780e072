import { isIP } from 'node:net';
import { parseCertificate } from '@cert-health/core';
import type { SeenServer, ServerStatus } from '@cert-health/core';
import { callApi } from './call-api.ts';
import type { ApiCall } from './call-api.ts';
import { cipherName } from './cipher-name.ts';
import { converse } from './converse.ts';
import type { ClientCredentials, Conversation, ConversationRequest, Route } from './converse.ts';
import { signatureAlgorithmsOf } from './key-types.ts';
import type { KeyType } from './key-types.ts';
import { waysTo } from './route.ts';
import type { RouteOptions } from './route.ts';
import { endedLater, outcomeOf, whyNot } from './seen-words.ts';
import type { Target } from './target.ts';

export interface ProbeOptions extends RouteOptions {
  /** Name to ask for and to find in the certificate, instead of the host's own. */
  readonly serverName?: string;
  /** To show where a client certificate is asked for. */
  readonly credentials?: ClientCredentials;
  /** A call whose answer tells whether an API behind it lets a session in, with the certificate and without. */
  readonly api?: ApiCall;
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
  const ways = await waysTo(target, options, signal);
  if ('status' in ways) return unseen(seen, ways.status, ways.problem);
  const { conversation, request } = await firstThatAnswers(ways.routes, requestTo(target, seen.serverName, signal));
  const sent = conversation.flight.certificates ?? [];
  const found = { ...seen, ...placeOf(request.route), ...negotiated(conversation) };
  if (sent.length === 0) {
    const why = whyNot(conversation, options.timeout);
    return { ...found, clientCertificate: clientCertificateOf(conversation), ...why, sent };
  }
  const { credentials, api } = options;
  const [clientCertificate, alternative, applicationLayer] = await Promise.all([
    withCredentials(conversation, request, credentials),
    alternativeTo(sent, request),
    api && admission(api, request, conversation.flight.request ? credentials : undefined),
  ]);
  const { staple } = conversation.flight;
  const later = endedLater(conversation);
  return {
    ...found,
    clientCertificate: { ...clientCertificate, ...(applicationLayer ? { applicationLayer } : {}) },
    status: 'reached',
    ...(later === undefined ? {} : { problem: later }),
    sent,
    ...alternative,
    ...(staple ? { staple } : {}),
  };
}

type Request = Omit<ConversationRequest, 'route'>;

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
  routes: readonly Route[],
  common: Request,
): Promise<{ conversation: Conversation; request: ConversationRequest }> {
  for (const [at, route] of routes.entries()) {
    const request = { ...common, route };
    const conversation = await converse(request);
    const isLast = at === routes.length - 1;
    if (isLast || conversation.end === 'established' || isAnswer(conversation)) return { conversation, request };
  }
  throw new Error('A name without addresses was resolved.');
}

/** Something came from the other side, or the time is over. */
function isAnswer({ flight, end }: Conversation): boolean {
  return (
    end === 'timeout' || flight.version !== undefined || flight.alert !== undefined || flight.problem !== undefined
  );
}

/** Behind a proxy nobody here learns which address it connected to. */
function placeOf(route: Route): Pick<SeenServer, 'address' | 'proxy'> {
  return 'proxy' in route ? { address: null, proxy: route.proxy.text } : { address: route.address };
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
  if (!credentials || !without.flight.request) return seen;
  const { fingerprint } = credentials;
  if (request.signal.aborted) {
    return {
      ...seen,
      offered: { fingerprint, accepted: null, problem: 'The time was over before it could be shown.' },
    };
  }
  const shown = await converse({ ...request, credentials });
  // A server that turns away whoever shows none and lets in whoever shows one demands it.
  const isTurnedAway = without.passage === 'dropped' || without.isDenied;
  const isDemanded = isTurnedAway && shown.passage === 'let-in' && !shown.isDenied;
  // Who is sent elsewhere or to another log-in learns nothing about the certificate, unless it was worse without.
  const isSentOn = shown.isDenied === true || (shown.isRedirected === true && !without.isDenied);
  const isSilent = isSentOn && shown.passage === 'let-in' && without.passage === 'let-in';
  return {
    ...seen,
    required: isDemanded ? true : seen.required,
    offered: { fingerprint, ...(isSilent ? silence : outcomeOf(shown)) },
  };
}

const silence = {
  accepted: null,
  problem:
    'It leads elsewhere or asks for another log-in, with a certificate and without, so whether it takes this one is not told.',
} as const;

/** What an API says to the same session with the certificate, where one is asked for, and without. */
async function admission(
  api: ApiCall,
  request: ConversationRequest,
  credentials: ClientCredentials | undefined,
): Promise<NonNullable<SeenServer['clientCertificate']['applicationLayer']>> {
  if (!credentials) return callApi(request, api);
  const [without, shown] = await Promise.all([callApi(request, api), callApi({ ...request, credentials }, api)]);
  return { ...shown, without };
}

/** The chain for the other kind of key, where the server has one. A server that has none refuses, or sends what it has. */
async function alternativeTo(
  sent: readonly Uint8Array[],
  request: ConversationRequest,
): Promise<Pick<SeenServer, 'alternative' | 'alternativeUnknown'>> {
  const keyType = otherKeyType(sent[0] as Uint8Array);
  if (keyType === undefined) return {};
  if (request.signal.aborted) return { alternativeUnknown: keyType };
  const signatureAlgorithms = signatureAlgorithmsOf[keyType];
  const { flight, end } = await converse({ ...request, signatureAlgorithms, flightOnly: true });
  const [leaf] = flight.certificates ?? [];
  if (!leaf || !flight.certificates) return end === 'timeout' ? { alternativeUnknown: keyType } : {};
  return keyTypeOf(leaf) === keyType ? { alternative: { keyType, sent: flight.certificates } } : {};
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
