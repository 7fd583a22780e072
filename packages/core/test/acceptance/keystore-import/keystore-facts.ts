import type { KeystoreEntryFacts, KeystoreFacts } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';

export const at = new Date('2026-11-20T00:00:00Z');

const root = await issue({ subject: 'CN=Birkenfeld Root', ca: true, notBefore: '2020-01-01', notAfter: '2040-01-01' });
const authority = await issue({
  subject: 'CN=Birkenfeld Issuing CA',
  ca: true,
  issuer: root,
  notBefore: '2022-01-01',
  notAfter: '2032-01-01',
});

export { authority, root };

/** The certificate of a partner, by the authority of this file. */
export const client = (wanted: Partial<Parameters<typeof issue>[0]> = {}): Promise<Issued> =>
  issue({
    subject: 'CN=edi.birkenfeld.example',
    issuer: authority,
    key: 'RSA-2048',
    notBefore: '2026-01-01',
    notAfter: '2027-01-01',
    keyName: `client ${wanted.key ?? 'RSA-2048'}`,
    ...wanted,
  });

const sound = await client();

/** An entry that nothing speaks against, but for what a test changes. */
export function keyEntry(other: Partial<KeystoreEntryFacts> = {}, leaf: Issued = sound): KeystoreEntryFacts {
  return {
    alias: 'edi',
    kind: 'key',
    certificates: [leaf, authority, root].map(({ certificate }) => certificate),
    unreadable: 0,
    key: { opens: true, pkcs8: true, fits: true },
    ...other,
  };
}

export const trusted = (alias: string): KeystoreEntryFacts => ({
  alias,
  kind: 'trusted',
  certificates: [root.certificate],
  unreadable: 0,
  key: null,
});

export function storeOf(entries: readonly KeystoreEntryFacts[], other: Partial<KeystoreFacts> = {}): KeystoreFacts {
  return { file: 'partner.jks', kind: 'jks', entries, complete: true, ...other };
}
