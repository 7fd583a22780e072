import { constants } from 'node:crypto';
import { connect as beginTls, createSecureContext, DEFAULT_CIPHERS } from 'node:tls';
import type { SecureContext, SecureContextOptions, TLSSocket } from 'node:tls';
import { alertIn } from './alerts.ts';
import { endOf, openConnection, plainError } from './connection.ts';
import type { ConversationEnd, NotConnected, Opened } from './connection.ts';
import { FlightReader } from './flight-reader.ts';
import type { ServerFlight } from './flight-reader.ts';
import { ENOUGH_OF_AN_ANSWER, harmlessRequest, isDenial, isRedirect, readAnswer } from './http-answer.ts';
import type { Proxy } from './proxy.ts';
import { TappedSocket } from './tapped-socket.ts';
import { openTunnel } from './tunnel.ts';

/** What a client shows of itself. */
export interface ClientCredentials {
  readonly options: Pick<SecureContextOptions, 'cert' | 'key' | 'passphrase'>;
  /** Of the client's own certificate. */
  readonly fingerprint: string;
}

/** The way to a server: its IP address, where no name is resolved any more, or a proxy, which resolves the name itself. */
export type Route = { readonly address: string } | { readonly proxy: Proxy };

export interface ConversationRequest {
  readonly route: Route;
  readonly port: number;
  /** Name to ask for (SNI); undefined for a server that is called by its address, which SNI has no form for. */
  readonly serverName?: string;
  /** What to call the server in a request, and to a proxy: `host:port`. */
  readonly host: string;
  /** Signature algorithms to offer, in OpenSSL's names; undefined: all. */
  readonly signatureAlgorithms?: string;
  /** To show where a certificate is asked for; left out: none is shown. */
  readonly credentials?: ClientCredentials;
  /** What is sent in the handshake is all that is wanted: no request follows. */
  readonly flightOnly?: true;
  /** Ends the conversation in whichever phase it is. */
  readonly signal: AbortSignal;
}

export interface Conversation extends NotConnected {
  readonly flight: ServerFlight;
  /** Number of an alert by which the server refused, whenever it came. */
  readonly alert?: number;
  /** As the TLS stack calls it. */
  readonly cipher?: string;
  /** Where a client certificate was asked for: what came of showing one, or none. */
  readonly passage?: Passage;
  /** The answer to the request says no, and need not be about a client certificate. */
  readonly isDenied?: true;
  /** The answer leads elsewhere, as that of many start pages does. */
  readonly isRedirected?: true;
}

/** `dropped`: the server closed without a word, which is probably a refusal. `unclear`: it said nothing that tells. */
export type Passage = 'let-in' | 'refused' | 'dropped' | 'unclear';

/** How long a server that asked for a certificate may stay silent before that is its answer. */
const SILENCE_MS = 3_000;
/** How long the rest of an answer that has begun is waited for: not every server closes behind it. */
const REST_MS = 500;

/** Old versions and weak suites are offered too: what a server has to say about itself is wanted, not a safe connection. */
const ANY_CIPHER = `${DEFAULT_CIPHERS}:@SECLEVEL=0`;

/**
 * One TLS conversation with a server, without a session that could be resumed: on a resumed one servers send no certificates. Never rejects, and leaves nothing open.
 */
