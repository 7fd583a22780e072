import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { defaultSettings } from '@cert-health/core';
import { readSettings } from '../../src/settings/read-settings.ts';
import { settingsSchema } from '../../src/settings/settings-shape.ts';
import { settingsTemplate } from '../../src/settings/template.ts';

/** What the template shows, with the comment marks taken away where a setting follows. */
const shown = settingsTemplate
  .split('\n')
  .filter((line) => /^# +(?:#|- |[a-z-]+:)|^# [a-z-]+:/.test(line))
  .map((line) => line.slice(2))
  .join('\n');

test('the template changes nothing as it is written', () => {
  const { settings, waivers } = readSettings(settingsTemplate, 'cert-health.yml', new Date('2026-11-22T02:15:00Z'));
  assert.deepEqual(settings, defaultSettings);
  assert.deepEqual(waivers, []);
});

test('the template without its comment marks is a settings file that decides everything that can be decided', () => {
  const { settings, waivers, rotation } = readSettings(shown, 'cert-health.yml', new Date('2026-11-22T02:15:00Z'));
  assert.equal(settings.expiring.warningFraction, 0.33);
  assert.deepEqual(settings.expiring.perUse, { 'outbound-apex-mtls': { warningDays: 60, criticalDays: 21 } });
  assert.deepEqual(settings.expiring.perCertificate, [{ certificate: 'Partner_*', warningDays: 90 }]);
  assert.equal(settings.owners?.length, 2);
  assert.deepEqual(settings.checksOff, ['private-key-exportable']);
  assert.equal(waivers[0]?.until, '2027-01-31');
  assert.deepEqual(
    [...(rotation?.authorities ?? [])].map(([name, { type }]) => [name, type]),
    [
      ['corporate', 'command'],
      ['public', 'acme'],
      ['tickets', 'file'],
    ],
  );
  assert.deepEqual(
    rotation?.certificates?.map(({ certificate }) => certificate),
    ['Partner_*', 'Okta', 'Archive_Signing'],
  );
  assert.deepEqual([rotation.production, rotation.folder], [false, '.cert-health']);
});

test('what the template shows fits the schema that editors use', () => {
  const validate = new Ajv({ strict: true }).compile(settingsSchema());
  assert.ok(validate(parse(shown, { schema: 'failsafe' })), JSON.stringify(validate.errors));
});

test('the template names every use', () => {
  const uses = /The uses: ([^.]+)\./.exec(settingsTemplate.replaceAll(/\n# +# /g, ' '))?.[1]?.split(', ');
  assert.equal(uses?.length, 8);
  for (const use of uses ?? [])
    readSettings(`thresholds: { uses: { ${use}: { warn-at: 1d } } }`, 'x.yml', new Date('2026-11-22T02:15:00Z'));
});
