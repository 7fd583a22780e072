import assert from 'node:assert/strict';
import { it } from 'node:test';
import { evaluate } from '@cert-health/core';
import { issueLikeSalesforce } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';

it('a new self-signed certificate of the kind that Salesforce makes gives no finding of any kind', async () => {
  const own = await issueLikeSalesforce('SelfSignedCert_01Jan2026', '2026-01-01T10:00:00Z', '2027-01-01T00:00:00Z');
  const at = new Date('2026-06-01T00:00:00Z');
  const { findings, notChecked } = await evaluate(
    { ...emptyInventory, holdings: [held([own]), held([own], { source: 'project.certs', path: 'certs/Own.crt' })] },
    { at, generatedAt: at },
  );
  assert.deepEqual([findings, notChecked], [[], []]);
});

it('a thousand certificates with their chains are judged well within a second of processor time', async () => {
  const own = await issueLikeSalesforce('Own', '2026-01-01T10:00:00Z', '2027-01-01T00:00:00Z');
  const { parseCertificate } = await import('@cert-health/core');
  const holdings = Array.from({ length: 1000 }, (_, number) =>
    held([parseCertificate(own.pem)], { name: `Certificate_${number}` }),
  );
  const at = new Date('2026-12-01T00:00:00Z');
  const before = process.cpuUsage();
  const { findings } = await evaluate({ ...emptyInventory, holdings }, { at, generatedAt: at });
  const { user, system } = process.cpuUsage(before);
  assert.equal(findings.length, 1000);
  assert.ok(user + system < 1_000_000, `${(user + system) / 1000} ms`);
});
