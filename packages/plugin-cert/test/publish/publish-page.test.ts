import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { publishPage } from '../../src/publish/publish-page.ts';
import type { PublishOutcome } from '../../src/publish/publish-report.ts';
import { plainPaint } from '../../src/terminal/paint.ts';

const outcome: PublishOutcome = {
  status: 'published',
  org: { id: '00D000000000001EAA', instanceUrl: 'https://acme.my.salesforce.com' },
  scan: '00D000000000001EAA/2026-11-22T02:15:00.000Z',
  summary: '3 new findings, 1 worse, 2 resolved; 34 certificates, 1 renewed; nothing that people wrote was touched',
  notes: [],
  changes: { appeared: [], worse: [], resolved: [], renewed: [], certificatesAdded: [], certificatesGone: [], more: 0 },
  rows: [
    { object: 'CertHealth_Scan__c', created: 1, changed: 0 },
    { object: 'CertHealth_Certificate__c', created: 0, changed: 1 },
    { object: 'CertHealth_Finding__c', created: 3, changed: 3 },
    { object: 'CertHealth_Use__c', created: 0, changed: 0 },
  ],
  failed: [],
  requests: 5,
  consoleUrl: 'https://acme.my.salesforce.com/lightning/n/Certificate_Health',
};

const page = (more: Partial<PublishOutcome> = {}, columns = 80): string =>
  publishPage({ ...outcome, ...more }, { columns, paint: plainPaint });

describe('what is said of a publication', () => {
  it('what changed, how many records, and where to look', () => {
    assert.equal(
      page(),
      [
        'Published to acme.my.salesforce.com.',
        '3 new findings, 1 worse, 2 resolved; 34 certificates, 1 renewed; nothing that',
        'people wrote was touched.',
        'Records  scans: 1 new · certificates: 1 changed · findings: 3 new, 3 changed',
        'See      https://acme.my.salesforce.com/lightning/n/Certificate_Health',
      ].join('\n'),
    );
  });

  it('of a dry run, that nothing was written, and no place to look at it', () => {
    const text = page({ status: 'planned' });
    assert.match(
      text.replaceAll('\n', ' '),
      /^Nothing was written: this is what publishing to acme\.my\.salesforce\.com would change\./,
    );
    assert.doesNotMatch(text, /See/);
  });

  it('of rows that were not taken, which and why, and what to do', () => {
    const failed = Array.from({ length: 12 }, (_, index) => ({
      object: 'CertHealth_Finding__c',
      key: `expired/org.certificates/C${index}`,
      code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Responsible is required.',
    }));
    const text = page({ status: 'incomplete', failed });
    assert.match(text, /✖ NOT WRITTEN +expired\/org\.certificates\/C0\n/);
    assert.match(text.replaceAll(/\s+/g, ' '), /why Responsible is required\. \(FIELD_CUSTOM_VALIDATION_EXCEPTION\)/);
    assert.match(text, /… and 2 more; --json names them all\./);
    assert.match(text.replaceAll('\n', ' '), /publish the same report again: only what is missing is written/);
  });

  it('at 40 columns nothing is lost', () => {
    const words = (text: string): string => text.replaceAll(/[\s·]+/g, '');
    assert.equal(words(page({}, 40)), words(page({}, 120)));
    for (const line of page({}, 40).split('\n')) assert.ok(line.length <= 61, line);
  });

  it('tells what to know of the scan', () => {
    assert.match(page({ notes: ['The scan is 8 days old.'] }), /\nThe scan is 8 days old\.\n/);
  });
});
