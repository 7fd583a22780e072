import { connect } from 'node:net';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How far a connection came. `closed`: the peer closed or reset it. `failed`: by an error of either side. */
export type ConversationEnd = 'established' | 'refused-connection' | 'closed' | 'timeout' | 'failed';

/** Why there is no connection. */
export interface NotConnected {
  readonly end: ConversationEnd;
  /** What the system or the TLS stack said. */
  readonly error?: PlainError;
  /** The proxy in between is the reason: one sentence. */
  readonly proxyProblem?: string;
}

export interface PlainError {
  readonly code: string;
  readonly message: string;
}

export type Opened<Connection extends Duplex = Duplex> = { readonly socket: Connection } | NotConnected;

/** Opens a TCP connection. Never rejects; nothing is left open where there is none. */
export function openConnection(host: string, port: number, signal: AbortSignal): Promise<Opened<Socket>> {
  if (signal.aborted) return Promise.resolve({ end: 'timeout' });
  return settled(connect({ host, port, noDelay: true }), 'connect', signal);
}

/** Waits until a connection stands (`event`), fails, or is given up. */
export function settled<Connection extends Duplex>(
  socket: Connection,
  event: 'connect' | 'secureConnect',
  signal: AbortSignal,
): Promise<Opened<Connection>> {
  return new Promise((resolve) => {
    const settle = (result: Opened<Connection>): void => {
      signal.removeEventListener('abort', onAbort);
      socket.off(event, onOpen).off('error', onError).off('close', onClose);
      // Whatever is still said of a connection that nobody waits for is not to end the process.
      socket.on('error', () => undefined);
      if ('end' in result) socket.destroy();
      resolve(result);
    };
    const onAbort = (): void => settle({ end: 'timeout' });
    const onOpen = (): void => settle({ socket });
    const onError = (error: Error): void => settle({ end: endOf(error), error: plainError(error) });
    const onClose = (): void => settle({ end: 'closed' });
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once(event, onOpen).once('error', onError).once('close', onClose);
  });
}

const closings = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED'];

export function endOf(error: NodeJS.ErrnoException): ConversationEnd {
  if (error.code === 'ECONNREFUSED') return 'refused-connection';
  if (error.code === 'ETIMEDOUT') return 'timeout';
  return closings.includes(error.code ?? '') ? 'closed' : 'failed';
}

export function plainError(error: NodeJS.ErrnoException): PlainError {
  return { code: error.code ?? error.name, message: error.message };
}
