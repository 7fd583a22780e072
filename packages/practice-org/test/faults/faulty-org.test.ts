import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import { recordAt, textAt } from '../../src/xml/xml.ts';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

describe('an org with faults', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
  });
  after(() => org.close());
  afterEach(() => org.setFaults({}));

  const certificates = () =>
    org.query<{ CertificateChain: string }>('SELECT CertificateChain FROM Certificate', 'tooling/');
  const list = () => org.soap('listMetadata', '<queries><type>Certificate</type></queries>');
  const soapCode = async (answer: ReturnType<typeof list>) =>
    textAt(recordAt((await answer).body, 'Fault'), 'faultcode');

  it('denies the Metadata API, by SOAP and REST, and nothing else', async () => {
    org.setFaults({ deny: ['ModifyMetadata'] });
    assert.equal(await soapCode(list()), 'sf:INSUFFICIENT_ACCESS');
    const rest = await org.request('POST', `${data}/metadata/deployRequest`, {});
    assert.deepEqual([rest.status, refusals(rest)[0]?.errorCode], [403, 'INSUFFICIENT_ACCESS']);
    assert.equal((await certificates()).status, 200);
  });

  it('denies certificates without Manage Certificates, also through relationships', async () => {
    org.setFaults({ deny: ['ManageCertificates'] });
    assert.equal(refusals(await certificates())[0]?.errorCode, 'INSUFFICIENT_ACCESS');
    const through = await org.query('SELECT Certificate.DeveloperName FROM NamedCredential', 'tooling/');
    assert.equal(through.status, 403);
    assert.equal((await org.query('SELECT Id FROM NamedCredential', 'tooling/')).status, 200);
  });

  it('denies the Tooling API without View Setup, and leaves the data API', async () => {
    org.setFaults({ deny: ['ViewSetup'] });
    assert.equal((await certificates()).status, 403);
    assert.equal((await org.query('SELECT Id FROM User')).status, 200);
  });

  it('denies the body of a certificate alone', async () => {
    const [row] = (await certificates()).json().records;
    org.setFaults({ deny: ['CertificateBody'] });
    assert.equal((await certificates()).status, 200);
    const body = await org.get(row?.CertificateChain ?? '');
    assert.deepEqual([body.status, refusals(body)[0]?.errorCode], [403, 'INSUFFICIENT_ACCESS']);
  });

  it('ends sessions', async () => {
    org.setFaults({ sessionExpired: true });
    const answer = await certificates();
    assert.deepEqual([answer.status, refusals(answer)[0]?.errorCode], [401, 'INVALID_SESSION_ID']);
    assert.equal(await soapCode(list()), 'sf:INVALID_SESSION_ID');
  });

  it('is busy for the first requests and says when to come back', async () => {
    org.setFaults({ rateLimited: 2 });
    const answers = [await certificates(), await certificates(), await certificates()] as const;
    assert.deepEqual(
      answers.map(({ status }) => status),
      [429, 429, 200],
    );
    assert.equal(answers[0].headers.get('retry-after'), '1');
    assert.equal(refusals(answers[0])[0]?.errorCode, 'REQUEST_LIMIT_EXCEEDED');
  });

  it('is unavailable for the first requests, with a page that is not JSON', async () => {
    org.setFaults({ unavailable: 1 });
    const answer = await certificates();
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1']);
    assert.match(answer.headers.get('content-type') ?? '', /text\/html/);
    assert.equal((await certificates()).status, 200);
  });

  it('has used up the requests of its day', async () => {
    org.setFaults({ limitExceeded: true });
    const answer = await certificates();
    assert.deepEqual([answer.status, refusals(answer)[0]?.errorCode], [403, 'REQUEST_LIMIT_EXCEEDED']);
    assert.equal(await soapCode(list()), 'sf:REQUEST_LIMIT_EXCEEDED');
  });

  it('answers slowly', async () => {
    org.setFaults({ slow: 10 });
    assert.equal((await certificates()).status, 200);
    org.setFaults({ slow: 600_000 });
    const late = fetch(`${org.url}/services/data`, { signal: AbortSignal.timeout(300) });
    await assert.rejects(late, { name: 'TimeoutError' });
  });

  it('breaks off in the middle of a body', async () => {
    org.setFaults({ truncated: true });
    await assert.rejects(certificates(), TypeError);
  });

  it('sends half of a body as if it were all', async () => {
    org.setFaults({ malformed: true });
    const answer = await certificates();
    assert.equal(answer.status, 200);
    assert.throws(() => answer.json(), SyntaxError);
    assert.deepEqual((await list()).body, {}, 'SOAP is cut as well');
  });

  it('lacks a metadata type, and with it what the feature brings', async () => {
    org.setFaults({ missingTypes: ['InboundCertificate'] });
    const answer = org.soap('listMetadata', '<queries><type>InboundCertificate</type></queries>');
    assert.equal(await soapCode(answer), 'sf:INVALID_TYPE');
    const described = await org.soap('describeMetadata', '<asOfVersion>67.0</asOfVersion>');
    assert.doesNotMatch(described.text, /InboundCertificate/);
    const soql = 'SELECT Id FROM PermissionSet WHERE PermissionsEnforceMutualAuthentication = true';
    assert.equal(refusals(await org.query(soql))[0]?.errorCode, 'INVALID_FIELD');
  });

  it('lacks an object', async () => {
    org.setFaults({ missingTypes: ['Certificate'] });
    assert.equal(refusals(await certificates())[0]?.errorCode, 'INVALID_TYPE');
  });

  it('changes its faults when they are posted, and serves its own pages all the same', async () => {
    const set = await fetch(`${org.url}/practice-org/faults`, { method: 'POST', body: '{"session-expired": true}' });
    assert.deepEqual(await set.json(), { sessionExpired: true });
    assert.equal((await certificates()).status, 401);
    assert.equal((await fetch(org.reportUrl)).status, 200);
    assert.equal((await fetch(`${org.url}/cacerts.jsp`)).status, 200);
    await fetch(`${org.url}/practice-org/faults`, { method: 'POST', body: '{}' });
    assert.equal((await certificates()).status, 200);
    assert.deepEqual(await (await fetch(`${org.url}/practice-org/faults`)).json(), {});
  });

  it('refuses faults that it does not know', async () => {
    for (const body of ['{"nonsense": true}', 'nonsense']) {
      const answer = await fetch(`${org.url}/practice-org/faults`, { method: 'POST', body });
      assert.equal(answer.status, 400);
    }
  });

  it('can have faults from the start', async () => {
    const other = await startOrg({ seed: quietHarbor, faults: { sessionExpired: true } });
    try {
      assert.equal((await other.get(`${data}/limits`)).status, 401);
    } finally {
      await other.close();
    }
  });
});
