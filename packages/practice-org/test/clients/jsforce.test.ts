import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Connection } from '@jsforce/jsforce-node';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';
import { certificateFiles, packageZip } from '../packages.ts';

describe('jsforce as a client', () => {
  let org: OrgClient;
  let connection: Connection;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
    connection = new Connection({ instanceUrl: org.url, accessToken: org.accessToken, version: '67.0' });
  });
  after(() => org.close());

  it('queries certificates and fetches a chain', async () => {
    const { records } = await connection.tooling.query<{ CertificateChain: string }>(
      "SELECT CertificateChain FROM Certificate WHERE DeveloperName = 'Supplier_Client'",
    );
    const body = await connection.request<string>(records[0]?.CertificateChain ?? '');
    assert.match(body, /^-----BEGIN CERTIFICATE-----/);
  });

  it('sees refusals as errors with their codes', async () => {
    await assert.rejects(Promise.resolve(connection.query('SELECT Id FROM Certificate')), {
      errorCode: 'INVALID_TYPE',
    });
    await assert.rejects(Promise.resolve(connection.query('SELECT Nothing FROM User')), { errorCode: 'INVALID_FIELD' });
    await assert.rejects(connection.metadata.list([{ type: 'Certificat' }]), /INVALID_TYPE/);
  });

  it('lists and reads metadata', async () => {
    const listed = await connection.metadata.list([{ type: 'Certificate' }], '67.0');
    assert.deepEqual(listed.map(({ fullName }) => fullName).sort(), ['Supplier_Client', 'Webhook_Signing']);
    const [certificate] = await connection.metadata.read('Certificate', ['Supplier_Client', 'Nothing']);
    assert.equal((certificate as { caSigned?: unknown } | undefined)?.caSigned, true);
  });

  it('retrieves', async () => {
    const result = await connection.metadata
      .retrieve({
        apiVersion: '67.0',
        unpackaged: { types: [{ members: ['*'], name: 'Certificate' }], version: '67.0' },
      } as never)
      .complete();
    assert.equal(result.success, true);
    assert.ok(result.zipFile.length > 1000);
  });

  for (const rest of [false, true]) {
    it(`deploys by ${rest ? 'REST' : 'SOAP'}`, async () => {
      const name = rest ? 'By_Rest' : 'By_Soap';
      const files = certificateFiles(name, '<caSigned>true</caSigned><masterLabel>New</masterLabel>');
      const zip = Buffer.from(packageZip({ Certificate: [name] }, files));
      const options = { singlePackage: true, rollbackOnError: true };
      const { metadata } = connection;
      const started = rest ? metadata.deployRest(zip, options) : metadata.deploy(zip, options);
      const result = await started.complete(true);
      assert.equal(result.status, 'Succeeded');
      const { totalSize } = await connection.tooling.query(
        `SELECT Id FROM Certificate WHERE DeveloperName = '${name}' AND OptionsIsUnusable = true`,
      );
      assert.equal(totalSize, 1);
    });
  }

  it('fetches all pages of a query by itself', async () => {
    const names = Array.from({ length: 450 }, (_, index) => ({ Name: `Account ${index}` }));
    await connection.sobject('Account').create(names, { allowRecursive: true });
    const records = await connection.query('SELECT Name FROM Account', { autoFetch: true, maxFetch: 1000 });
    assert.equal(records.records.length, 450);
  });
});
