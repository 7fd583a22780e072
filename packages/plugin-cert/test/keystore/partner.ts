import { webcrypto } from 'node:crypto';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';

/** A made-up partner: a root, an authority, and a client with an RSA key, as a keystore for Salesforce would hold them. */
export interface Partner {
  readonly root: Issued;
  readonly authority: Issued;
  readonly client: Issued;
}

export async function issuePartner(rsaBits = 2048): Promise<Partner> {
  const root = await issue({ name: 'Birkenfeld Root', from: '2020-01-01', days: 7300, ca: true });
  const authority = await issue({
    name: 'Birkenfeld Issuing CA',
    from: '2022-01-01',
    days: 3650,
    ca: true,
    issuer: root,
  });
  const client = await issue({
    name: 'edi.birkenfeld.example',
    from: '2026-01-01',
    days: 398,
    issuer: authority,
    rsaBits,
    purposes: ['clientAuth'],
  });
  return { root, authority, client };
}

/** The private key as PKCS#8. */
export async function pkcs8Of({ keys }: Issued): Promise<Buffer> {
  return Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
}
