import type { Company } from '@cert-health/practice-org';
import { acmeFreight } from '@cert-health/practice-org';
import { issue } from '../fixtures/issue.ts';
import { javaStore } from '../keystore/jks-writer.ts';
import { pkcs8Of } from '../keystore/partner.ts';
import { issueRequest } from '../fixtures/issue.ts';

export const moment = '2026-02-10T12:00:00Z';

const authority = async (name: string) => {
  const root = await issue({ name: `${name} Root`, from: '2020-01-01', days: 7300, ca: true });
  return { root, ca: await issue({ name: `${name} CA`, from: '2022-01-01', days: 3650, ca: true, issuer: root }) };
};
export const harbor = await authority('Harbor');
export const strait = await authority('Strait');

const wish = { name: 'api.acme.example', from: '2026-01-01', days: 200, rsaBits: 2048 } as const;
const purposes = ['serverAuth', 'clientAuth'] as const;
const dnsNames = ['127.0.0.1', 'api.acme.example', 'localhost'];
export const old = await issue({ ...wish, issuer: harbor.ca, purposes, dnsNames });
export const renewed = await issue({ ...wish, issuer: harbor.ca, purposes, dnsNames, from: '2026-02-01', days: 90 });
export const underStrait = await issue({ ...wish, issuer: strait.ca, purposes, dnsNames });
export const forServers = await issue({ ...wish, issuer: harbor.ca, purposes: ['serverAuth'], dnsNames });
export const early = await issue({ ...wish, issuer: harbor.ca, purposes, dnsNames, from: '2026-03-01' });
export const ended = await issue({ ...wish, issuer: harbor.ca, purposes, dnsNames, days: 20 });

export const password = 'changeit';
export const files = {
  'old.pem': old.pem + harbor.ca.pem,
  'renewed.pem': renewed.pem + harbor.ca.pem,
  'alone.pem': renewed.pem,
  'strait.pem': underStrait.pem + strait.ca.pem + strait.root.pem,
  'servers.pem': forServers.pem + harbor.ca.pem,
  'early.pem': early.pem + harbor.ca.pem,
  'ended.pem': ended.pem + harbor.ca.pem,
  'harbor.pem': harbor.root.pem,
  'both.pem': harbor.root.pem + strait.root.pem,
  'request.csr': await issueRequest('api.acme.example'),
  'page.html': '<html></html>',
  'old.jks': javaStore({
    password,
    entries: [
      { alias: 'api', key: await pkcs8Of(old), chain: [old.der, harbor.ca.der] },
      { alias: 'next', key: await pkcs8Of(renewed), chain: [renewed.der, harbor.ca.der] },
    ],
  }),
  password,
};

export const partners = Array.from({ length: 18 }, (_, at) => `carrier-${at + 1}.example`);

/** Acme Freight, in which a certificate is shown to twenty servers. */
export async function companyOfPartners(now: Date): Promise<Company> {
  const company = await acmeFreight(now);
  const model = company.components.find(({ fullName }) => fullName === 'Dock_Scanners');
  if (!model) throw new Error('the company has no such named credential');
  const more = partners.map((host, at) => ({
    ...model,
    fullName: `Carrier_${at + 1}`,
    id: `${model.id.slice(0, 9)}${String(900_000 + at)}AAA`,
    values: {
      ...model.values,
      label: `Carrier ${at + 1}`,
      endpoint: `https://${host}/orders`,
      certificate: 'Partner_API_Client',
    },
  }));
  return {
    ...company,
    components: [...company.components, ...more],
    trustedRoots: [...company.trustedRoots, strait.root.pem],
  };
}
