import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '../network/public-address.ts';

export interface Resolved {
  /** IP addresses in the order of the system's resolver. */
  readonly addresses: readonly string[];
  /** All of them are those of public hosts. */
  readonly isPublic: boolean;
}

/**
 * Asks once what a name stands for: a second look might give another address.
 *
 * @throws what the resolver says, or an error with code `ABORT_ERR` when it takes too long.
 */
export async function resolveAddress(host: string, signal: AbortSignal): Promise<Resolved> {
  const addresses = isIP(host) ? [host] : await unlessAborted(lookedUp(host), signal);
  return { addresses, isPublic: addresses.every(isPublicAddress) };
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
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
