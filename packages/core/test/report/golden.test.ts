import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { reportFormats } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';

/** `UPDATE_GOLDEN=1` writes the files anew; what changed is then seen in the diff. */
function assertGolden(name: string, actual: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, 'utf8'));
}

const reports: readonly (readonly [string, HealthReport])[] = [
  ['practice', practiceReport],
  ['healthy', healthyReport],
];

describe('each format', () => {
  for (const { name, extensions, write } of reportFormats) {
    for (const [title, report] of reports) {
      it(`writes the ${title} report as ${name} as it is kept in golden/`, () => {
        assertGolden(`${title}.${extensions[0]}`, write(report));
      });
    }
  }
});
