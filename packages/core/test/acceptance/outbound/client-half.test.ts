import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeOutbound } from '@cert-health/core';
import { issue, serverAuth } from '../../fixtures/certificates.ts';
import {
  asking,
  call,
  client,
  clientCa,
  clientRoot,
  held,
  mutual,
  refusing,
  revokingList,
  rows,
  seen,
  showing,
  silent,
  stepOf,
  taking,
} from './calls.ts';

const any = '2.5.29.37.0';
const of = (name: string, more: Partial<Parameters<typeof issue>[0]> = {}) =>
  issue({ subject: `CN=${name}`, issuer: clientCa, ...more });
const expired = await of('ended', { notAfter: '2026-05-01', purposes: ['1.3.6.1.5.5.7.3.2'] });
const early = await of('early', { notBefore: '2026-07-01', purposes: ['1.3.6.1.5.5.7.3.2'] });
const unnamed = await of('no purpose');
const anyPurpose = await of('any', { purposes: [any] });
const forServers = await of('server', { purposes: [serverAuth] });
const own = await issue({ subject: 'CN=self-signed' });

const name = (one: typeof client): Uint8Array => one.certificate.subject.der;
const byFiles = (chain: Parameters<typeof showing>[0]) => mutual({ client: showing(chain) });
const byOrg = (chain: Parameters<typeof showing>[0], more: Parameters<typeof mutual>[0] = {}) =>
  mutual({ seen: asking(), client: showing(chain, held), ...more });
const whole = [client, clientCa];

describe('a client certificate that is tried with its key', () => {
  rows([
    { says: 'is granted when the server takes it', attempt: mutual(), verdict: 'granted' },
    {
      says: 'is refused when the server does not take it',
      attempt: mutual({ seen: refusing() }),
      verdict: 'refused',
      decidedBy: 'accepted',
      detail: /unknown_ca/,
    },
    {
      says: 'is not known when the server does not say',
      attempt: mutual({ seen: silent() }),
      verdict: 'unknown',
      decidedBy: 'accepted',
    },
    {
      says: 'is not known when the handshake did not come so far',
      attempt: mutual({ seen: asking({ required: null }) }),
      verdict: 'unknown',
      decidedBy: 'accepted',
    },
    {
      says: 'does not matter to a server that asks for none',
      attempt: mutual({ seen: seen(), client: showing([expired]) }),
      verdict: 'granted',
      outcomes: { asked: 'not-applicable', 'client-dates': 'not-applicable', accepted: 'not-applicable' },
    },
    {
      says: 'is not known when it could not be seen whether one is asked for, however wrong it is',
      attempt: mutual({
        seen: seen({ clientCertificate: { requested: null, authorities: [], required: null } }),
        client: showing([expired, clientCa]),
      }),
      verdict: 'unknown',
      decidedBy: 'asked',
      outcomes: { 'client-dates': 'unknown' },
    },
    {
      says: 'is refused when it has ended',
      attempt: byFiles([expired, clientCa]),
      verdict: 'refused',
      decidedBy: 'client-dates',
    },
    {
      says: 'is refused before it begins',
      attempt: byFiles([early, clientCa]),
      verdict: 'refused',
      decidedBy: 'client-dates',
    },
    {
      says: 'is refused when it was revoked, also where the server did not look',
      attempt: mutual({ crls: revokingList }),
      verdict: 'refused',
      decidedBy: 'client-revocation',
    },
    {
      says: 'may lack what only the server decides, once the server took it',
      attempt: mutual({
        seen: taking({ authorities: [name(own)] }),
        client: showing([forServers]),
        crls: [],
      }),
      verdict: 'granted',
      outcomes: {
        'client-chain': 'pass',
        'client-revocation': 'pass',
        'client-purpose': 'pass',
        'client-names': 'pass',
      },
    },
  ]);
});

