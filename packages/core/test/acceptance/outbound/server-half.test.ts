import { describe } from 'node:test';
import { issue, serverAuth, clientAuth } from '../../fixtures/certificates.ts';
import { ca, call, HOST, leaf, root, rows, seen } from './calls.ts';

const dnsNames = [HOST];
const subject = `CN=${HOST}`;
const server = { subject, issuer: ca, dnsNames, purposes: [serverAuth] };
const expired = await issue({ ...server, notAfter: '2026-05-01' });
const early = await issue({ ...server, notBefore: '2026-07-01' });
const elsewhere = await issue({ ...server, dnsNames: ['other.example'] });
const forClients = await issue({ ...server, purposes: [clientAuth] });
const small = await issue({ ...server, key: 'RSA-1024', keyName: 'small' });
const weak = await issue({ ...server, hash: 'SHA-1' });
const odd = await issue({ ...server, key: 'Ed25519', keyName: 'odd' });
const alone = await issue({ subject, dnsNames, purposes: [serverAuth], keyName: 'alone' });
const privateRoot = await issue({ subject: 'CN=Private', notBefore: '2020-01-01', notAfter: '2040-01-01', ca: true });
const below = await issue({ ...server, issuer: privateRoot });
const stray = await issue({ subject: 'CN=stray' });
const forger = await issue({ subject: 'CN=Public Issuing', keyName: 'forger', ca: true, withoutKeyIds: true });
const forged = await issue({ ...server, issuer: forger, withoutKeyIds: true });

const unseen = { address: null, protocol: null, cipher: null, sent: [] };

describe('a server that Salesforce calls', () => {
  rows([
    { says: 'is taken when all of it is as it should be', attempt: call(), verdict: 'granted' },
    { says: 'may send its root too', attempt: call({ seen: seen({ sent: [leaf, ca, root] }) }), verdict: 'granted' },
    {
      says: 'is not known while it does not answer',
      attempt: call({
        seen: { ...seen(unseen), status: 'timeout', problem: 'It sent no certificates within 10 s.' },
      }),
      verdict: 'unknown',
      decidedBy: 'reached',
      outcomes: { 'chain-complete': 'unknown', dates: 'unknown', 'root-listed': 'unknown', name: 'unknown' },
      detail: /within 10 s/,
    },
    {
      says: 'is not known when the handshake broke off behind its certificates',
      attempt: call({ seen: seen({ problem: 'It closed the connection after it had sent its certificates.' }) }),
      verdict: 'unknown',
      decidedBy: 'reached',
      outcomes: { 'root-listed': 'pass' },
    },
    {
      says: 'is refused with a version of TLS that is over',
      attempt: call({ seen: seen({ protocol: 'TLSv1.1' }) }),
      verdict: 'refused',
      decidedBy: 'protocol',
    },
    {
      says: 'is not known without its version',
      attempt: call({ seen: seen({ protocol: null }) }),
      verdict: 'unknown',
      decidedBy: 'protocol',
    },
    {
      says: 'is refused without its intermediate, and whose signature it has is then not known',
      attempt: call({ seen: seen({ sent: [leaf] }) }),
      verdict: 'refused',
      decidedBy: 'chain-complete',
      outcomes: { signatures: 'unknown', dates: 'pass', 'root-listed': 'unknown' },
      detail: /Public Issuing/,
    },
    {
      says: 'is refused when it sends them in the wrong order',
      attempt: call({ seen: seen({ sent: [leaf, root, ca] }) }),
      verdict: 'refused',
      decidedBy: 'chain-order',
    },
    {
      says: 'is not known when something else stands in between',
      attempt: call({ seen: seen({ sent: [leaf, stray, ca] }) }),
      verdict: 'unknown',
      decidedBy: 'chain-order',
    },
    {
      says: 'is refused with a forged chain',
      attempt: call({ seen: seen({ sent: [forged, ca] }) }),
      verdict: 'refused',
      decidedBy: 'chain-complete',
      outcomes: { signatures: 'fail', 'root-listed': 'unknown' },
    },
    {
      says: 'is refused with a small key',
      attempt: call({ seen: seen({ sent: [small, ca] }) }),
      verdict: 'refused',
      decidedBy: 'signatures',
    },
    {
      says: 'is refused with a SHA-1 signature',
      attempt: call({ seen: seen({ sent: [weak, ca] }) }),
      verdict: 'refused',
      decidedBy: 'signatures',
    },
    {
      says: 'is not known with a kind of key of which no page tells',
      attempt: call({ seen: seen({ sent: [odd, ca] }) }),
      verdict: 'unknown',
      decidedBy: 'signatures',
    },
    {
      says: 'is refused when its certificate has ended',
      attempt: call({ seen: seen({ sent: [expired, ca] }) }),
      verdict: 'refused',
      decidedBy: 'dates',
    },
    {
      says: 'is refused when its certificate has not begun',
      attempt: call({ seen: seen({ sent: [early, ca] }) }),
      verdict: 'refused',
      decidedBy: 'dates',
    },
    {
      says: 'is refused below a root that is not on the list',
      attempt: call({ seen: seen({ sent: [below, privateRoot] }) }),
      verdict: 'refused',
      decidedBy: 'root-listed',
    },
    {
      says: 'is refused when it signed its certificate itself',
      attempt: call({ seen: seen({ sent: [alone] }) }),
      verdict: 'refused',
      decidedBy: 'root-listed',
      detail: /self-signed/,
    },
    {
      says: 'is not known without the list of roots',
      attempt: call({ trustStore: undefined }),
      verdict: 'unknown',
      decidedBy: 'chain-complete',
      outcomes: { 'root-listed': 'unknown', name: 'pass' },
    },
    {
      says: 'is refused under another name',
      attempt: call({ seen: seen({ sent: [elsewhere, ca] }) }),
      verdict: 'refused',
      decidedBy: 'name',
    },
    {
      says: 'is refused with a certificate for clients',
      attempt: call({ seen: seen({ sent: [forClients, ca] }) }),
      verdict: 'refused',
      decidedBy: 'purpose',
    },
    {
      says: 'is not known when only one of its two chains is refused',
      attempt: call({
        seen: seen({ alternative: { keyType: 'RSA', sent: [expired.certificate.der, ca.certificate.der] } }),
      }),
      verdict: 'unknown',
      decidedBy: 'dates',
      detail: /two chains/,
    },
    {
      says: 'is refused when both are',
      attempt: call({
        seen: seen({
          sent: [expired, ca],
          alternative: { keyType: 'RSA', sent: [expired.certificate.der, ca.certificate.der] },
        }),
      }),
      verdict: 'refused',
      decidedBy: 'dates',
    },
  ]);
});

describe('a server that may ask who calls, while no client certificate is named', () => {
  const asks = (requested: boolean | null, required: boolean | null) =>
    call({ seen: seen({ clientCertificate: { requested, authorities: [], required } }) });
  rows([
    { says: 'is called when it asks for none', attempt: asks(false, false), verdict: 'granted' },
    { says: 'is called when it goes on without', attempt: asks(true, false), verdict: 'granted' },
    { says: 'refuses when it demands one', attempt: asks(true, true), verdict: 'refused', decidedBy: 'asked' },
    { says: 'is not known when it does not say', attempt: asks(true, null), verdict: 'unknown', decidedBy: 'asked' },
    {
      says: 'is not known when the connection ended first',
      attempt: asks(null, null),
      verdict: 'unknown',
      decidedBy: 'asked',
    },
  ]);
});
