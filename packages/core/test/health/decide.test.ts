import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { baselineOf, defaultSettings, evaluate } from '@cert-health/core';
import type { EvaluationOptions, HealthReport, Inventory, Settings, Waiver } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held, shownOutbound } from '../fixtures/inventories.ts';

const AT = new Date('2026-11-22T02:15:00Z');
const over = await issue({ subject: 'CN=over', notAfter: '2026-11-01T12:00:00Z' });
const soon = await issue({ subject: 'CN=soon', notBefore: '2026-09-01T12:00:00Z', notAfter: '2026-11-30T12:00:00Z' });

const inventory: Inventory = {
  ...emptyInventory,
  sources: [{ id: 'org.certificates', label: 'Certificates', status: 'read', items: 2, detail: '2 listed.' }],
  holdings: [held([over], { name: 'Over', label: 'Over' }), held([soon], { name: 'Soon', label: 'Soon' })],
};
/** Only what ends is judged, so that nothing else gets in the way. */
const settings: Settings = { ...defaultSettings, checksOff: ['chain-incomplete', 'private-key-exportable'] };
const judged = (more: Partial<EvaluationOptions> = {}, of: Inventory = inventory): Promise<HealthReport> =>
  evaluate(of, { at: AT, generatedAt: AT, settings, ...more });
const told = (report: HealthReport): string[] =>
  report.findings
    .filter(({ check }) => /^(expir|waiver)/.test(check))
    .map(({ check, status, holding }) => `${check} ${holding?.name ?? '-'} ${status}`);

const waiver: Waiver = { certificate: 'Over', check: 'expired', reason: 'R', owner: 'Ada', until: '2026-12-31' };

describe('decisions in a report', () => {
  it('leave no trace where nobody decided anything', async () => {
    const report = await judged({ settings: defaultSettings });
    assert.ok(!('decisions' in report));
    assert.ok(report.findings.every((finding) => !('owner' in finding) && !('waiver' in finding)));
  });

  it('waive: what is waived comes last and does not count', async () => {
    const report = await judged({ waivers: [waiver] });
    assert.deepEqual(told(report), ['expiring Soon open', 'expired Over waived']);
    assert.equal(report.summary.findings.waived, 1);
    assert.equal(report.summary.status, 'critical', 'the other one is about to end');
  });

  it('open again what was waived once the waiver has ended, at the moment that is judged', async () => {
    const report = await judged({ waivers: [waiver], at: new Date('2027-01-01T00:00:00Z') });
    assert.ok(told(report).includes('expired Over open'));
    assert.ok(told(report).includes('waiver-expired Over open'));
  });

  it('hint at a waiver for which nothing is left', async () => {
    const report = await judged({ waivers: [{ ...waiver, certificate: 'Soon' }] });
    assert.ok(told(report).includes('waiver-unused - open'));
    const off = await judged({
      waivers: [{ ...waiver, certificate: 'Soon' }],
      settings: { ...settings, checksOff: ['waiver-unused'] },
    });
    assert.ok(!told(off).includes('waiver-unused - open'));
  });

  it('do not hint at a waiver whose certificate may be where nobody could look', async () => {
    const denied: Inventory = {
      ...inventory,
      sources: [...inventory.sources, { id: 'org.saml', label: 'SAML', status: 'denied', items: 0, detail: 'No.' }],
    };
    const gone = [{ ...waiver, certificate: 'Gone' }];
    assert.ok(!told(await judged({ waivers: gone }, denied)).includes('waiver-unused - open'));
    assert.ok(told(await judged({ waivers: gone })).includes('waiver-unused - open'));
  });

  it('turn checks off, and say so', async () => {
    const checksOff = ['expired', 'expiring'];
    const report = await judged({ settings: { ...defaultSettings, checksOff } });
    assert.deepEqual(told(report), []);
    assert.deepEqual(report.decisions, { checksOff });
    assert.ok(!report.notChecked.some(({ check }) => checksOff.includes(check)));
  });

  it('name owners', async () => {
    const report = await judged({ settings: { ...settings, owners: [{ certificate: 'S*', owner: 'Web team' }] } });
    const owners = report.findings.map(({ holding, owner }) => [holding?.name, owner]);
    assert.ok(owners.some(([name, owner]) => name === 'Soon' && owner === 'Web team'));
    assert.ok(owners.every(([name, owner]) => (name === 'Soon') === (owner === 'Web team')));
  });

  it('keep back what a former report had, without calling things better than they are', async () => {
    const former = await judged();
    const baseline = { generatedAt: former.generatedAt, findings: baselineOf(former.findings) };
    const report = await judged({ baseline });
    assert.deepEqual(report.findings, []);
    assert.deepEqual(report.summary.findings, { critical: 0, warning: 0, info: 0, waived: 0 });
    assert.equal(report.summary.status, 'critical');
    assert.deepEqual(report.decisions?.known, { since: former.generatedAt, findings: former.findings });
  });

  it('let through what is new since', async () => {
    const former = await judged({}, { ...inventory, holdings: inventory.holdings.slice(1) });
    const report = await judged({
      baseline: { generatedAt: former.generatedAt, findings: baselineOf(former.findings) },
    });
    assert.deepEqual(told(report), ['expired Over open']);
  });
});

describe('levels of a use', () => {
  const used: Inventory = { ...inventory, references: [{ ...shownOutbound, target: 'Soon' }] };
  const soonIn = async (of: Inventory, expiring: Partial<Settings['expiring']>): Promise<string | undefined> => {
    const report = await judged({ settings: { ...settings, expiring: { ...settings.expiring, ...expiring } } }, of);
    return report.findings.find(({ check, holding }) => check === 'expiring' && holding?.name === 'Soon')?.severity;
  };
  const perUse = { 'outbound-apex-mtls': { warningDays: 5, criticalDays: 2 } };

  it('hold for the certificates in that use only', async () => {
    assert.equal(await soonIn(used, {}), 'critical', '8 of 90 days are left');
    assert.equal(await soonIn(used, { perUse }), undefined);
    assert.equal(await soonIn(inventory, { perUse }), 'critical');
  });

  it('give way to those of the certificate', async () => {
    const perCertificate = [{ certificate: 'soon', warningDays: 10 }];
    assert.equal(await soonIn(used, { perUse, perCertificate }), 'warning');
  });

  it('of several uses: the earliest date counts', async () => {
    const references = [
      { ...shownOutbound, target: 'Soon' },
      { ...shownOutbound, target: 'Soon', name: 'Jwt', field: 'NamedCredential.jwtSigningCertificate' },
    ];
    assert.equal(await soonIn({ ...inventory, references }, { perUse }), 'critical', 'by the levels of the other use');
  });
});
