import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HealthReport } from '@cert-health/core';
import { addHeader } from '../../src/terminal/header.ts';
import { Page } from '../../src/terminal/page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { healthyReport, troubledReport } from './fixtures/report.ts';

function header(more: Partial<HealthReport>): string[] {
  const page = new Page(120, plainPaint);
  addHeader(page, 'Certificate health of', { ...healthyReport, ...more }, ['certs'], ['1 certificate']);
  return page.toString().split('\n');
}

const first = 'Certificate health of acme-prod (00Dxx0000000001AAA, production), certs';

test('a report on now says as of when', () => {
  assert.deepEqual(header({}), [first, 'as of 22 Nov 2026 02:15 UTC · 1 certificate']);
});

test('a report on a day to come says that it is a projection, and by which rules', () => {
  assert.deepEqual(header({ asOf: '2027-03-15T00:00:00.000Z' }), [
    first,
    'as it will stand on 15 Mar 2027 00:00 UTC, judged with the rules in force then',
    '1 certificate',
  ]);
});

test('a report on a day gone by is no claim about what was there then', () => {
  assert.deepEqual(
    header({ asOf: '2025-03-15T00:00:00.000Z' })[1],
    'judged as of 15 Mar 2025 00:00 UTC, with the rules in force then',
  );
});

test('what people decided is told: the settings file, checks that are off, what was known', () => {
  const decisions = {
    file: 'cert-health.yml',
    checksOff: ['weak-key', 'expired'],
    known: { since: '2026-11-01T09:00:00.000Z', findings: troubledReport.findings },
  };
  assert.equal(
    header({ decisions }).slice(1).join(' '),
    'as of 22 Nov 2026 02:15 UTC · 1 certificate · 3 known since Sun 1 Nov, 1 of them critical · 2 checks off · settings cert-health.yml',
  );
});

test('a settings file that turns nothing off is named all the same', () => {
  assert.match(
    header({ decisions: { file: '../x.yml', checksOff: [] } })[1] ?? '',
    /1 certificate · settings \.\.\/x\.yml$/,
  );
});