export async function converse(request: ConversationRequest): Promise<Conversation> {
  const reader = new FlightReader();
  const opened = await openRoute(request);
  if ('end' in opened) return { ...opened, flight: reader.flight };
  const { socket } = opened;
  const tapped = new TappedSocket(socket, (bytes) => reader.push(bytes));
  const tls = beginTls({
    socket: tapped,
    rejectUnauthorized: false,
    secureContext: contextFor(request),
    requestOCSP: true,
    ...(request.serverName === undefined ? {} : { servername: request.serverName }),
  });
  tls.on('keylog', (line: Buffer) => {
    const [label, , secret] = line.toString('latin1').trim().split(' ');
    if (label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET' && secret) reader.useSecret(Buffer.from(secret, 'hex'));
  });
  try {
    return await untilEnd(request, tls, reader);
  } finally {
    tls.destroy();
    tapped.destroy();
    socket.destroy();
  }
}

/** Contexts without a client certificate, by the signature algorithms that they offer: the same for every server. */
const contexts = new Map<string | undefined, SecureContext>();

function contextFor({ credentials, signatureAlgorithms }: ConversationRequest): SecureContext {
  const known = credentials ? undefined : contexts.get(signatureAlgorithms);
  if (known) return known;
  const context = createSecureContext({
    minVersion: 'TLSv1',
    ciphers: ANY_CIPHER,
    // Servers that never learned of secure renegotiation (RFC 5746) have something to say too.
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    ...credentials?.options,
    ...(signatureAlgorithms === undefined ? {} : { sigalgs: signatureAlgorithms }),
  });
  if (!credentials) contexts.set(signatureAlgorithms, context);
  return context;
}

export function openRoute({ route, port, host, signal }: ConversationRequest): Promise<Opened> {
  return 'proxy' in route ? openTunnel(route.proxy, host, signal) : openConnection(route.address, port, signal);
}

/** Waits for the end of the handshake and, where a client certificate was asked for, for what comes of showing one or none. */
function untilEnd(request: ConversationRequest, tls: TLSSocket, reader: FlightReader): Promise<Conversation> {
  const { signal } = request;
  return new Promise((resolve) => {
    let established = false;
    let cipher: string | undefined;
    let isGreeted = false;
    let answer = '';
    let silence: NodeJS.Timeout | undefined;
    const settle = (end: ConversationEnd, more: Partial<Conversation> = {}): void => {
      clearTimeout(silence);
      signal.removeEventListener('abort', onAbort);
      tls.removeAllListeners();
      tls.on('error', () => undefined);
      const { flight } = reader;
      const alert = more.alert ?? flight.alert;
      resolve({
        flight,
        end: established ? 'established' : end,
        ...(cipher === undefined ? {} : { cipher }),
        ...(flight.request ? { passage: 'unclear' } : {}),
        ...(isDenial(answer) ? { isDenied: true } : {}),
        ...(isRedirect(answer) ? { isRedirected: true } : {}),
        ...more,
        ...(alert === undefined ? {} : { alert }),
      });
    };
    const onAbort = (): void => settle('timeout');
    const onEnd = (): void => {
      const { request: isAsked } = reader.flight;
      const passage = answer === '' ? 'dropped' : readAnswer(answer);
      settle('closed', isAsked ? { passage } : {});
    };
    if (signal.aborted) return settle('timeout');
    signal.addEventListener('abort', onAbort, { once: true });
    tls.on('error', (error: NodeJS.ErrnoException) => {
      const alert = alertIn(error) ?? reader.flight.alert;
      const isAsked = reader.flight.request !== undefined;
      const isRefusal = alert !== undefined && isAsked;
      const isDropped = !isRefusal && isAsked && endOf(error) === 'closed';
      settle(endOf(error), {
        error: plainError(error),
        ...(alert === undefined ? {} : { alert }),
        ...(isRefusal ? { passage: 'refused' } : {}),
        ...(isDropped ? { passage: 'dropped' } : {}),
      });
    });
    tls.on('end', onEnd);
    tls.on('close', onEnd);
    // In TLS 1.3 a ticket follows when the server has taken what the client sent, the lack of a certificate included.
    tls.on('session', () => (isGreeted = established));
    tls.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
      const answered = (): void => settle('established', { passage: readAnswer(answer) });
      clearTimeout(silence);
      // The page behind the header tells why, so it is waited for.
      if (answer.length >= ENOUGH_OF_AN_ANSWER) answered();
      else silence = setTimeout(answered, REST_MS);
    });
    tls.once('secureConnect', () => {
      established = true;
      cipher = tls.getCipher()?.standardName;
      const { flight } = reader;
      if (!flight.request || request.flightOnly) return settle('established');
      tls.write(harmlessRequest(request.host));
      silence = setTimeout(() => {
        const goesOn = isGreeted || flight.version !== 'TLSv1.3';
        settle('established', goesOn ? { passage: 'let-in' } : {});
      }, SILENCE_MS);
    });
  });
}
