/** The small company with a site whose domain shows a certificate, and what its server is seen to show. */
import type { Company } from '@cert-health/practice-org';
import type { SeenServer } from '@cert-health/core';
import { companyWith } from '../execution/rotating.ts';

export const domain = 'www.quietharbor.example';

/** @param withCallouts Named credentials show the same certificate. */
export async function servedCompany(withCallouts: boolean, domains = [domain]): Promise<Company> {
  const company = await companyWith(1);
  const [callout, ...others] = company.components;
  if (callout?.type !== 'NamedCredential') throw new Error('the company is not what it was');
  const site = {
    ...callout,
    type: 'CustomSite',
    fullName: 'Portal',
    id: `0DM${callout.id.slice(3)}`,
    values: {
      active: true,
      customWebAddresses: domains.map((domainName, place) => ({
        certificate: 'Supplier_Client',
        domainName,
        primary: place === 0,
      })),
      indexPage: 'Home',
      masterLabel: 'Portal',
      siteType: 'Visualforce',
    },
  };
  return { ...company, components: [site, ...(withCallouts ? [callout] : []), ...others] };
}

const clientCertificate = { requested: false, authorities: [], required: false };

/** A server that sends these certificates. */
export function showing(host: string, sent: readonly Uint8Array[], more: Partial<SeenServer> = {}): SeenServer {
  const about = { target: `${host}:443`, serverName: host, address: '198.51.100.7', protocol: 'TLSv1.3', cipher: 'x' };
  return { ...about, status: 'reached', clientCertificate, sent: [...sent], ...more };
}

export function notShowing(host: string, status: SeenServer['status'], problem: string): SeenServer {
  return { ...showing(host, []), address: null, protocol: null, cipher: null, status, problem };
}
