import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import type { Company } from '../../src/index.ts';
import { quietHarbor } from '../../src/index.ts';
import { now } from '../org-client.ts';

describe('Quiet Harbor Books', () => {
  let company: Company;
  before(async () => {
    company = await quietHarbor(now);
  });

  it('has nothing that runs out soon, waits or was deleted', () => {
    for (const { developerName, body, expirationDate, deleted } of company.keyPairs) {
      const { validFromDate } = new X509Certificate(body);
      const left = (expirationDate!.getTime() - now.getTime()) / (expirationDate!.getTime() - validFromDate.getTime());
      assert.ok(left > 1 / 2, developerName);
      assert.equal(deleted, false);
    }
  });

  it('has chains that lead to the list of roots', () => {
    const supplier = company.keyPairs.find(({ developerName }) => developerName === 'Supplier_Client');
    const [, intermediate = ''] = supplier?.body.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g) ?? [];
    const roots = company.trustedRoots.map((pem) => new X509Certificate(pem));
    assert.ok(roots.some((root) => new X509Certificate(intermediate).verify(root.publicKey)));
  });

  it('mails its one user before a certificate expires', () => {
    const [set] = company.rows['PermissionSet'] ?? [];
    const [assignment] = company.rows['PermissionSetAssignment'] ?? [];
    assert.equal(set?.['PermissionsManageCertificatesExpiration'], true);
    assert.deepEqual(
      [assignment?.['PermissionSetId'], assignment?.['AssigneeId']],
      [set?.['Id'], company.identity.userId],
    );
  });

  it('is another org than Acme Freight', () => {
    assert.match(company.identity.id, /^00D\w{15}$/);
    assert.equal(company.identity.isSandbox, false);
  });
});
