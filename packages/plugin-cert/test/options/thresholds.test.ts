import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '@cert-health/core';
import { applyThresholds } from '../../src/scan/apply-thresholds.ts';
import { levelOf, parseThreshold } from '../../src/options/thresholds.ts';

test('a threshold is a share of the lifetime left or days left', () => {
  assert.deepEqual(parseThreshold('33%'), { fraction: 0.33 });
  assert.deepEqual(parseThreshold('12.5 %'), { fraction: 0.125 });
  assert.deepEqual(parseThreshold('30d'), { days: 30 });
  assert.deepEqual(parseThreshold('0d'), { days: 0 });
});

for (const text of ['', '30', '30 days', '-5d', '101%', '%', 'd', '1e3d']) {
  test(`"${text}" is no threshold`, () => assert.equal(parseThreshold(text), undefined));
}

test('settings stay as they are when nothing is asked for', () => {
  assert.deepEqual(applyThresholds(defaultSettings, {}), defaultSettings);
});

test('days asked for are set beside the shares', () => {
  const { expiring } = applyThresholds(defaultSettings, { warnAt: { days: 45 }, criticalAt: { days: 7 } });
  assert.equal(expiring.warningDays, 45);
  assert.equal(expiring.criticalDays, 7);
  assert.equal(expiring.warningFraction, defaultSettings.expiring.warningFraction);
});

test('a share asked for takes the place of days set before, which would override it', () => {
  const before = { ...defaultSettings, expiring: { ...defaultSettings.expiring, warningDays: 30, criticalDays: 5 } };
  const { expiring } = applyThresholds(before, { warnAt: { fraction: 0.5 } });
  assert.equal(expiring.warningFraction, 0.5);
  assert.equal('warningDays' in expiring, false);
  assert.equal(expiring.criticalDays, 5);
});

test('settings that are about something else are kept', () => {
  const before = { ...defaultSettings, expiring: { ...defaultSettings.expiring, longestLifetimeDays: 200 } };
  const after = applyThresholds(before, { warnAt: { fraction: 0.4 } });
  assert.equal(after.expiring.longestLifetimeDays, 200);
  assert.deepEqual(after.pendingSignature, before.pendingSignature);
});

test('a threshold asked for holds for every certificate, whatever exceptions the settings make for that level', () => {
  const before = {
    ...defaultSettings,
    expiring: {
      ...defaultSettings.expiring,
      perUse: { 'inbound-sso': { warningDays: 90, criticalDays: 30 } },
      perCertificate: [{ certificate: 'Partner_*', warningFraction: 0.5, criticalFraction: 0.2 }],
    },
  };
  const { expiring } = applyThresholds(before, { warnAt: { days: 10 } });
  assert.deepEqual(expiring.perUse, { 'inbound-sso': { criticalDays: 30 } });
  assert.deepEqual(expiring.perCertificate, [{ certificate: 'Partner_*', criticalFraction: 0.2 }]);
  assert.deepEqual(applyThresholds(before, {}), before);
});

test('a threshold is a level of the settings', () => {
  assert.deepEqual(levelOf('warning', { days: 30 }), { warningDays: 30 });
  assert.deepEqual(levelOf('critical', { fraction: 0.1 }), { criticalFraction: 0.1 });
  assert.deepEqual(levelOf('warning', undefined), {});
});
