import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { reportFormats } from '@cert-health/core';
import type { HealthReport, ReportOptions } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';
import { aheadReport } from './ahead-report.ts';

/** `UPDATE_GOLDEN=1` writes the files anew; what changed is then seen in the diff. */
function assertGolden(name: string, actual: string): void {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (process.env['UPDATE_GOLDEN']) writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, 'utf8'), `golden/${name} differs; UPDATE_GOLDEN=1 writes it anew`);
}

/** Two checks that stay as they are, so that a new one in the catalog changes no file here. */
const options: ReportOptions = {
  toolVersion: '1.2.3',
  docsUrl: 'https://acme.example/cert-health',
  checks: [
    {
      id: 'expiring',
      title: 'A certificate ends soon.',
      severity: 'critical',
      source: { document: 'RFC 5280', section: '4.1.2.5', url: 'https://www.rfc-editor.org/rfc/rfc5280' },
      needs: 'the certificate',
      inputs: ['certificates'],
      remedy: 'Renew it.',
      run: () => ({ observations: [], notChecked: [] }),
    },
    {
      id: 'pending-signature',
      title: 'A signed certificate was never uploaded.',
      severity: 'warning',
      since: '2024-01-01',
      source: { document: 'Salesforce Tooling API', section: 'Certificate' },
      needs: 'the record',
      inputs: ['certificates'],
      remedy: 'Upload it.',
      run: () => ({ observations: [], notChecked: [] }),
    },
  ],
};

const reports: readonly (readonly [string, HealthReport])[] = [
  ['practice', practiceReport],
  ['healthy', healthyReport],
];

describe('each format', () => {
  for (const { name, extensions, write } of reportFormats) {
    for (const [title, report] of reports) {
      it(`writes the ${title} report as ${name} as it is kept in golden/`, () => {
        assertGolden(`${title}.${extensions[0]}`, write(report, options));
      });
    }
  }
});

describe('what is known of uses and of the months ahead', () => {
  for (const { name, extensions, write } of reportFormats.filter((format) =>
    ['HTML', 'Markdown'].includes(format.name),
  )) {
    it(`is written as ${name} as it is kept in golden/`, () => {
      assertGolden(`ahead.${extensions[0]}`, write(aheadReport, options));
    });
  }
});
