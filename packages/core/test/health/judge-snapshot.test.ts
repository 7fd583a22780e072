import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeSnapshot } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { snapshotOf } from '../org-rows/rows.ts';

const at = new Date('2026-06-01T00:00:00Z');
const over = await issue({ subject: 'CN=over', notAfter: '2026-05-01T00:00:00Z' });
const rows = [{ Id: '0P11', DeveloperName: 'Over', MasterLabel: 'Over', ExpirationDate: '2026-05-01' }];
const snapshot = snapshotOf({ certificates: { rows } });
const bodies = [{ name: 'Over', text: over.pem }];

describe('the judgment of a snapshot', () => {
  it('is a report of the moment asked for, made when the org was read', async () => {
    const { report } = await judgeSnapshot(snapshot, bodies, undefined, new Date('2026-04-01T00:00:00Z'));
    assert.deepEqual([report.generatedAt, report.asOf], ['2026-06-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
    assert.equal(report.findings.filter(({ check }) => check === 'expired').length, 0);
  });

  it('finds what the command line finds, under the same ids', async () => {
    const { report } = await judgeSnapshot(snapshot, bodies, undefined, at);
    const over = report.findings.find(({ id }) => id === 'expired/org.certificates/Over');
    // Nothing that it reads uses it, and code and sites are out of its reach: no ground for alarm, and none for a mere note.
    assert.equal(over?.severity, 'warning');
    assert.match(over.detail, /Not looked at: .*Apex code/);
    assert.equal(report.summary.status, 'incomplete');
    assert.equal(report.certificates[0]?.path?.steps[0]?.ends, 'ended');
  });

  it('goes by the settings of the org', async () => {
    const { report } = await judgeSnapshot(snapshot, bodies, { checksOff: ['expired'] }, at);
    assert.ok(report.findings.every(({ check }) => check !== 'expired'));
  });

  it('is never healthy, as places out of reach may hold anything', async () => {
    const { report, outOfReach } = await judgeSnapshot(snapshotOf(), [], undefined, at);
    assert.equal(report.summary.status, 'incomplete');
    const failed = new Set(report.sources.flatMap(({ id, status }) => (status === 'failed' ? [id] : [])));
    assert.ok(outOfReach.every((id) => failed.has(id)));
  });

  it('of a snapshot without a readable time is dated by the moment that is judged', async () => {
    const { report } = await judgeSnapshot({ ...snapshot, readAt: '' }, bodies, undefined, at);
    assert.equal(report.generatedAt, at.toISOString());
  });
});
