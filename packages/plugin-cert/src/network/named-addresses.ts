import type { Certificate, GeneralName } from '@cert-health/core';

const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** A certificate may name any number of addresses; real ones name one or two. */
const maxAddresses = 4;

type Points = Certificate['extensions']['crlDistributionPoints'];

/** Where the lists of distribution points are (also those of changes: freshest CRL), http and https only, each once. */
export function addressesOfPoints(points: Points): string[] {
  return callable((points ?? []).flatMap(({ fullName }) => fullName ?? []));
}

/** Where an OCSP responder answers for a certificate (RFC 5280 section 4.2.2.1), http and https only, each once. */
export const respondersOf = (certificate: Certificate): string[] => accessTo(OCSP, certificate);

/** Where the certificate of its issuer can be fetched, http and https only, each once. */
export const issuerAddressesOf = (certificate: Certificate): string[] => accessTo(CA_ISSUERS, certificate);

function accessTo(wanted: string, { extensions }: Certificate): string[] {
  const named = (extensions.authorityInfoAccess ?? []).filter(({ method }) => method === wanted);
  return callable(named.map(({ location }) => location));
}

function callable(names: readonly GeneralName[]): string[] {
  const addresses = names.filter(
    ({ type, value, undecoded }) => type === 'uri' && !undecoded && URL.canParse(value) && /^https?:/i.test(value),
  );
  return [...new Set(addresses.map(({ value }) => new URL(value).href))].slice(0, maxAddresses);
}
