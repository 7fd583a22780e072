import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markup } from '../../src/pages/markup.ts';
import { asReport } from '../../src/pages/report-shape.ts';
import { sampleReport } from './sample-report.ts';

describe('markup', () => {
  it('escapes what is put in, unless it is markup', () => {
    const name = '<b>"x" & y</b>';
    assert.equal(markup`<p>${name}</p>`.markup, '<p>&lt;b&gt;&quot;x&quot; &amp; y&lt;/b&gt;</p>');
    assert.equal(markup`<p>${markup`<b>${1}</b>`}</p>`.markup, '<p><b>1</b></p>');
  });

  it('takes lists of both', () => {
    assert.equal(markup`<ul>${[markup`<li>a</li>`, '<']}</ul>`.markup, '<ul><li>a</li>\n&lt;</ul>');
  });

  it('keeps backslashes as they are', () => {
    assert.equal(markup`${'a\\n'}`.markup, 'a\\n');
  });
});

describe('a value', () => {
  it('is a report when it has the parts that are shown', () => {
    assert.equal(asReport(sampleReport), sampleReport);
    assert.equal(asReport({ status: 0, result: sampleReport }), sampleReport);
  });

  it('is none without one of them', () => {
    for (const part of [
      'schemaVersion',
      'asOf',
      'summary',
      'certificates',
      'findings',
      'notChecked',
      'sources',
      'uses',
    ]) {
      assert.equal(asReport({ ...sampleReport, [part]: undefined }), undefined, part);
    }
    for (const value of [undefined, null, 1, 'x', [], { result: {} }]) assert.equal(asReport(value), undefined);
    assert.equal(asReport({ ...sampleReport, asOf: 'yesterday' }), undefined);
  });
});
