import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { AppOrg, Row } from './app-org.ts';
import { startAppOrg } from './app-org.ts';

let org: AppOrg;
before(async () => {
  org = await startAppOrg();
});
after(() => org.close());
afterEach(async () => {
  await org.control('faults', {});
  await org.control('user', { rights: 'admin' });
});

async function stateOf(id: string): Promise<unknown> {
  return (await org.apex('SetupAssistant.steps')).find((step) => step['id'] === id)?.['state'];
}

async function settings(): Promise<Row> {
  return (await org.apex<{ settings: Row }>('HealthRecords.overview')).settings;
}

describe('SetupAssistant', () => {
  it('names every step in words, with where to see to it', async () => {
    const steps = await org.apex('SetupAssistant.steps');
    assert.deepEqual(
      steps.map((step) => step['id']),
      ['publish', 'people', 'digest', 'notificationType', 'schedule', 'namedCredential', 'principal', 'tooling'],
    );
    for (const step of steps) {
      assert.match(String(step['state']), /^(done|todo|unknown)$/);
      assert.doesNotMatch(`${String(step['title'])} ${String(step['detail'])}`, /CertHealth_Setup|\{[01]\}/);
    }
    await org.control('faults', { 'no-connection': true });
    assert.equal(await stateOf('namedCredential'), undefined);
    assert.equal(await stateOf('connection'), 'optional');
  });

  it('tries the connection, and says what it came to', async () => {
    const test = () => org.apex<Row>('SetupAssistant.test');
    assert.equal((await test())['ok'], true);
    await org.control('faults', { deny: 'ViewSetup' });
    const refused = await test();
    assert.deepEqual([refused['ok'], refused['status']], [false, 403]);
    await org.control('faults', { 'no-connection': true });
    const cut = await test();
    assert.deepEqual([cut['ok'], cut['status']], [false, null]);
    assert.match(String(cut['sentence']), /\.$/);
  });

  it('schedules the daily scan at an hour, and ends it', async () => {
    assert.equal(await stateOf('schedule'), 'todo');
    assert.equal(await org.apex('SetupAssistant.schedule', { hourUtc: 3 }), null);
    assert.equal(await stateOf('schedule'), 'done');
    await org.apex('SetupAssistant.unschedule');
    assert.equal(await stateOf('schedule'), 'todo');
    for (const hourUtc of [-1, 24, 2.5, null]) await org.refusal('SetupAssistant.schedule', { hourUtc });
  });

  it('saves settings: what is not named stays, null empties', async () => {
    const save = (wanted: object) =>
      org.apex<string>('SetupAssistant.saveSettings', { settingsJson: JSON.stringify(wanted) });
    assert.match(await save({ warningDays: 60, criticalDays: 20, bell: true }), /^\w{18}$/);
    const after = await org.request<{ jobs: readonly Row[] }>('POST', '/practice-org/jobs', {});
    assert.deepEqual(after.json().jobs, [{ className: 'SettingsWriter' }], 'its callback is told, afterwards');
    assert.deepEqual([(await settings())['warningDays'], (await settings())['staleAfterDays']], [60, 7]);
    assert.equal(await stateOf('notificationType'), 'done');
    await save({ warningDays: null, criticalDays: null, perUse: [{ use: 'inbound-sso', warningDays: 90 }] });
    const now = await settings();
    assert.equal(now['warningDays'], null);
    const uses = now['perUse'] as readonly Row[];
    assert.equal(uses.length, 8);
    assert.equal(uses.find((one) => one['use'] === 'inbound-sso')?.['warningDays'], 90);
  });

  it('refuses settings that cannot hold, all mistakes at once, and keeps what it has', async () => {
    const before = await settings();
    const refuse = (settingsJson: string) => org.refusal('SetupAssistant.saveSettings', { settingsJson });
    await refuse('no JSON');
    await refuse('[]');
    for (const wrong of [
      { warningFraction: 2 },
      { warningDays: -1 },
      { warningDays: 1.5 },
      { staleAfterDays: 0 },
      { warningDays: 'many' },
      { nonsense: 1 },
      { webhookNamedCredential: 'Billing' },
      { perUse: [{ use: 'nobody', warningDays: 1 }] },
      { warningDays: 5, criticalDays: 9 },
      { warningFraction: 0.1, criticalFraction: 0.2 },
    ]) {
      const sentence = await refuse(JSON.stringify(wrong));
      assert.doesNotMatch(sentence, /CertHealth_Settings|\{\d\}/, JSON.stringify(wrong));
    }
    const both = await refuse(JSON.stringify({ warningDays: -1, staleAfterDays: 0 }));
    assert.match(both, /warningDays.*staleAfterDays/);
    assert.deepEqual(await settings(), before);
  });

  it('changes and tries something for administrators only; everybody sees how it stands', async () => {
    await org.control('user', { rights: 'approver' });
    assert.ok((await org.apex('SetupAssistant.steps')).length > 0);
    for (const method of ['test', 'unschedule']) await org.refusal(`SetupAssistant.${method}`);
  });
});
