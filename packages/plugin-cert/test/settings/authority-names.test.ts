import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '../../src/settings/read-settings.ts';
import { SettingsError } from '../../src/settings/settings-error.ts';

test('an authority of which nothing is said is told with its place', () => {
  const read = (): unknown => readSettings('rotation:\n  authorities:\n    corporate:\n', 'x.yml', new Date());
  assert.throws(read, (error: unknown) => {
    assert.ok(error instanceof SettingsError);
    assert.match(error.message, /^x\.yml:3:15: "corporate" says nothing; write what kind of authority it is/);
    return true;
  });
});
