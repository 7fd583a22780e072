import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCertificationRequest } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const authority = await issue({ subject: 'CN=Issuing', ca: true });
const asked = parseCertificationRequest(await request('CN=www.acme.example'));
/** Made for the key of the request: keys of the fixtures go by the subject. */
const signed = await issue({ subject: 'CN=www.acme.example', issuer: authority });
const stranger = await issue({ subject: 'CN=www.acme.example', issuer: authority, keyName: 'another key' });
const ended = await issue({ subject: 'CN=www.acme.example', issuer: authority, notAfter: '2026-05-01T00:00:00Z' });

const waiting = (other: Partial<Holding> = {}): Holding =>
  held([], {
    source: 'project.certificates',
    name: 'Www',
    label: 'Www',
    request: asked,
    pendingSignature: true,
    path: 'certs/Www.crt',
    ...other,
  });
const file = (certificates: Parameters<typeof held>[0], name = 'chain.pem'): Holding =>
  held(certificates, { source: `file:${name}`, name, label: name, path: name, kind: 'trusted' });

function said(holdings: readonly Holding[]) {
  const [finding, ...rest] = run('pending-signature', AT, holdings).observations;
  assert.ok(finding);
  assert.deepEqual(rest, []);
  return finding;
}

describe('whether a chain belongs to a request that waits', () => {
  it('is answered for a file that was given with it: upload it', () => {
    const { detail, remedy, evidence } = said([waiting(), file([signed, authority])]);
    assert.match(detail, /The chain in chain\.pem belongs to this request: it has the same key\./);
    assert.match(
      remedy,
      /^Upload the chain in chain\.pem under Setup > Certificate and Key Management > Www > Upload Signed Certificate/,
    );
    assert.deepEqual([evidence['answer'], evidence['answerBelongs']], ['chain.pem', true]);
  });

  it('is answered wherever in the file the certificate stands, and wherever it is held', () => {
    assert.match(said([waiting(), file([authority, signed])]).detail, /belongs to this request/);
    const inOrg = held([signed], { name: 'Www_Org', label: 'Www Org' });
    assert.match(said([waiting(), inOrg]).detail, /in the configuration "Www Org" belongs to this request/);
  });

  it('is answered for what stands beside the request itself', () => {
    assert.match(
      said([waiting({ certificates: [signed.certificate] })]).remedy,
      /^Upload the chain that stands beside it/,
    );
    const { detail, remedy } = said([waiting({ certificates: [stranger.certificate] })]);
    assert.match(detail, /The certificate beside it does not belong to this request: it has another key/);
    assert.match(remedy, /^Send the request to the certificate authority/);
  });

  it('is denied for a certificate of the same name with another key', () => {
    const { detail, remedy, evidence } = said([waiting(), file([stranger, authority])]);
    assert.match(
      detail,
      /The certificate in chain\.pem does not belong to this request: it has another key \("www\.acme\.example"\)/,
    );
    assert.match(remedy, /^Send the request/);
    assert.equal(evidence['answerBelongs'], false);
  });

  it('prefers the one that belongs to those that do not', () => {
    assert.match(said([waiting(), file([stranger], 'a.pem'), file([signed], 'b.pem')]).detail, /in b\.pem belongs/);
  });

  it('is not asked of other names, nor of the certificate before it, whose key is in the org', async () => {
    const other = await issue({ subject: 'CN=api.acme.example', issuer: authority });
    assert.doesNotMatch(said([waiting(), file([other])]).detail, /belong/);
    const before = held([stranger], { name: 'Www_2025', label: 'Www 2025' });
    assert.doesNotMatch(said([waiting(), before]).detail, /belong/);
    assert.doesNotMatch(said([waiting({ request: undefined as never })]).detail, /belong/);
  });

  it('does not advise to upload what has ended', () => {
    const { detail, remedy } = said([waiting(), file([ended, authority])]);
    assert.match(detail, /belongs to this request: it has the same key, and ended 31 days ago/);
    assert.match(remedy, /^Send the request/);
  });
});
