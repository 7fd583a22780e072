import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { planted, startPracticeOrg } from '../../src/index.ts';
import { recordAt, recordsAt, textAt } from '../../src/xml/xml.ts';
import type { OrgClient } from '../org-client.ts';
import { data, now, refusals, startOrg } from '../org-client.ts';

describe('a session that may not see', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: planted });
  });
  after(() => org.close());
  afterEach(() => org.setFaults({}));

  const tooling = (object: string) => org.query(`SELECT Id FROM ${object}`, 'tooling/');
  const list = (type: string) => org.soap('listMetadata', `<queries><type>${type}</type></queries>`);
  const listed = async (type: string) =>
    recordsAt(recordAt((await list(type)).body, 'listMetadataResponse'), 'result').length;

  it('sees all of it without a fault', async () => {
    assert.ok((await tooling('Certificate')).json().records.length > 0);
    for (const type of ['Certificate', 'InboundCertificate', 'SamlSsoConfig', 'Flow'])
      assert.ok((await listed(type)) > 0);
  });

  it('gets empty lists of what the policy for session security governs, and of nothing else', async () => {
    org.setFaults({ sessionPolicy: 'empty' });
    assert.deepEqual((await tooling('Certificate')).json().records, []);
    assert.deepEqual((await org.query('SELECT Id FROM SamlSsoConfig')).json().records, []);
    for (const type of ['Certificate', 'InboundCertificate', 'SamlSsoConfig'])
      assert.equal(await listed(type), 0, type);
    assert.ok((await tooling('NamedCredential')).json().records.length > 0);
    assert.ok((await listed('ConnectedApp')) > 0);
  });

  it('or is refused it, with every permission', async () => {
    org.setFaults({ sessionPolicy: 'error' });
    assert.equal(refusals(await tooling('Certificate'))[0]?.errorCode, 'INSUFFICIENT_ACCESS');
    assert.equal(textAt(recordAt((await list('SamlSsoConfig')).body, 'Fault'), 'faultcode'), 'sf:INSUFFICIENT_ACCESS');
    const held = await org.query<Record<string, boolean>>(
      'SELECT PermissionsManageCertificates FROM UserPermissionAccess',
    );
    assert.equal(held.json().records[0]?.['PermissionsManageCertificates'], true);
    assert.equal((await tooling('NamedCredential')).status, 200);
  });

  it('gets nothing at all, but who and where it is', async () => {
    org.setFaults({ emptyLists: true });
    for (const object of ['Certificate', 'NamedCredential', 'ApexClass']) {
      assert.deepEqual((await tooling(object)).json().records, [], object);
    }
    for (const type of ['ConnectedApp', 'Profile', 'WorkflowOutboundMessage'])
      assert.equal(await listed(type), 0, type);
    assert.equal((await org.query('SELECT Id FROM Organization')).json().records.length, 1);
    const described = await org.soap('describeMetadata', '<asOfVersion>67.0</asOfVersion>');
    assert.match(described.text, /ConnectedApp/);
  });

  it('gets a page that asks for a log-in, with 200, for every answer of the API', async () => {
    org.setFaults({ loginPage: true });
    for (const answer of [await tooling('Certificate'), await list('Flow'), await org.get(`${data}/limits`)]) {
      assert.deepEqual([answer.status, answer.headers.get('content-type')], [200, 'text/html; charset=UTF-8']);
      assert.match(answer.text, /^<!DOCTYPE html>/);
    }
  });

  it('gets SOAP faults with 200', async () => {
    org.setFaults({ faultsAs200: true, deny: ['ModifyMetadata'] });
    const answer = await list('Flow');
    assert.equal(answer.status, 200);
    assert.equal(textAt(recordAt(answer.body, 'Fault'), 'faultcode'), 'sf:INSUFFICIENT_ACCESS');
  });

  it('gets fewer rows than are counted', async () => {
    org.setFaults({ withheldRows: true });
    const { totalSize, done, records } = (await tooling('NamedCredential')).json();
    assert.equal(done, true);
    assert.ok(records.length < totalSize);
  });
});

describe('an access token that is a JWT', () => {
  it('is given with the fault, and is a session of REST always, of SOAP from 68.0 on', async () => {
    const org = await startPracticeOrg({ now, seed: planted, faults: { jwtToken: true } });
    try {
      assert.equal(org.accessToken, org.jwtAccessToken);
      assert.match(org.accessToken, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
      const headers = { authorization: `Bearer ${org.accessToken}` };
      assert.equal((await fetch(`${org.url}${data}/limits`, { headers })).status, 200);
      const envelope = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><e:Header><SessionHeader><sessionId>${org.accessToken}</sessionId></SessionHeader></e:Header><e:Body><describeMetadata/></e:Body></e:Envelope>`;
      const soap = (version: string) =>
        fetch(`${org.url}/services/Soap/m/${version}`, { method: 'POST', body: envelope });
      const refused = await soap('67.0');
      assert.equal(refused.status, 500);
      assert.match(await refused.text(), /<faultcode>sf:INVALID_SESSION_ID</);
      assert.equal((await soap('68.0')).status, 200);
    } finally {
      await org.close();
    }
  });

  it('is not given without', async () => {
    const org = await startPracticeOrg({ now, seed: planted });
    assert.match(org.accessToken, /^00D\w{12}!/);
    await org.close();
  });
});
