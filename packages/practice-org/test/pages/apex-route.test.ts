import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { quietHarbor } from '../../src/index.ts';
import { startOrg } from '../org-client.ts';
import type { AppOrg, Refusal } from '../apex/app-org.ts';
import { startAppOrg } from '../apex/app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());
afterEach(async () => {
  await org.control('faults', {});
  await org.control('user', { rights: 'admin' });
});

describe('POST /apex/<Class>.<method>', () => {
  it('answers with the JSON of the result, and refuses with the shape that a component is given', async () => {
    assert.equal(
      (await org.request('POST', '/apex/HealthRecords.certificates', {})).text,
      '{"rows":[],"nextAfter":null}',
    );
    const answer = await org.request<Refusal>('POST', '/apex/BrowserScan.save', { objectName: 'User', rowsJson: '[]' });
    assert.equal(answer.status, 500);
    assert.equal(answer.json().body.exceptionType, 'System.AuraHandledException');
  });

  it('refuses methods and arguments that Apex does not have', async () => {
    assert.match(await org.refusal('HealthRecords.nothing'), /HealthRecords\.nothing/);
    assert.match(await org.refusal('Nobody.toString'), /Nobody\.toString/);
    assert.match(await org.refusal('HealthRecords.certificate', { id: 'a' }), /argument id/);
  });

  it('fails, hangs, waits or is refused as the faults say, one method or a class', async () => {
    await org.control('faults', { 'apex-fails': 'HealthRecords.findings' });
    await org.refusal('HealthRecords.findings');
    await org.apex('HealthRecords.uses');
    await org.control('faults', { 'apex-fails': 'HealthRecords' });
    await org.refusal('HealthRecords.uses');
    await org.control('faults', { 'apex-denied': 'HealthRecords' });
    assert.match(await org.refusal('HealthRecords.uses'), /access to the Apex class named 'HealthRecords'/);
    await org.control('faults', { 'apex-slow': 10 });
    await org.apex('HealthRecords.uses');
    for (const never of [{ 'apex-slow': 600_000 }, { 'apex-hangs': 'HealthRecords.uses' }]) {
      await org.control('faults', never);
      const hanging = fetch(`${org.url}/apex/HealthRecords.uses`, { method: 'POST', signal: AbortSignal.timeout(300) });
      await assert.rejects(hanging, { name: 'TimeoutError' });
    }
  });

  it('lets nobody in without one of the permission sets of the app', async () => {
    await org.control('user', { rights: 'none' });
    assert.match(await org.refusal('HealthRecords.overview'), /Certificate Health Viewer/);
    await org.control('user', { rights: 'viewer' });
    const { rights } = await org.apex<{ rights: Record<string, unknown> }>('HealthRecords.overview');
    assert.deepEqual([rights['canScan'], rights['canDecide'], rights['canWaive']], [false, false, false]);
  });

  it('says that the app is not deployed in an org without it', async () => {
    const bare = await startOrg({ seed: quietHarbor });
    const answer = await bare.request<Refusal>('POST', '/apex/HealthRecords.overview', {});
    assert.equal(answer.status, 500);
    assert.match(answer.json().body.message, /access|not deployed/);
    await bare.close();
  });
});
