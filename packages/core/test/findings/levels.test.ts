import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, levelsFor, withLevels } from '@cert-health/core';
import type { Settings } from '@cert-health/core';
import { fingerprint } from './made-finding.ts';

const general = { warningFraction: 1 / 3, criticalFraction: 1 / 6 };
const settingsWith = (more: Partial<Settings['expiring']>): Settings => ({
  ...defaultSettings,
  expiring: { ...defaultSettings.expiring, ...more },
});
const partner = { source: 'org.certificates', name: 'Partner_API_Client', fingerprint };

describe('levels for a certificate', () => {
  it('are the general ones by default, whatever it is used for', () => {
    assert.deepEqual(levelsFor(defaultSettings, partner, []), [general]);
    assert.deepEqual(levelsFor(defaultSettings, partner, ['outbound-sso']), [general]);
  });

  it('are those of its use', () => {
    const settings = settingsWith({ perUse: { 'outbound-sso': { warningDays: 90 } } });
    assert.deepEqual(levelsFor(settings, partner, ['outbound-sso']), [{ ...general, warningDays: 90 }]);
    assert.deepEqual(levelsFor(settings, partner, ['inbound-sso']), [general]);
  });

  it('are one set for each use, so that the earliest date can be taken', () => {
    const settings = settingsWith({ perUse: { 'outbound-sso': { warningDays: 5 } } });
    assert.deepEqual(levelsFor(settings, partner, ['outbound-sso', 'outbound-apex-mtls', 'outbound-sso']), [
      { ...general, warningDays: 5 },
      general,
    ]);
  });

  it('are those of its name before those of its use, one level at a time', () => {
    const settings = settingsWith({
      perUse: { 'outbound-sso': { warningDays: 90, criticalDays: 30 } },
      perCertificate: [{ certificate: 'Partner_*', warningDays: 120 }],
    });
    assert.deepEqual(levelsFor(settings, partner, ['outbound-sso']), [
      { ...general, warningDays: 120, criticalDays: 30 },
    ]);
    assert.deepEqual(levelsFor(settings, { ...partner, name: 'Other' }, ['outbound-sso']), [
      { ...general, warningDays: 90, criticalDays: 30 },
    ]);
  });

  it('hold without a known use too', () => {
    const settings = settingsWith({ perCertificate: [{ certificate: fingerprint, criticalDays: 1 }] });
    assert.deepEqual(levelsFor(settings, partner, []), [{ ...general, criticalDays: 1 }]);
  });

  it('are taken from the first entry that fits', () => {
    const perCertificate = [
      { certificate: 'Partner_API_*', warningDays: 10 },
      { certificate: '*', warningDays: 20, criticalDays: 2 },
    ];
    assert.deepEqual(levelsFor(settingsWith({ perCertificate }), partner, []), [{ ...general, warningDays: 10 }]);
  });
});

describe('levels in the place of others', () => {
  it('a fraction takes the place of days, which would win otherwise', () => {
    assert.deepEqual(withLevels({ ...general, warningDays: 30, criticalDays: 5 }, { warningFraction: 0.5 }), {
      warningFraction: 0.5,
      criticalFraction: general.criticalFraction,
      criticalDays: 5,
    });
  });

  it('days stand beside the fraction', () => {
    assert.deepEqual(withLevels(general, { criticalDays: 7 }), { ...general, criticalDays: 7 });
  });

  it('nothing asked for changes nothing, and brings nothing that is not a level', () => {
    assert.deepEqual(withLevels(defaultSettings.expiring, {}), general);
  });
});
