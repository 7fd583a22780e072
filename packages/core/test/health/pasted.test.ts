import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeCertificates, readCertificates } from '@cert-health/core';
import { issue, request } from '../fixtures/certificates.ts';

const at = new Date('2026-06-01T00:00:00Z');
const root = await issue({ subject: 'CN=Root', ca: true });
const leaf = await issue({ subject: 'CN=leaf', issuer: root });

describe('what somebody pastes', () => {
  it('is read as text and as bytes of a file, whichever view they come in', () => {
    const { der } = leaf.certificate;
    const buffer = Uint8Array.from(der).buffer;
    for (const content of [leaf.pem, der, buffer, Buffer.from(leaf.pem)]) {
      const { certificates, problems } = readCertificates(content);
      assert.deepEqual([certificates[0]?.fingerprint, problems], [leaf.certificate.fingerprint, []]);
    }
  });

  it('keeps its order and may hold a whole chain', () => {
    const { certificates } = readCertificates(`${leaf.pem}\n${root.pem}`);
    assert.deepEqual(
      certificates.map(({ subject }) => subject.text),
      ['CN=leaf', 'CN=Root'],
    );
  });

  it('that is no certificate is a sentence that says what it is and what to do', async () => {
    assert.match(readCertificates(await request('CN=x')).problems[0] ?? '', /signing request.*give the certificate/);
    for (const junk of ['', 'hello', '-----BEGIN CERTIFICATE-----\nAAAA', new Uint8Array([48, 1])]) {
      const { certificates, problems } = readCertificates(junk);
      assert.equal(certificates.length, 0);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', /^[A-Z].*\.$/s);
    }
  });

  it('with a private key in it is read, and told to leave the key out', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    const { certificates, problems } = readCertificates(`${key}${leaf.pem}`);
    assert.equal(certificates.length, 1);
    assert.match(problems.join(), /private key stands there too.*not looked at/);
  });

  it('is described as a report describes it, the certificate first and its chain after it', async () => {
    const described = await describeCertificates([root.certificate, leaf.certificate], at);
    assert.deepEqual(
      described.map(({ subject }) => subject),
      ['CN=leaf', 'CN=Root'],
    );
    assert.deepEqual(
      described[0]?.path?.steps.map(({ signature }) => signature),
      ['valid', 'valid'],
    );
    assert.equal(described[1]?.path, undefined);
    assert.deepEqual(await describeCertificates([], at), []);
  });

  it('that does not belong together is described all the same', async () => {
    const other = await issue({ subject: 'CN=other' });
    const described = await describeCertificates([leaf.certificate, other.certificate], at);
    assert.equal(described.length, 2);
  });
});
