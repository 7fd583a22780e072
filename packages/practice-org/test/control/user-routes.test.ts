import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AppOrg } from '../apex/app-org.ts';
import { startAppOrg } from '../apex/app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());

describe('who uses the app', () => {
  it('is told with the custom permissions of the permission set, and changed by POST', async () => {
    const user = async () => (await org.get<Record<string, unknown>>('/practice-org/user')).json();
    assert.deepEqual((await user())['customPermissions'], [
      'CertHealth_Rotate',
      'CertHealth_Scan',
      'CertHealth_Settings',
      'CertHealth_Waive',
    ]);
    await org.control('user', { rights: 'approver' });
    assert.deepEqual((await user())['customPermissions'], ['CertHealth_Rotate', 'CertHealth_Waive']);
    await org.control('user', { rights: 'viewer' });
    assert.deepEqual((await user())['customPermissions'], []);
    for (const wrong of [{}, { rights: 'king' }]) assert.equal((await org.control('user', wrong)).status, 400);
    assert.equal((await user())['rights'], 'viewer');
  });
});
