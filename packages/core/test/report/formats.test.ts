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

  it('calls a check that could not run at all by its id', () => {
    const notChecked = [{ check: 'expiry-notification-unassigned', reason: 'It was not read.' }];
    const [unchecked] = uncheckedOf({ ...practiceReport, sources: [], notChecked });
    assert.equal(unchecked?.what, 'expiry-notification-unassigned');
  });
});
