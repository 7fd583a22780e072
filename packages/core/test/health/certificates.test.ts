import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate } from '@cert-health/core';
import type { ReportCertificate } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';

async function described(one: Issued, at: string): Promise<ReportCertificate> {
  const options = { at: new Date(at), generatedAt: new Date(at) };
  const { certificates } = await evaluate({ ...emptyInventory, holdings: [held([one])] }, options);
  return certificates[0] as ReportCertificate;
}

describe('a certificate of the report', () => {
  it('is told in the words of the field', async () => {
    const root = await issue({ subject: 'CN=Root,O=Acme', ca: true });
    const leaf = await issue({
      subject: 'CN=www.example.com,O=Acme',
      issuer: root,
      purposes: [serverAuth, clientAuth, '1.2.3.4'],
      dnsNames: ['www.example.com', '*.example.com'],
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2026-04-11T00:00:00Z',
    });
    const certificate = await described(leaf, '2026-01-26T00:00:00Z');
    assert.equal(certificate.lifetimeDays, 100);
    assert.equal(certificate.lifetimeUsed, 0.25);
    assert.deepEqual(certificate.key, { algorithm: 'EC', size: 256, curve: 'P-256' });
    assert.deepEqual(certificate.extendedKeyUsage, ['serverAuth', 'clientAuth', '1.2.3.4']);
    assert.deepEqual(certificate.subjectAltNames, ['www.example.com', '*.example.com']);
    assert.equal(certificate.signatureAlgorithm, 'ecdsa-with-SHA256');
    assert.equal(certificate.notAfter, '2026-04-11T00:00:00.000Z');
    assert.deepEqual([certificate.isCa, certificate.selfSigned], [false, false]);
    assert.match(certificate.fingerprint, /^[0-9a-f]{64}$/);
  });

  it('has used none of its life before it begins, and more than all of it after it ends', async () => {
    const leaf = await issue({ subject: 'CN=a', notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-01-11T00:00:00Z' });
    assert.equal((await described(leaf, '2025-12-01T00:00:00Z')).lifetimeUsed, 0);
    assert.equal((await described(leaf, '2026-01-11T00:00:00Z')).lifetimeUsed, 1);
    assert.equal((await described(leaf, '2026-01-16T00:00:00Z')).lifetimeUsed, 1.5);
  });

  it('does not divide by a lifetime of nothing', async () => {
    const moment = '2026-01-01T00:00:00Z';
    const leaf = await issue({ subject: 'CN=nothing', notBefore: moment, notAfter: moment });
    assert.equal((await described(leaf, moment)).lifetimeUsed, 0);
    assert.equal((await described(leaf, '2026-01-02T00:00:00Z')).lifetimeUsed, 1);
  });

  it('shows what Salesforce makes as it is: a CA by its flag, self-signed, without purposes', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T10:00:00Z', '2027-01-01T00:00:00Z');
    const certificate = await described(own, '2026-02-01T00:00:00Z');
    assert.deepEqual([certificate.isCa, certificate.selfSigned], [true, true]);
    assert.deepEqual([certificate.extendedKeyUsage, certificate.keyUsage, certificate.chain], [[], [], []]);
    assert.deepEqual(certificate.key, { algorithm: 'RSA', size: 2048 });
  });
});
