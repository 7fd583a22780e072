import assert from 'node:assert/strict';
import { hostname } from 'node:os';
import { describe, test } from 'node:test';
import { newRunName } from '../../../src/rotation/home/org-run.ts';

describe('the name of a run', () => {
  test('says who, where and which job, and is no other one', () => {
    const name = newRunName({ GITHUB_RUN_ID: '4711' });
    assert.ok(name.includes(`@${hostname()}, process ${process.pid}, job 4711, run `), name);
    assert.notEqual(name, newRunName({ GITHUB_RUN_ID: '4711' }));
    assert.doesNotMatch(newRunName({ CI_JOB_ID: '' }), /job/);
  });

  test('fits into its field, and keeps what tells it from others', () => {
    const name = newRunName({ BUILD_TAG: `a\n${'x'.repeat(400)}` });
    assert.ok(name.length <= 255, String(name.length));
    assert.match(name, /x, run [\da-f]{8}$/);
    assert.doesNotMatch(name, /\n/);
  });
});
