import type { Identifier } from '@cert-health/core';
import type { AcmeAuthoritySettings } from '../../../settings/authorities-shape.ts';
import { Refused } from '../stopped.ts';
import type { Method } from './authorization.ts';

/**
 * How a name is proven: addresses by a file on their web server (RFC 8738 section 4), wildcards in DNS (RFC 8555 section
 * 8.4), others by the hook that there is, in DNS where there are both.
 *
 * @throws {Refused} when there is no hook for it.
 */
export function methodFor({ type, value }: Identifier, { dns, http }: AcmeAuthoritySettings): Method {
  if (type === 'ip') {
    if (http) return 'http-01';
    throw new Refused(
      `${value} is an address, which can be proven by a file on its web server only; write a hook under http.`,
    );
  }
  if (dns) return 'dns-01';
  if (!value.startsWith('*.')) return 'http-01';
  throw new Refused(`${value} is a wildcard, which can be proven in DNS only; write a hook under dns.`);
}

/** A name without its star: what the proof is about. */
export function domainOf({ value }: Identifier): string {
  return value.startsWith('*.') ? value.slice(2) : value;
}
