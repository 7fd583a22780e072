import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, settingsOfOrg } from '@cert-health/core';

describe('settings of an org', () => {
  it('that are empty are the defaults', () => {
    assert.deepEqual(settingsOfOrg({}), defaultSettings);
    const empty = { warningFraction: null, criticalDays: null, perUse: null, checksOff: null };
    assert.deepEqual(settingsOfOrg(empty), defaultSettings);
  });

  it('go before the defaults one by one', () => {
    const { expiring } = settingsOfOrg({ warningFraction: 0.5, warningDays: 30, longestLifetimeDays: 730 });
    assert.deepEqual(expiring, {
      ...defaultSettings.expiring,
      warningFraction: 0.5,
      warningDays: 30,
      longestLifetimeDays: 730,
    });
  });

  it('take zero for a number, and nothing else for one', () => {
    const odd = { warningDays: 0, criticalDays: 'soon' as unknown as number, assumedLifetimeDays: Number.NaN };
    assert.deepEqual(settingsOfOrg(odd).expiring, { ...defaultSettings.expiring, warningDays: 0 });
  });

  it('keep levels of uses that state any, and the checks that are off', () => {
    const settings = settingsOfOrg({
      perUse: [
        { use: 'custom-domain', warningDays: 60 },
        { use: 'inbound-sso', warningDays: null, criticalFraction: null },
      ],
      checksOff: ['unused-certificate'],
    });
    assert.deepEqual(settings.expiring.perUse, { 'custom-domain': { warningDays: 60 } });
    assert.deepEqual(settings.checksOff, ['unused-certificate']);
  });
});
