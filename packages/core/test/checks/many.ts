/** An inventory of any size, in which all checks find something. */
import type { Certificate, Holding, Reference } from '@cert-health/core';
import { enforcedFor, held, heldAtServer, heldForClients, read } from '../fixtures/inventories.ts';

const fields = [
  ['org.named-credentials', 'NamedCredential.certificate'],
  ['org.apex', 'ApexClass.HttpRequest.setClientCertificateName'],
  ['org.apex', 'ApexClass.Auth.JWS'],
  ['org.sites', 'CustomSite.customWebAddresses.certificate'],
  ['org.identity-provider', 'IdentityProviderSettings.certificateName'],
] as const;

/** A holding for each chain: eight of ten are key pairs, one is on the list of mutual authentication, one a server's. */
export function manyHoldings(chains: readonly (readonly Certificate[])[]): Holding[] {
  return chains.map((chain, number) => {
    const name = `C_${number}`;
    if (number % 10 === 8) return heldForClients(chain, { name });
    return number % 10 === 9 ? heldAtServer(chain, { name: `s${number}.example:443` }) : held(chain, { name });
  });
}

/** References to so many certificates. Every tenth names nothing that is there, every hundredth is computed. */
export function manyReferences(count: number, certificates: number): Reference[] {
  return Array.from({ length: count }, (_, number): Reference => {
    const [source, field] = fields[number % fields.length] ?? fields[0];
    const target = number % 10 === 5 ? `Gone_${number}` : `C_${number % certificates}`;
    const shared = { source, field, name: `Component_${number}`, line: number };
    return number % 100 === 7 ? { ...shared, expression: 'computed()' } : { ...shared, target };
  });
}

/** What `contextOf` takes beside the holdings. */
export function surroundings(holdings: readonly Holding[], references: readonly Reference[]) {
  const carried = holdings
    .filter(({ source }) => source === 'org.inbound-certificates')
    .map(({ source, name }) => ({ source, name, field: 'InboundCertificate.content' }));
  return {
    references: [...references, ...carried],
    inventory: {
      sources: [read('org.certificates'), ...fields.map(([source]) => read(source))],
      permissionGrants: [enforcedFor()],
    },
  };
}
