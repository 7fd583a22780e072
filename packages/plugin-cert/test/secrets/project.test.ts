import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { planPublication, reportFormats } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { leaksIn, plantedSecrets } from '../../../core/test/fixtures/planted-secrets.ts';
import { scan } from '../../src/scan/scan.ts';
import { healthPage } from '../../src/terminal/health-page.ts';
import { listPage } from '../../src/terminal/list-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { folderWith } from '../fixtures/folder.ts';
import { routes } from './project-of-secrets.ts';
import type { Route } from './project-of-secrets.ts';

const at = new Date('2026-12-01T00:00:00Z');
const org = {
  id: '00D000000000001',
  instanceUrl: 'https://acme.example',
  username: 'a@acme.example',
  isSandbox: false,
};

async function reportOn(t: TestContext, text: string, wanted: readonly Route[] = routes): Promise<HealthReport> {
  const files = Object.assign(
    { 'sfdx-project.json': '{"packageDirectories":[{"path":"force-app"}]}' },
    ...wanted.map(({ files: of }) => of(text)),
  ) as Record<string, string>;
  const folder = folderWith(t, files);
  const report = await scan({ sourceDirs: [folder], files: [], at }, () => undefined);
  return JSON.parse(JSON.stringify(report).replaceAll(`${folder}/`, '')) as HealthReport;
}

/** All that anybody may see of a report. */
function outputsOf(report: HealthReport): Record<string, string> {
  const shown = { inputs: [], columns: 80, paint: plainPaint, all: true, details: true };
  // Of the day that it judges, as only that is published.
  const published = { ...report, org, generatedAt: report.asOf };
  const publication = planPublication(published, {}, { origin: 'cli', scannedBy: 'a' });
  return {
    ...Object.fromEntries(reportFormats.map(({ name, write }) => [name, write(report)])),
    terminal: healthPage(report, { ...shown, forecast: true, exitCode: 4 }),
    'terminal, narrow': healthPage(report, { ...shown, columns: 40, forecast: true, exitCode: 4 }),
    list: listPage(report, shown),
    json: JSON.stringify(report),
    records: JSON.stringify(publication),
  };
}

describe('a secret key in a project', () => {
  for (const secret of plantedSecrets) {
    test(`is never repeated, and found in every place: ${secret.face}`, async (t) => {
      const report = await reportOn(t, secret.text);
      for (const [output, text] of Object.entries(outputsOf(report))) {
        assert.deepEqual(leaksIn(text, secret), [], output);
      }
      const found = report.findings
        .filter(({ check }) => check === 'exposed-key')
        .map(({ reference }) => reference?.name);
      for (const { route, place } of routes) assert.ok(place === undefined || found.includes(place), route);
      // In one of them it stands twice.
      const once = found.filter((name) => name !== 'Cut');
      assert.equal(new Set(once).size, once.length, 'each place is told once');
    });
  }

  test('is not taken for the name of a certificate that does not exist', async (t) => {
    const { findings } = await reportOn(t, plantedSecrets[0]?.text ?? '');
    assert.deepEqual(
      findings.filter(({ check }) => check === 'dangling-reference'),
      [],
    );
  });
});

describe('any other text where a name belongs', () => {
  const text = 'Ask Kim (ext. 4711) for "it"';

  test('is not repeated either; what names it is told to be given no name', async (t) => {
    // What is a label, or the name that a certificate must have, is shown as it is.
    const isLabel = /label|tlsClientAuth/;
    const report = await reportOn(
      t,
      text,
      routes.filter(({ route }) => !isLabel.test(route) || route.startsWith('a label')),
    );
    for (const [output, shown] of Object.entries(outputsOf(report))) {
      assert.ok(!shown.replaceAll(/\s+/g, ' ').includes('ext. 4711'), output);
    }
    const told = report.findings
      .filter(({ check }) => check === 'dangling-reference')
      .map(({ reference }) => reference?.name);
    for (const name of ['Written', 'Caller', 'FromRecord', 'FromLabel', 'NamedCredential_certificate']) {
      assert.ok(told.includes(name), name);
    }
    assert.deepEqual(
      report.findings.filter(({ check }) => check === 'exposed-key'),
      [],
    );
  });
});
