import type { Connection } from '@salesforce/core';
import type { TrustStore } from '@cert-health/core';
import { isGap } from '@cert-health/core';
import { readOrgList } from '../network/org-list.ts';
import { parseTarget } from '../tls/target.ts';
import type { Searched } from './search-servers.ts';

/**
 * The port at which an org asks API clients for a certificate.
 * @source Salesforce Help 000383575, "Certificate Chain Validation"
 */
const MUTUAL_TLS = 8443;

/**
 * The org's own address for mutual TLS as the server to look at, with a call that tells whether its API lets the session of the
 * log-in in. The session goes to the host of the log-in and to no other. The org's list of roots judges.
 *
 * @param port where a test's server stands in for it
 */
export async function ownAddress(
  connection: Connection,
  trustStore: TrustStore | undefined,
  port = MUTUAL_TLS,
): Promise<Searched> {
  const { hostname } = new URL(connection.instanceUrl);
  const list = trustStore ? undefined : await readOrgList(connection.instanceUrl, new Date());
  await refreshed(connection);
  const path = `/services/data/v${connection.getApiVersion()}/limits`;
  const api = { path, token: connection.accessToken ?? '' };
  return {
    found: [{ target: parseTarget(`${hostname}:${port}`), typed: true, foundIn: [], api }],
    listOf: list?.store ? 'org' : 'file',
    trustStore: trustStore ?? list?.store,
    sources: list ? [list.source].filter(isGap) : [],
  };
}

/** Calls over this connection renew the session when it is over; the call to the other port cannot. */
async function refreshed(connection: Connection): Promise<void> {
  const { refreshToken, privateKey } = connection.getAuthInfoFields();
  if (refreshToken === undefined && privateKey === undefined) return;
  // Who may only come with a certificate is refused here, and told there.
  await connection.refreshAuth().catch(() => undefined);
}
