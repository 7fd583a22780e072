import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { quietHarbor } from '../../src/index.ts';
import type { OrgClient } from '../org-client.ts';
import { startOrg } from '../org-client.ts';

const build = fileURLToPath(new URL('../../../../build/', import.meta.url));

describe('a Connection of @salesforce/core', () => {
  let org: OrgClient;
  let home: string;
  before(async () => {
    mkdirSync(build, { recursive: true });
    home = mkdtempSync(path.join(build, 'practice-core-'));
    // The library decides when it is loaded where it keeps things.
    process.env['HOME'] = home;
    process.env['SF_DISABLE_LOG_FILE'] = 'true';
    org = await startOrg({ seed: quietHarbor });
  });
  after(async () => {
    await org.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('is made from the access token, finds the newest version and identifies the org', async () => {
    const { AuthInfo, Connection } = await import('@salesforce/core');
    const authInfo = await AuthInfo.create({
      username: org.accessToken,
      accessTokenOptions: { accessToken: org.accessToken, instanceUrl: org.url },
    });
    const connection = await Connection.create({ authInfo });
    assert.equal(connection.getApiVersion(), '67.0');
    const { records } = await connection.query<{ Name: string }>('SELECT Name FROM Organization');
    assert.equal(records[0]?.Name, 'Quiet Harbor Books');
    const certificates = await connection.autoFetchQuery('SELECT Id FROM Certificate', { tooling: true });
    assert.equal(certificates.records.length, 2);
  });
});
