import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatForExtension, reportFormats, toJson, uncheckedOf } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';

describe('formatForExtension', () => {
  it('goes by the last ending of the name, in either case', () => {
    const names = ['health.json', 'build/health.CSV', 'a.b.html', 'C:\\reports\\x.htm', 'summary.md', 'x.markdown'];
    const found = names.map((name) => formatForExtension(name)?.name);
    assert.deepEqual(found, ['JSON', 'CSV', 'HTML', 'HTML', 'Markdown', 'Markdown']);
  });

  it('takes the longest ending that fits', () => {
    const names = [
      'x.sarif',
      'x.sarif.json',
      'x.json',
      'sarif.json',
      'x.junit.xml',
      'x.XML',
      'x.prom',
      'x.metrics',
      'x.ics',
    ];
    assert.deepEqual(
      names.map((name) => formatForExtension(name)?.name),
      ['SARIF', 'SARIF', 'JSON', 'JSON', 'JUnit XML', 'JUnit XML', 'OpenMetrics', 'OpenMetrics', 'iCalendar'],
    );
  });

  it('is undefined for what it does not know, a name without an ending included', () => {
    for (const name of ['report.pdf', 'report', 'json', 'build.json/report', '', '.']) {
      assert.equal(formatForExtension(name), undefined, name);
    }
  });

  it('gives no ending to two formats', () => {
    const endings = reportFormats.flatMap(({ extensions }) => extensions);
    assert.equal(new Set(endings).size, endings.length);
  });
});

describe('every format', () => {
  it('is a function of the report alone: twice the same, and the report is not changed', () => {
    const before = structuredClone(practiceReport);
    for (const { name, write } of reportFormats) {
      assert.equal(write(practiceReport), write(structuredClone(practiceReport)), name);
      assert.ok(write(practiceReport).endsWith('\n'), name);
    }
    assert.deepEqual(practiceReport, before);
  });

  it('has a usual ending that leads back to it', () => {
    for (const format of reportFormats) assert.equal(formatForExtension(`x.${format.extensions[0]}`), format);
  });
});

describe('toJson', () => {
  it('loses nothing', () => {
    assert.deepEqual(JSON.parse(toJson(practiceReport)), practiceReport);
  });
});

describe('uncheckedOf', () => {
  it('gives unread sources first, and once what several checks lack', () => {
    assert.deepEqual(uncheckedOf(practiceReport), [
      {
        what: 'Mutual authentication list',
        reason: 'The list can only be read through the Metadata API.',
        permission: 'Modify Metadata Through Metadata API Functions',
        checks: [],
      },
      { what: 'Legacy_JWT', reason: 'Its body could not be read.', checks: ['chain-incomplete', 'weak-signature'] },
    ]);
  });

  it('calls a check that could not run at all by what it lacked, and by its id where that is not known', () => {
    const notChecked = [
      { check: 'expiry-notification-unassigned', reason: 'It was not read.' },
      { check: 'of-another-version', reason: 'Nobody knows.' },
    ];
    const unchecked = uncheckedOf({ ...practiceReport, sources: [], notChecked });
    assert.deepEqual(
      unchecked.map(({ what }) => what),
      ['Which active users hold the permission', 'Of-another-version'],
    );
  });
});
