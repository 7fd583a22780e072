import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Cost } from './ten-thousand-classes.ts';

describe('ten thousand classes', () => {
  test('are read within 500 MB', () => {
    const program = fileURLToPath(new URL('ten-thousand-classes.ts', import.meta.url));
    // The cap makes the claim hard: without it Node holds garbage for as long as the machine has room.
    const output = execFileSync(process.execPath, ['--conditions=source', '--max-old-space-size=300', program], {
      encoding: 'utf8',
    });
    const cost = JSON.parse(output) as Cost;
    assert.deepEqual([cost.references, cost.literals, cost.problems], [200, 200, 0]);
    assert.ok(cost.megabytes < 500, `${cost.megabytes} MB`);
  });
});
