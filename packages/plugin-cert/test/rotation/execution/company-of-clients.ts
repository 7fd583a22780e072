/** A company whose keys the test has: so it has requests of keys that the org holds, and certificates of clients. */
import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { acmeFreight, quietHarbor } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import { parseCertificate } from '@cert-health/core';
import { certificationRequest } from '../../../src/rotation/execution/certification-request.ts';

const DAY = 86_400_000;

export interface World {
  readonly company: Company;
  /** Request of the key of Supplier_Client. */
  readonly request: string;
  /** Chain (PEM) for a new key of a client. */
  chainFor(purpose: 'client' | 'server', ago?: number): Promise<string>;
  /** A request of another key. */
  readonly otherRequest: string;
}

/** Supplier_Client, an entry of the mutual authentication list and a certificate of a user, each with 15 days to live. */
export async function companyOfClients(): Promise<World> {
  const now = new Date();
  const [company, { sign, components, rows, trustedRoots }] = await Promise.all([quietHarbor(now), acmeFreight(now)]);
  if (!sign) throw new Error('the company has no authority any more');
  const key = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const subject = parseCertificate(company.keyPairs[0]?.body.split(/(?<=-----END CERTIFICATE-----)/)[0] ?? '').subject
    .der;
  const requestOf = (one: KeyObject) => certificationRequest(one, subject);
  const chainOf = (request: string, purpose: 'client' | 'server', ago: number) =>
    sign({ csr: request, names: [], purposes: [purpose] }, new Date(now.getTime() - ago * DAY));
  const own = key();
  const request = requestOf(own);
  const [supplier, billing, login] = await Promise.all([
    chainOf(request, 'client', 30),
    chainOf(requestOf(key()), 'client', 30),
    chainOf(requestOf(key()), 'client', 30),
  ]);
  const ends = (chain: string) => new Date(new X509Certificate(chain).validTo);
  const byType = (type: string) => {
    const found = components.find((one) => one.type === type);
    if (!found) throw new Error(`the company has no ${type} any more`);
    return found;
  };
  const entry = byType('InboundCertificate');
  const ofUser = byType('UserAuthCertificate');
  const user = rows['User']?.find(({ Username }) => Username === ofUser.values['user']);
  if (!user) throw new Error('the user of the certificate is gone');
  return {
    request,
    otherRequest: requestOf(key()),
    chainFor: (purpose, ago = 0) => chainOf(requestOf(key()), purpose, ago),
    company: {
      ...company,
      sign,
      // Its authority belongs to the other company, and the org knows the roots of both.
      trustedRoots: [...company.trustedRoots, ...trustedRoots],
      keyPairs: company.keyPairs.map((one) =>
        one.developerName === 'Supplier_Client' ? { ...one, body: supplier, expirationDate: ends(supplier) } : one,
      ),
      components: [
        ...company.components,
        ...components.filter(({ type, fullName }) => type === 'Settings' && fullName === 'Security'),
        {
          ...entry,
          fullName: 'Billing_Client',
          values: { ...entry.values, masterLabel: 'Billing Client', expirationDate: ends(billing) },
          content: billing,
        },
        { ...ofUser, values: { ...ofUser.values, expirationDate: ends(login) }, content: login },
      ],
      rows: { ...company.rows, User: [...(company.rows['User'] ?? []), user] },
    },
  };
}

/** SubjectPublicKeyInfo of a chain's leaf. */
export function keyIn(chain: string): string {
  return createPublicKey(new X509Certificate(chain).publicKey.export({ type: 'spki', format: 'pem' })).export({
    type: 'spki',
    format: 'pem',
  }) as string;
}
