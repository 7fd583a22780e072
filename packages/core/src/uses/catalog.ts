import type { UseId } from '../findings/model.ts';
import { customDomain } from './custom-domain.ts';
import { inboundApiMtls } from './inbound-api-mtls.ts';
import { inboundOneWayTls } from './inbound-one-way-tls.ts';
import { inboundSso } from './inbound-sso.ts';
import { inboundUserMtls } from './inbound-user-mtls.ts';
import type { Use } from './model.ts';
import { outboundApexMtls } from './outbound-apex-mtls.ts';
import { outboundApexOneWayTls } from './outbound-apex-one-way-tls.ts';
import { outboundSso } from './outbound-sso.ts';

/** The eight uses in the order of Salesforce's taxonomy; a custom domain is the exception to the first. */
export const useCatalog: readonly Use[] = [
  inboundOneWayTls,
  customDomain,
  outboundApexOneWayTls,
  inboundUserMtls,
  inboundApiMtls,
  outboundApexMtls,
  inboundSso,
  outboundSso,
];

const byId = new Map<UseId, Use>(useCatalog.map((use) => [use.id, use]));

/** @throws {RangeError} for what is not one of the eight, which the type rules out. */
export function useById(id: UseId): Use {
  const use = byId.get(id);
  if (!use) throw new RangeError(`There is no use "${id as string}".`);
  return use;
}
