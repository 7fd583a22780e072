import type { InboundAttempt } from '@cert-health/core';
import { clientAuth, issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';
import { ca, known, leaf, listOf, mappedTo, presenting, root, stored } from './attempts.ts';

/** Certificates of clients, with one thing each that is not as it should be, and lists that speak of them. */

const client = (other: Partial<Parameters<typeof issue>[0]> = {}): Promise<Issued> =>
  issue({ subject: 'CN=billing, O=Acme', issuer: ca, purposes: [clientAuth], ...other });
export const listed = (...chain: Issued[]): Partial<InboundAttempt> => ({
  presented: presenting(...chain),
  list: known([stored('Billing', ...chain)]),
  mapped: known([mappedTo('billing@acme.example', ...chain)]),
});
export const called = (host: string, port = 8443) => ({ called: { host, port } });

export const ended = await client({ notAfter: '2026-05-31' });
export const early = await client({ notBefore: '2026-06-02' });
export const endedCa = await issue({
  subject: 'CN=Ended CA',
  issuer: root,
  ca: true,
  notBefore: '2020-01-01',
  notAfter: '2026-05-01',
});
export const endedRoot = await issue({
  subject: 'CN=Ended Root',
  ca: true,
  notBefore: '2010-01-01',
  notAfter: '2026-05-01',
});
export const forServers = await client({ purposes: [serverAuth] });
export const dual = await client({ purposes: [serverAuth, clientAuth] });
export const unsaid = await issue({ subject: 'CN=billing, O=Acme', issuer: ca });
export const any = await client({ purposes: ['2.5.29.37.0'] });
export const serverCa = await issue({
  subject: 'CN=Server CA',
  issuer: root,
  ca: true,
  purposes: [serverAuth],
  notAfter: '2040-01-01',
});
export const selfSigned = await issue({ subject: 'CN=alone', purposes: [clientAuth] });
export const renewed = await client({ keyName: 'renewed' });
export const noAuthority = await issue({ subject: 'CN=No Authority', issuer: ca });

export const underNoAuthority = await client({ issuer: noAuthority });
export const underEndedCa = await client({ issuer: endedCa });
export const underEndedRoot = await client({ issuer: endedRoot });
export const underServerCa = await client({ issuer: serverCa });

export const rootList = await listOf(root);
export const caList = await listOf(ca);
export const leafRevoked = await listOf(ca, [leaf]);
export const caRevoked = await listOf(root, [ca]);
export const serverCaList = await listOf(serverCa);
