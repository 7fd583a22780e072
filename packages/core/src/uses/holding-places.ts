import { places } from './places.ts';
import { referenceUses } from './reference-uses.ts';
import { scopeOf } from './targets.ts';

/** Code brings keystores, not certificates that could be read there. */
const carrying = new Set<string>(
  referenceUses.filter(({ kind, place }) => kind === 'carries' && place !== 'apex').map(({ place }) => place),
);

/** What is read of an org, a project or the network beside certificates and what names them. */
const others = new Set([
  'org.identity',
  'org.permissions',
  'org.expiry-notification',
  'org.cacerts',
  'org.flows',
  'project.custom-labels',
  'project.flows',
  'project.keys',
  'project.permissions',
  'project.security-settings',
  'trust-store',
  'network.crl',
  'network.ocsp',
  'network.issuers',
]);

/**
 * Whether certificates may be held in a source. Of places that only name them, and of other facts, it is known that none
 * are; a source that is not known here may hold some.
 */
export function mayHoldCertificates(source: string): boolean {
  if (others.has(source)) return false;
  const place = source.slice(scopeOf(source).length + 1);
  return carrying.has(place) || !places.some(({ id }) => id === place);
}
