import type { ExpiryNotification, Holding, OrgIdentity, Source } from '@cert-health/core';
import type { OrgApi } from './api.ts';
import { readCertificates } from './certificates.ts';
import { readExpiryNotification } from './expiry-notification.ts';
import { readIdentity } from './identity.ts';

export interface OrgContent {
  readonly org: OrgIdentity;
  readonly sources: readonly Source[];
  readonly holdings: readonly Holding[];
  readonly expiryNotification?: ExpiryNotification;
}

/**
 * Everything of an org that can say something about certificates. A source that fails is reported as such and keeps
 * none of the others from being read.
 *
 * @throws {OrgApiError} when the org as a whole does not answer.
 */
export async function readOrg(api: OrgApi): Promise<OrgContent> {
  const identity = await readIdentity(api);
  const [certificates, expiry] = await Promise.all([readCertificates(api), readExpiryNotification(api)]);
  return {
    org: identity.org,
    sources: [...(identity.source ? [identity.source] : []), ...certificates.sources, expiry.source],
    holdings: certificates.holdings,
    ...(expiry.notification ? { expiryNotification: expiry.notification } : {}),
  };
}