describe('a client certificate whose key the org keeps', () => {
  rows([
    {
      says: 'is never granted, as only the key shows that the server takes it',
      attempt: byOrg(whole),
      verdict: 'unknown',
      decidedBy: 'accepted',
      outcomes: { 'client-key': 'pass', 'client-chain': 'pass', 'client-dates': 'pass', 'client-purpose': 'pass' },
    },
    {
      says: 'is refused while it waits for its signature',
      attempt: byOrg([], { client: showing([], { kind: 'pending', name: 'Partner_Client' }) }),
      verdict: 'refused',
      decidedBy: 'client-key',
      outcomes: { 'client-dates': 'unknown' },
    },
    {
      says: 'is refused when the org does not have it',
      attempt: byOrg([], {
        client: showing([], {
          kind: 'absent',
          reason: 'The org has no certificate None.',
          remedy: 'An admin: make one.',
        }),
      }),
      verdict: 'refused',
      decidedBy: 'client-key',
    },
    {
      says: 'is refused without it even by a server that asks for none, as the call names what is not there',
      attempt: call({
        client: showing([], {
          kind: 'absent',
          reason: 'The org has no certificate None.',
          remedy: 'An admin: make one.',
        }),
      }),
      verdict: 'refused',
      decidedBy: 'client-key',
    },
    {
      says: 'is not known while the org does not show its certificates',
      attempt: byOrg([], {
        client: showing([], { kind: 'unknown', reason: 'May not.', permission: 'Manage Certificates' }),
      }),
      verdict: 'unknown',
      decidedBy: 'client-key',
    },
    {
      says: 'is not known when it is stored alone below an intermediate',
      attempt: byOrg([client]),
      verdict: 'unknown',
      decidedBy: 'client-chain',
    },
    {
      says: 'is not known when it is stored in the wrong order',
      attempt: byOrg([client, clientRoot, clientCa]),
      verdict: 'unknown',
      decidedBy: 'client-chain',
      outcomes: { 'client-dates': 'pass' },
    },
    {
      says: 'may be self-signed: nothing stands above it, and nobody revokes it',
      attempt: byOrg([own]),
      verdict: 'unknown',
      decidedBy: 'client-purpose',
      outcomes: { 'client-chain': 'pass', 'client-revocation': 'not-applicable' },
    },
    {
      says: 'is not known without an answer on revocation',
      attempt: byOrg(whole, { crls: [] }),
      verdict: 'unknown',
      decidedBy: 'client-revocation',
    },
    {
      says: 'is not known when it names no purpose',
      attempt: byOrg([unnamed, clientCa]),
      verdict: 'unknown',
      decidedBy: 'client-purpose',
    },
    {
      says: 'is not known when it is for any purpose',
      attempt: byOrg([anyPurpose, clientCa]),
      verdict: 'unknown',
      decidedBy: 'client-purpose',
    },
    {
      says: 'is refused when it is for servers only',
      attempt: byOrg([forServers, clientCa]),
      verdict: 'refused',
      decidedBy: 'client-purpose',
    },
    {
      says: 'is refused when the server wants other authorities',
      attempt: byOrg(whole, { seen: asking({ authorities: [name(own)] }) }),
      verdict: 'refused',
      decidedBy: 'client-names',
      detail: /"CN=self-signed"/,
    },
    {
      says: 'fits when any of its chain was issued by an authority that the server names',
      attempt: byOrg(whole, { seen: asking({ authorities: [name(own), name(clientRoot)] }) }),
      verdict: 'unknown',
      decidedBy: 'accepted',
      outcomes: { 'client-names': 'pass' },
    },
    {
      says: 'is not known when a name of the server cannot be read',
      attempt: byOrg(whole, { seen: asking({ authorities: [name(own), Uint8Array.of(1, 2, 3)] }) }),
      verdict: 'unknown',
      decidedBy: 'client-names',
    },
  ]);

  it('says what would tell whether the server takes it, and names the permission that is missing', async () => {
    assert.match(stepOf(await judgeOutbound(byOrg(whole)), 'accepted').remedy ?? '', /sandbox/);
    const denied = showing([], { kind: 'unknown', reason: 'May not.', permission: 'Manage Certificates' });
    assert.equal(
      stepOf(await judgeOutbound(byOrg([], { client: denied })), 'client-key').permission,
      'Manage Certificates',
    );
  });

  it('tells that an address is none of the Internet', async () => {
    const { steps } = await judgeOutbound(call({ isPublic: false }));
    assert.match(steps[0]?.detail ?? '', /private connection/);
  });
});
