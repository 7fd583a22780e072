import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

describe('logging in', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg();
  });
  after(() => org.close());

  it('tells who the access token belongs to', async () => {
    const answer = await org.get<{ user_id: string; organization_id: string }>('/services/oauth2/userinfo');
    assert.equal(answer.json().organization_id, org.orgId);
    const user = await org.get<{ Username: string }>(`/services/data/v51.0/sobjects/User/${answer.json().user_id}`);
    assert.equal(user.json().Username, org.username);
  });

  it('lists its versions to anyone, also at the doubled slash that the CLI asks for', async () => {
    const response = await fetch(`${org.url}//services/data`);
    assert.equal(response.status, 200);
    const versions = (await response.json()) as { version: string }[];
    assert.equal(versions.at(-1)?.version, '67.0');
    assert.ok(
      versions.some(({ version }) => version === '51.0'),
      'the CLI logs in with 51.0',
    );
  });

  it('says by an error that it is not a dev hub', async () => {
    const answer = await org.query('SELECT Id FROM ScratchOrgInfo limit 1');
    assert.equal(answer.status, 400);
    assert.equal(refusals(answer)[0]?.errorCode, 'INVALID_TYPE');
  });

  it('answers what the CLI asks of Organization', async () => {
    const answer = await org.query(
      'SELECT Name, InstanceName, IsSandbox, TrialExpirationDate, NamespacePrefix, OrganizationType FROM Organization',
    );
    const [row] = answer.json().records;
    assert.equal(row?.['Name'], 'Acme Freight');
    assert.equal(row?.['IsSandbox'], true);
    assert.equal(row?.['NamespacePrefix'], null);
  });

  it('refuses a wrong, missing or half access token', async () => {
    for (const authorization of ['Bearer wrong', '', `Bearer ${org.accessToken.slice(0, 20)}`]) {
      const answer = await org.request('GET', `${data}/query?q=SELECT+Id+FROM+User`, undefined, { authorization });
      assert.equal(answer.status, 401);
      assert.deepEqual(answer.json(), [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]);
    }
  });

  it('issues access tokens in the form that the CLI accepts', () => {
    assert.match(org.accessToken, /^00D\w{12}![.\w]+$/);
    assert.equal(org.accessToken.slice(0, 15), org.orgId.slice(0, 15));
  });

  it('answers 404 for what it does not serve', async () => {
    const answer = await org.get(`${data}/chatter/feeds`);
    assert.equal(answer.status, 404);
    assert.equal(refusals(answer)[0]?.errorCode, 'NOT_FOUND');
  });

  it('lists the resources of a version', async () => {
    const resources = (await org.get<Record<string, string>>(data)).json();
    assert.equal(resources['query'], `${data}/query`);
    assert.equal(resources['tooling'], `${data}/tooling`);
  });

  it('says how many API requests are left', async () => {
    const { DailyApiRequests } = (
      await org.get<Record<string, { Max: number; Remaining: number }>>(`${data}/limits`)
    ).json();
    assert.ok(DailyApiRequests !== undefined && DailyApiRequests.Remaining < DailyApiRequests.Max);
    assert.ok(DailyApiRequests.Remaining > 0);
  });

  it('keeps a log of what was asked', async () => {
    await org.get(`${data}/limits`);
    const last = org.requests.at(-1);
    assert.deepEqual([last?.method, last?.path, last?.status], ['GET', `${data}/limits`, 200]);
    assert.equal(last?.headers['authorization'], `Bearer ${org.accessToken}`);
  });
});
