import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { folderWith } from '../fixtures/folder.ts';
import { issue } from '../fixtures/issue.ts';
import type { Cost } from './large-project.ts';
import { writeLargeCode } from './large-code.ts';
import { writeLargeProject } from './large-project.ts';

const program = fileURLToPath(new URL('large-project.ts', import.meta.url));

test('a project of 20,000 files with 1,000 certificates and 5,000 references is read whole', async (t) => {
  const folder = folderWith(t, {});
  const issued = await Promise.all(
    Array.from({ length: 20 }, (_, n) => issue({ name: `Partner ${n}`, from: '2026-01-01', days: 365 })),
  );
  writeLargeProject(
    folder,
    issued.map(({ pem }) => pem),
  );
  const output = execFileSync(process.execPath, ['--conditions=source', program, folder], { encoding: 'utf8' });
  const cost = JSON.parse(output) as Cost;
  assert.deepEqual([cost.holdings, cost.references, cost.led, cost.gaps], [1500, 5000, 3000, []]);
});

test('a project with 10,000 Apex classes is read within 500 MB', (t) => {
  const folder = folderWith(t, {});
  writeLargeCode(folder);
  // The cap makes the claim hard: without it Node holds garbage for as long as the machine has room.
  const output = execFileSync(process.execPath, ['--conditions=source', '--max-old-space-size=250', program, folder], {
    encoding: 'utf8',
  });
  const cost = JSON.parse(output) as Cost;
  assert.deepEqual([cost.references, cost.gaps], [300, []]);
  assert.ok(cost.megabytes < 500, `${cost.megabytes} MB`);
});
