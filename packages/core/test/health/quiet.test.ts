import assert from 'node:assert/strict';
import { it } from 'node:test';
import { defaultSignatures, evaluate, parseCertificate } from '@cert-health/core';
import type { Inventory, SignatureVerifier } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
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

it('a thousand certificates with their chains are judged, signatures and all, each signature once', async () => {
  const root = await issue({ subject: 'CN=Root', ca: true, key: 'RSA-2048', notAfter: '2046-01-01T00:00:00Z' });
  const ca = await issue({
    subject: 'CN=CA',
    ca: true,
    key: 'RSA-2048',
    issuer: root,
    notAfter: '2040-01-01T00:00:00Z',
  });
  const pems = await Promise.all(
    Array.from({ length: 1000 }, (_, number) =>
      issue({ subject: `CN=Client ${number}`, issuer: ca, key: 'RSA-2048', keyName: 'client' }).then(({ pem }) => pem),
    ),
  );
  const read = (count: number): Inventory => ({
    ...emptyInventory,
    holdings: pems
      .slice(0, count)
      .map((pem, number) =>
        held([parseCertificate(pem), parseCertificate(ca.pem), parseCertificate(root.pem)], { name: `C_${number}` }),
      ),
  });
  const at = new Date('2026-12-01T00:00:00Z');
  const inventory = read(1000);
  const verifier = defaultSignatures();
  let verified = 0;
  const signatures: SignatureVerifier = {
    ...verifier,
    verify: (request) => {
      verified += 1;
      return verifier.verify(request);
    },
  };
  const { findings, notChecked } = await evaluate(inventory, { at, generatedAt: at, signatures });
  const told = Map.groupBy(findings, ({ check }) => check);
  const counts = [told.get('expiring')?.length, told.get('duplicate-key')?.length, findings.length, notChecked.length];
  assert.deepEqual(counts, [1000, 1, 1001, 0], 'each ends soon, and all have one key');
  assert.equal(verified, 1002, 'each leaf, the intermediate and the root, once');
});
