import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { OrgClient, QueryAnswer } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

describe('the query resources', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  it('keep Certificate to the Tooling API', async () => {
    const refused = await org.query('SELECT Id FROM Certificate');
    assert.equal(refused.status, 400);
    assert.equal(refusals(refused)[0]?.errorCode, 'INVALID_TYPE');
    assert.equal((await org.query('SELECT Id FROM Certificate', 'tooling/')).status, 200);
  });

  it('refuse fields that people believe Certificate has', async () => {
    for (const field of ['Status', 'ValidFrom', 'IsSelfSigned', 'Name', 'Issuer', 'Subject', 'SerialNumber']) {
      const refused = await org.query(`SELECT ${field} FROM Certificate`, 'tooling/');
      assert.equal(refusals(refused)[0]?.errorCode, 'INVALID_FIELD', field);
    }
  });

  it('answer ExpirationDate as a date and CreatedDate as a dateTime', async () => {
    const soql = "SELECT ExpirationDate, CreatedDate FROM Certificate WHERE DeveloperName = 'Partner_API_Client'";
    const [row] = (await org.query<Record<string, string>>(soql, 'tooling/')).json().records;
    assert.equal(row?.['ExpirationDate'], '2026-11-26');
    assert.match(row?.['CreatedDate'] ?? '', /^2026-05-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
  });

  it('give the chain as an address, whose body is PEM and wants the access token', async () => {
    const soql = "SELECT CertificateChain FROM Certificate WHERE DeveloperName = 'Partner_API_Client'";
    const [row] = (await org.query<{ CertificateChain: string }>(soql, 'tooling/')).json().records;
    const path = row?.CertificateChain ?? '';
    assert.match(path, /^\/services\/data\/v67\.0\/tooling\/sobjects\/Certificate\/0P1\w{15}\/CertificateChain$/);
    const body = await org.get(`/${path}`);
    assert.equal(body.text.match(/-----BEGIN CERTIFICATE-----/g)?.length, 2);
    const stranger = await fetch(org.url + path);
    assert.equal(stranger.status, 401);
  });

  it('answer 404 for the chain of a certificate that is not there', async () => {
    const answer = await org.get(`${data}/tooling/sobjects/Certificate/0P1000000000000AAA/CertificateChain`);
    assert.equal(answer.status, 404);
  });

  it('show deleted certificates beside those that took their names', async () => {
    const soql =
      "SELECT Id, CreatedDate FROM Certificate WHERE DeveloperName = 'Carrier_Gateway_Client' ORDER BY CreatedDate DESC";
    const { records } = (await org.query(soql, 'tooling/')).json();
    assert.equal(records.length, 2);
  });

  it('page by locator when asked for small pages', async () => {
    // 200 is the smallest page; the org has fewer records of any kind, so some are added.
    const records = Array.from({ length: 200 }, (_, index) => ({
      attributes: { type: 'Account' },
      Name: `Shipper ${String(index).padStart(3, '0')}`,
    }));
    for (let round = 0; round < 3; round += 1) await org.request('POST', `${data}/composite/sobjects`, { records });
    const path = `${data}/query?q=${encodeURIComponent('SELECT Name FROM Account ORDER BY Name')}`;
    const headers = { 'sforce-query-options': 'batchSize=250' };
    let answer = (await org.request<QueryAnswer<{ Name: string }>>('GET', path, undefined, headers)).json();
    const sizes = [answer.records.length];
    const names = answer.records.map(({ Name }) => Name);
    while (!answer.done) {
      answer = (await org.get<QueryAnswer<{ Name: string }>>(answer.nextRecordsUrl ?? '')).json();
      assert.equal(answer.totalSize, 600);
      sizes.push(answer.records.length);
      names.push(...answer.records.map(({ Name }) => Name));
    }
    assert.deepEqual(sizes, [250, 250, 100]);
    assert.deepEqual(names, names.toSorted());
    assert.equal(answer.nextRecordsUrl, undefined);
  });

  it('refuse a locator that was never given', async () => {
    const answer = await org.get(`${data}/query/01g000000000999-2000`);
    assert.equal(refusals(answer)[0]?.errorCode, 'INVALID_QUERY_LOCATOR');
  });

  it('count', async () => {
    const answer = await org.query('SELECT COUNT() FROM Profile');
    assert.deepEqual(answer.json(), { totalSize: 2, done: true, records: [] });
  });

  it('describe the columns of a query, as the CLI asks to lay out its table', async () => {
    const soql = 'SELECT Id, Assignee.Name, Assignee.Username FROM PermissionSetAssignment';
    const answer = await org.get<{ columnMetadata: { columnName: string; joinColumns: { columnName: string }[] }[] }>(
      `${data}/query?q=${encodeURIComponent(soql)}&columns=true`,
    );
    const [id, assignee] = answer.json().columnMetadata;
    assert.equal(id?.columnName, 'Id');
    assert.equal(assignee?.columnName, 'Assignee');
    assert.deepEqual(
      assignee?.joinColumns.map(({ columnName }) => columnName),
      ['Name', 'Username'],
    );
  });

  it('follow Tooling relationships to certificates', async () => {
    const soql =
      'SELECT NamedCredential.DeveloperName, Certificate.DeveloperName FROM NamedCredentialParameter WHERE CertificateId != null';
    const { records } = (await org.query<Record<string, { DeveloperName: string }>>(soql, 'tooling/')).json();
    const partner = records.find((record) => record['NamedCredential']?.DeveloperName === 'Partner_API');
    assert.equal(partner?.['Certificate']?.DeveloperName, 'Partner_API_Client');
  });

  it('follow the certificates of external credentials, and find none where there is none', async () => {
    const soql = 'SELECT ExternalCredential.DeveloperName, Certificate.DeveloperName FROM ExternalCredentialParameter';
    const { records } = (await org.query<Record<string, { DeveloperName: string }>>(soql, 'tooling/')).json();
    assert.equal(records[0]?.['ExternalCredential']?.DeveloperName, 'Bank_JWT');
    assert.equal(records[0]?.['Certificate']?.DeveloperName, 'SelfSigned_Signing_2048');
    const none = await org.query('SELECT Id FROM ExtlClntAppSamlPlcyCnfg', 'tooling/');
    assert.equal(none.json().totalSize, 0);
    const credentials = await org.query('SELECT AuthenticationProtocol FROM ExternalCredential', 'tooling/');
    assert.equal(credentials.json().records[0]?.['AuthenticationProtocol'], 'Jwt');
  });

  it("show the identity providers' certificates to the data API", async () => {
    const { records } = (
      await org.query<{ ValidationCert: string }>('SELECT ValidationCert FROM SamlSsoConfig')
    ).json();
    for (const { ValidationCert } of records) assert.ok(new X509Certificate(Buffer.from(ValidationCert, 'base64')));
    assert.equal(records.length, 2);
  });

  it('do not show certificates of named credentials to the data API', async () => {
    assert.equal(refusals(await org.query('SELECT CertificateId FROM NamedCredential'))[0]?.errorCode, 'INVALID_FIELD');
  });

  it('find the code that names certificates', async () => {
    const soql = "SELECT Name, Body FROM ApexClass WHERE Name LIKE '%Gateway' AND NamespacePrefix = null";
    const [row] = (await org.query<{ Body: string }>(soql, 'tooling/')).json().records;
    assert.match(row?.Body ?? '', /setClientCertificateName/);
  });

  it('answer who is mailed before certificates expire', async () => {
    const soql =
      'SELECT Assignee.Name FROM PermissionSetAssignment WHERE PermissionSet.PermissionsManageCertificatesExpiration = true AND Assignee.IsActive = true';
    const { records } = (await org.query<{ Assignee: { Name: string } }>(soql)).json();
    assert.deepEqual(
      records.map(({ Assignee }) => Assignee.Name),
      ['Ines Okafor'],
    );
    const users =
      'SELECT Name FROM User WHERE IsActive = true AND Id IN (SELECT AssigneeId FROM PermissionSetAssignment WHERE PermissionSet.PermissionsEnforceMutualAuthentication = true)';
    assert.deepEqual(
      (await org.query(users)).json().records.map((row) => row['Name']),
      ['Billing Integration'],
    );
  });

  it('refuse a query that is missing', async () => {
    const answer = await org.get(`${data}/query`);
    assert.equal(refusals(answer)[0]?.errorCode, 'MALFORMED_QUERY');
  });
});
