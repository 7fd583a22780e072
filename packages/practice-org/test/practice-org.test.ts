import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quietHarbor, startPracticeOrg } from '../src/index.ts';

describe('starting a practice org', () => {
  it('takes a free port, and gives it back when it is closed', async () => {
    const org = await startPracticeOrg({ seed: quietHarbor });
    assert.match(org.url, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(org.consoleUrl, `${org.url}/console`);
    assert.equal(org.reportUrl, `${org.url}/console/report`);
    await org.close();
    const port = Number(new URL(org.url).port);
    const again = await startPracticeOrg({ seed: quietHarbor, port });
    assert.equal(again.url, org.url);
    await again.close();
  });

  it('rejects when the port is taken, before it makes any certificate', async () => {
    const org = await startPracticeOrg({ seed: quietHarbor });
    let seeded = false;
    const seed: typeof quietHarbor = (now) => {
      seeded = true;
      return quietHarbor(now);
    };
    await assert.rejects(startPracticeOrg({ seed, port: Number(new URL(org.url).port) }), { code: 'EADDRINUSE' });
    assert.equal(seeded, false);
    await org.close();
  });

  it('rejects when the company cannot be made, and leaves no server behind', async () => {
    const failing = startPracticeOrg({ seed: () => Promise.reject(new Error('no company')) });
    await assert.rejects(failing, /no company/);
  });

  it('lives at the moment that it is given', async () => {
    const org = await startPracticeOrg({ seed: quietHarbor, now: new Date('2030-05-01T12:00:00Z') });
    const soql = encodeURIComponent('SELECT CreatedDate FROM Certificate WHERE CreatedDate = LAST_N_DAYS:60');
    const headers = { authorization: `Bearer ${org.accessToken}` };
    const answer = await fetch(`${org.url}/services/data/v67.0/tooling/query?q=${soql}`, { headers });
    const { records } = (await answer.json()) as { records: { CreatedDate: string }[] };
    assert.equal(records.length, 2);
    assert.ok(records.every(({ CreatedDate }) => CreatedDate.startsWith('2030-')));
    await org.close();
  });

  it('issues a new access token at every start', async () => {
    const one = await startPracticeOrg({ seed: quietHarbor });
    const other = await startPracticeOrg({ seed: quietHarbor });
    assert.notEqual(one.accessToken, other.accessToken);
    await Promise.all([one.close(), other.close()]);
  });
});
