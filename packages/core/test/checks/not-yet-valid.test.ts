import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { issue } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const root = await issue({ subject: 'CN=Acme Root', ca: true, notBefore: '2026-06-01T00:00:00Z' });
const early = await issue({ subject: 'CN=early', issuer: root, notBefore: '2026-03-01T08:00:00Z' });

describe('not-yet-valid', () => {
  it('is critical until the first moment of validity, and quiet from then on', () => {
    const [finding] = run('not-yet-valid', '2026-03-01T07:59:59.999Z', [held([early])]).observations;
    assert.equal(finding?.severity, 'critical');
    assert.deepEqual(run('not-yet-valid', '2026-03-01T08:00:00Z', [held([early])]).observations, []);
  });

  it('says from when on it works', () => {
    const [finding] = run('not-yet-valid', '2026-02-20T00:00:00Z', [held([early])]).observations;
    assert.equal(finding?.title, 'Partner API Client is refused until it starts to be valid in 9 days (Sun 1 Mar)');
    assert.equal(finding.dueOn, '2026-03-01');
    assert.deepEqual(finding.evidence, { notBefore: '2026-03-01T08:00:00.000Z', subject: 'CN=early' });
  });

  it('names the intermediate when that is what is not valid yet', async () => {
    const late = await issue({ subject: 'CN=Late', issuer: root, ca: true, notBefore: '2026-05-01T00:00:00Z' });
    const leaf = await issue({ subject: 'CN=leaf', issuer: late, notBefore: '2026-03-01T00:00:00Z' });
    const [finding, ...rest] = run('not-yet-valid', '2026-04-01T00:00:00Z', [held([leaf, late])]).observations;
    assert.deepEqual(rest, []);
    assert.match(finding?.detail ?? '', /"Late"/);
    assert.equal(finding?.certificate, late.certificate.fingerprint);
  });

  it('leaves the dates of a root to whoever verifies', () => {
    assert.deepEqual(run('not-yet-valid', '2026-04-01T00:00:00Z', [held([early, root])]).observations, []);
  });

  it('cannot decide without the certificate: a record has no first day', () => {
    const unread = held([], {
      unreadable: 'its body could not be read',
      record: { expirationDate: new Date('2026-11-26') },
    });
    const { observations, notChecked } = run('not-yet-valid', '2026-04-01T00:00:00Z', [unread]);
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [{ subject: 'Partner_API_Client', reason: 'Its body could not be read.' }]);
  });
});
