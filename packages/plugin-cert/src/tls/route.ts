import type { ServerStatus } from '@cert-health/core';
import type { Route } from './converse.ts';
import { ProxyError, proxyOfEnvironment } from './proxy.ts';
import type { Proxy, ProxyChoice } from './proxy.ts';
import { resolveAddress } from './resolve-address.ts';
import type { Resolver } from './resolve-address.ts';
import type { Target } from './target.ts';

export interface RouteOptions {
  /** For everything that is asked of one target together, in milliseconds. */
  readonly timeout: number;
  /** Whether an address may be called; all of a name's must be. Left out: any may. */
  readonly mayCall?: (address: string) => boolean;
  /** Which proxy leads to a target; default: the one of the environment. */
  readonly proxyFor?: ProxyChoice;
  /** Who looks up names; default: the system. */
  readonly resolver?: Resolver;
}

/** Ways to a server of which the first that answers is taken, or why there is none. */
export type Ways = { readonly routes: readonly Route[] } | { readonly status: ServerStatus; readonly problem: string };

/**
 * Looks up how a server is reached. Behind a proxy it is the proxy that resolves the name; where not every address may be called, the
 * name is looked up here before, and a name that is not known here is left to the proxy, which has to refuse its own neighbors.
 */
export async function waysTo(target: Target, options: RouteOptions, signal: AbortSignal): Promise<Ways> {
  const { mayCall, timeout, resolver, proxyFor = proxyOfEnvironment } = options;
  const proxy = chosen(proxyFor, target);
  if (proxy instanceof ProxyError) return { status: 'unreachable', problem: proxy.message };
  if (proxy && !mayCall) return { routes: [{ proxy }] };
  // A resolver that stalls is not to eat the time of a connection that does not need it.
  const patience = proxy ? AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(timeout / 3))]) : signal;
  const addresses = await resolveAddress(target.host, patience, resolver).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (addresses instanceof Error) {
    if (proxy) return { routes: [{ proxy }] };
    return addresses.code === 'ABORT_ERR'
      ? { status: 'timeout', problem: `Its name could not be resolved within ${timeout / 1000} s.` }
      : {
          status: 'unreachable',
          problem: `Its name could not be resolved (${addresses.code ?? addresses.message}).`,
        };
  }
  if (mayCall && !addresses.every(mayCall)) {
    return {
      status: 'skipped',
      problem: `It has an address that is not a public one, so it was not called.`,
    };
  }
  return { routes: proxy ? [{ proxy }] : addresses.map((address) => ({ address })) };
}

function chosen(proxyFor: ProxyChoice, target: Target): Proxy | undefined | ProxyError {
  try {
    return proxyFor(target);
  } catch (error) {
    if (error instanceof ProxyError) return error;
    throw error;
  }
}
