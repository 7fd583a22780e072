import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';

/** Looks up the addresses of a name; tests put another in its place. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/**
 * Asks once what a name stands for, in the order of the system's resolver: a second look might give another address.
 *
 * @throws what the resolver says, or an error with code `ABORT_ERR` when it takes too long.
 */
export async function resolveAddress(
  host: string,
  signal: AbortSignal,
  resolver: Resolver = lookedUp,
): Promise<readonly string[]> {
  return isIP(host) ? [host] : unlessAborted(resolver(host), signal);
}

async function lookedUp(host: string): Promise<string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}

/** The resolver of the system cannot be stopped, only left alone. */
function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(Object.assign(new Error('aborted'), { code: 'ABORT_ERR' }));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = (): void => signal.removeEventListener('abort', onAbort);
    promise.finally(settled).then(resolve, reject);
  });
}
