import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Holding, Reference } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import {
  held,
  heldForClients,
  only,
  run,
  shownInbound,
  shownOutbound,
  shownToVisitors,
} from '../fixtures/inventories.ts';

const over = '2026-06-01T00:00:00Z';
const inTime = '2026-01-25T00:00:00Z';
const authority = await issue({ subject: 'CN=Kestrel Issuing CA', ca: true });
const own = await issue({ subject: 'CN=own', notAfter: '2026-02-01T00:00:00Z' });
const signed = await issue({ subject: 'CN=signed', issuer: authority, notAfter: '2026-02-01T00:00:00Z' });

/** What people are told to do about a certificate that has ended, or is about to. */
const remedyFor = (holding: Holding, references: readonly Reference[] = [], at = over): string => {
  const check = at === over ? 'expired' : 'expiring';
  return only(run(check, at, [holding], { references })).remedy;
};

function withoutRecord(other: Partial<Holding> = {}): Holding {
  const { source, name, label, kind, certificates } = held([own]);
  return { source, name, label, kind, certificates, ...other };
}

const signsTokens: Reference = { ...shownOutbound, source: 'org.apex', name: 'Jwt', field: 'ApexClass.Auth.JWS' };
const signsRequests: Reference = {
  ...shownOutbound,
  source: 'org.saml-sso-configs',
  name: 'Okta',
  field: 'SamlSsoConfig.requestSigningCertId',
};

describe('what to do so that there is a new certificate', () => {
  it('is done in Setup for a key pair of an org or a project, also where its record was not read', () => {
    for (const holding of [held([own]), withoutRecord(), withoutRecord({ source: 'project.certificates' })]) {
      assert.match(
        remedyFor(holding),
        /^Create its successor in Setup > Certificate and Key Management, self-signed as this one is\./,
      );
    }
  });

  it('needs a request to the authority that signed it, by the certificate or by its record', () => {
    assert.match(
      remedyFor(held([signed])),
      /^Make a signing request \(CSR\) .* have its certificate authority \("Kestrel Issuing CA"\) sign it, and upload the chain/,
    );
    const record = { expirationDate: new Date('2026-02-01'), caSigned: true };
    assert.match(remedyFor(held([], { unreadable: 'not read', record })), /have its certificate authority sign it/);
    const byItself = { ...record, caSigned: false };
    assert.match(remedyFor(held([], { unreadable: 'not read', record: byItself })), /self-signed as this one is/);
    const unknown = { expirationDate: new Date('2026-02-01') };
    assert.match(
      remedyFor(held([], { unreadable: 'not read', record: unknown })),
      /one that an authority signs needs a signing request/,
    );
  });

  it('takes a public authority for a custom domain, and nobody has to be told', () => {
    for (const one of [own, signed]) {
      const remedy = remedyFor(held([one]), [shownToVisitors], inTime);
      assert.match(remedy, /^Make a signing request \(CSR\)/);
      assert.match(remedy, /have a public certificate authority sign it, and upload the chain/);
      assert.match(
        remedy,
        /choose it for the domain of Portal \(Setup > Domains\), a week before this one ends at the latest/,
      );
      assert.doesNotMatch(remedy, /hand|whoever verifies/i);
      const { action = '' } = only(run('expiring', inTime, [held([one])], { references: [shownToVisitors] }));
      assert.match(action, /^Make a signing request/, 'in short too');
    }
    assert.doesNotMatch(remedyFor(held([own]), [shownToVisitors]), /before this one ends/, 'when it has ended');
  });

  it('gives the called server a self-signed one beforehand, and tells it of a signed one', () => {
    assert.match(
      remedyFor(held([own]), [shownOutbound]),
      /Hand its public certificate to the owner of the called server.* beside the old one, then choose it in Partner_API \(Setup > Named Credentials\)\.$/,
    );
    assert.match(
      remedyFor(held([signed]), [shownOutbound]),
      /Tell the owner of the called server, who may accept this one certificate only/,
    );
  });

  it('agrees on a moment with whoever can hold one certificate only', () => {
    assert.match(
      remedyFor(held([own]), [signsTokens]),
      /Who can hold two takes it beside the old one first; with who holds one only, agree on a moment/,
    );
    const login = remedyFor(held([own]), [signsRequests]);
    assert.match(login, /identity provider, agree on a moment, change both sides then/);
    assert.match(login, /keep a way to log in without single sign-on/);
  });

  it('does not forget a second use', () => {
    const remedy = remedyFor(held([signed]), [shownToVisitors, shownOutbound]);
    assert.match(remedy, /for the domain of Portal/);
    assert.match(remedy, /owner of the called server/);
  });

  it('is a matter for the certificate authority where a file holds the key', () => {
    const file = withoutRecord({ source: 'file:certs/partner.p12', path: 'certs/partner.p12' });
    assert.equal(remedyFor(file), 'Get its successor from the certificate authority and put it in certs/partner.p12.');
    assert.match(remedyFor(file, [], inTime), /put it in certs\/partner\.p12 before this one ends\.$/);
  });

  it('is asked of its owner only where somebody else has the key', () => {
    assert.match(remedyFor(heldForClients([own])), /^Ask the owner of the certificate for its successor/);
  });

  it('takes a few sentences and names no command that does not exist', () => {
    const all = [signsTokens, signsRequests, shownOutbound, shownToVisitors].map((one) =>
      remedyFor(held([signed]), [one], inTime),
    );
    for (const remedy of [...all, remedyFor(heldForClients([own]), [shownInbound])]) {
      assert.doesNotMatch(remedy, /sf cert/);
      assert.ok(remedy.split(/\. /).length <= 4 && remedy.length < 480, remedy);
    }
  });
});
