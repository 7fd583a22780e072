import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeServers, salesforceTrustStore } from '@cert-health/core';
import type { JudgedServer, KnownRevocation, SeenServer } from '@cert-health/core';
import { issue, serverAuth } from '../../fixtures/certificates.ts';
import type { Issued } from '../../fixtures/certificates.ts';

const at = new Date('2026-11-30T12:00:00Z');
const caSpan = { notBefore: '2020-01-01T00:00:00Z', notAfter: '2040-01-01T00:00:00Z', ca: true };
const root = await issue({ subject: 'CN=Root', ...caSpan });
const issuing = await issue({ subject: 'CN=Issuing', issuer: root, ...caSpan });
const leaf = await issue({
  subject: 'CN=partner.example',
  issuer: issuing,
  dnsNames: ['partner.example'],
  purposes: [serverAuth],
});
const unsent = await issue({ subject: 'CN=Unsent', issuer: root, ...caSpan });

const print = ({ certificate }: Issued): string => certificate.fingerprint;

async function judge(
  sent: readonly Issued[],
  answers: readonly (readonly [Issued, KnownRevocation])[],
  fetched: readonly Issued[] = [],
): Promise<JudgedServer> {
  const seen: SeenServer = {
    target: 'partner.example:443',
    serverName: 'partner.example',
    address: '192.0.2.1',
    status: 'reached',
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    sent: sent.map(({ certificate }) => certificate.der),
    clientCertificate: { requested: false, authorities: [], required: false },
  };
  const { servers } = await judgeServers([seen], {
    at,
    trustStore: salesforceTrustStore(root.pem),
    revocation: new Map(answers.map(([one, answer]) => [print(one), answer])),
    fetched: fetched.map(({ certificate }) => certificate),
  });
  return servers[0] as JudgedServer;
}

const revoked: KnownRevocation = { status: 'revoked', reason: 'Revoked on 2026-11-01: no reason given.' };

test('a good answer, and none, change nothing', async () => {
  for (const answers of [[], [[leaf, { status: 'good' }] as const]]) {
    const { accepted, reasons } = await judge([leaf, issuing], answers);
    assert.deepEqual([accepted, reasons], [true, []]);
  }
});

test('a revoked certificate of the path refuses the server, and it is said which and who says so', async () => {
  for (const [one, message, remedy] of [
    [leaf, /^The certificate of the server was revoked .* in its revocation list\. Revoked on/, /new key/],
    [issuing, /^"CN=Issuing", which vouches for it, was revoked/, /another intermediate/],
  ] as const) {
    const { accepted, reasons } = await judge([leaf, issuing], [[one, revoked]]);
    const [reason, ...others] = reasons;
    assert.deepEqual([accepted, reason?.code, reason?.certificate, others], [false, 'revoked', print(one), []]);
    assert.match(reason?.message ?? '', message);
    assert.match(reason?.remedy ?? '', remedy);
  }
  const byOcsp = await judge([leaf, issuing], [[leaf, { ...revoked, by: 'ocsp' }]]);
  assert.match(byOcsp.reasons[0]?.message ?? '', /when it is asked \(OCSP\)/);
});

test('an answer that is not known is told, and decides nothing', async () => {
  const { accepted, reasons } = await judge([leaf, issuing], [[leaf, { status: 'unknown', reason: 'It was busy.' }]]);
  assert.equal(accepted, true);
  assert.deepEqual(
    reasons.map(({ code, consequence, who }) => [code, consequence, who]),
    [['revocation-unknown', 'none', 'caller']],
  );
  assert.match(reasons[0]?.message ?? '', /It was busy\./);
});

test('word that is out of date and names it as revoked leaves the verdict open', async () => {
  const old = { status: 'unknown', reason: 'Its list has ended. It says: revoked.', listed: true } as const;
  const { accepted, reasons } = await judge([leaf, issuing], [[leaf, old]]);
  assert.equal(accepted, null);
  assert.deepEqual(
    reasons.map(({ code, consequence }) => [code, consequence]),
    [['revocation-unknown', 'unknown']],
  );
});

test('what is said of a certificate that is not on the path does not matter', async () => {
  assert.equal((await judge([leaf, issuing], [[unsent, revoked]])).accepted, true);
});

test('an intermediate that was fetched makes certain that it is missing, and nothing better', async () => {
  const guessed = await judge([leaf], []);
  assert.equal(guessed.chain.complete, null);
  const known = await judge([leaf], [], [issuing]);
  assert.deepEqual([known.accepted, known.chain.complete], [false, false]);
  assert.deepEqual(known.sent, [print(leaf)]);
  assert.match(known.reasons[0]?.message ?? '', /Salesforce fetches nothing that is missing/);
});
