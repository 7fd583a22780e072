import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planPublication, reportFormats } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { leaksIn, plantedSecrets } from '../fixtures/planted-secrets.ts';
import { practiceReport } from '../fixtures/report.ts';

/** A report that somebody else wrote, or an older version: every text in it has a key behind it. */
function withKeyInEveryText(report: HealthReport, secret: string): HealthReport {
  const kept = new Set([
    'schemaVersion',
    'generatedAt',
    'asOf',
    'notBefore',
    'notAfter',
    'fingerprint',
    'severity',
    'status',
    'dueOn',
  ]);
  const spoil = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string')
      return kept.has(name) || /^\d{4}-\d{2}-\d{2}/.test(value) ? value : `${value} ${secret}`;
    if (Array.isArray(value)) return value.map((one) => spoil(one, name));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, key)]));
  };
  const { org, ...rest } = report;
  return { ...(spoil(rest) as HealthReport), org };
}

describe('a report with key material in its texts', () => {
  for (const secret of plantedSecrets) {
    const report = withKeyInEveryText(practiceReport, secret.text);

    it(`is written without ${secret.face} in every format`, () => {
      assert.ok(leaksIn(JSON.stringify(report), secret).length > 0);
      for (const { name, write } of reportFormats) assert.deepEqual(leaksIn(write(report), secret), [], name);
    });

    it(`is published without ${secret.face}`, () => {
      const options = { origin: 'cli', scannedBy: 'somebody' } as const;
      const org = practiceReport.org ?? {
        id: '00D000000000001',
        instanceUrl: 'https://acme.example',
        username: 'a@acme.example',
        isSandbox: false,
      };
      const publication = planPublication({ ...report, org }, {}, options);
      assert.ok(publication.steps.length > 0);
      assert.deepEqual(leaksIn(JSON.stringify(publication), secret), []);
    });
  }
});
