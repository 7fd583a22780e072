import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { data, refusals, startOrg } from '../org-client.ts';

describe('the limits of an org', () => {
  let org: OrgClient;
  before(async () => {
    org = await startOrg({ seed: quietHarbor });
  });
  after(() => org.close());
  afterEach(() => org.setFaults({}));

  const requests = async () =>
    (await org.get<{ DailyApiRequests: { Max: number; Remaining: number } }>(`${data}/limits`)).json().DailyApiRequests;

  it('tell how many API requests are left, each request one less', async () => {
    const before = await requests();
    assert.equal(before.Max, 100_000);
    assert.ok(before.Remaining > 90_000 && before.Remaining < before.Max);
    await org.query('SELECT Id FROM User');
    assert.equal((await requests()).Remaining, before.Remaining - 2);
  });

  it('come with every answer of the REST API', async () => {
    org.setFaults({ apiRequestsLeft: 50 });
    const answer = await org.query('SELECT Id FROM User');
    assert.equal(answer.headers.get('sforce-limit-info'), 'api-usage=99951/100000');
  });

  it('are not told, or used, by the pages of the practice org itself', async () => {
    org.setFaults({ apiRequestsLeft: 1 });
    const page = await fetch(org.reportUrl);
    assert.deepEqual([page.status, page.headers.get('sforce-limit-info')], [200, null]);
    assert.equal((await org.query('SELECT Id FROM User')).status, 200);
  });

  it('refuse everything once they are used up', async () => {
    org.setFaults({ apiRequestsLeft: 2 });
    assert.equal((await requests()).Remaining, 1);
    assert.equal((await org.query('SELECT Id FROM User')).status, 200);
    const refused = await org.query('SELECT Id FROM User');
    assert.deepEqual([refused.status, refusals(refused)[0]?.errorCode], [403, 'REQUEST_LIMIT_EXCEEDED']);
    assert.equal(refused.headers.get('sforce-limit-info'), 'api-usage=100000/100000');
  });
});
