import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const AT = '2026-11-22T12:00:00Z';

function waiting(createdDate?: string): Holding {
  return held([], { pendingSignature: true, record: createdDate ? { createdDate: new Date(createdDate) } : {} });
}

describe('pending-signature', () => {
  it('is a hint in the first two weeks, then a warning', () => {
    assert.equal(run('pending-signature', AT, [waiting('2026-11-08T12:00:01Z')]).observations[0]?.severity, 'info');
    assert.equal(run('pending-signature', AT, [waiting('2026-11-08T12:00:00Z')]).observations[0]?.severity, 'warning');
  });

  it('tells how long the request has waited', () => {
    const [finding] = run('pending-signature', AT, [waiting('2026-10-23T12:00:00Z')]).observations;
    assert.equal(finding?.title, 'Partner API Client cannot be used: its signed certificate was never uploaded');
    assert.match(finding.detail, /30 days ago \(Fri 23 Oct\) and has waited 30 days/);
    assert.deepEqual(finding.evidence, { waitingDays: 30, createdOn: '2026-10-23' });
  });

  it('does not take a request of unknown age for a recent one', () => {
    const [finding] = run('pending-signature', AT, [waiting()]).observations;
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.evidence['waitingDays'], null);
    assert.match(finding.detail, /since when is not known/);
  });

  it('follows the settings', () => {
    const settings = { ...defaultSettings, pendingSignature: { warningDays: 60 } };
    const [finding] = run('pending-signature', AT, [waiting('2026-10-23T12:00:00Z')], { settings }).observations;
    assert.equal(finding?.severity, 'info');
  });

  it('is silent about holdings that do not wait, readable or not', async () => {
    const ready = held([await issue({ subject: 'CN=ready' })]);
    const unread = held([], { unreadable: 'its body could not be read' });
    assert.deepEqual(run('pending-signature', AT, [ready, unread]), { observations: [], notChecked: [] });
  });
});
