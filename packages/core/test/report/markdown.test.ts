import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toMarkdown } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';

const text = toMarkdown(practiceReport);

describe('the Markdown report', () => {
  it('begins with the verdict and the counts', () => {
    const [title, , verdict] = text.split('\n');
    assert.match(title ?? '', /^## Certificate health of acme-prod/);
    assert.match(
      verdict ?? '',
      /^\*\*Something is broken or about to break\.\*\* 2 certificates · 1 critical · 1 warning · 1 note/,
    );
  });

  it('has one row a finding that is open, with what to do and by when', () => {
    const rows = text.split('\n').filter((line) => /^\| [✖▲●]/.test(line));
    assert.equal(rows.length, 3);
    assert.match(rows[0] ?? '', /✖ CRITICAL \|.*\| Thu 26 Nov \|.*\| Create its successor/);
  });

  it('folds away what was not checked, what is waived and the certificates, with their counts', () => {
    for (const title of ['Not checked (2)', 'Waived (1)', 'Certificates (2)']) {
      assert.ok(text.includes(`<summary>${title}</summary>`), title);
    }
  });

  it('says who sees to a finding, and who waived what until when and why', () => {
    const [open, ...others] = practiceReport.findings;
    assert.ok(open);
    const waiver = { reason: 'The partner | closes', owner: 'Ada', until: '2027-01-31' };
    const decided = toMarkdown({
      ...practiceReport,
      findings: [
        { ...open, owner: 'Team Blue' },
        ...others.map((one) => ({ ...one, status: 'waived', waiver }) as const),
      ],
    });
    assert.match(decided, /\| Team Blue \|/);
    assert.match(decided, /^- .* \\\(until 2027-01-31, by Ada: The partner \\\| closes\\\)$/m);
  });

  it('stays within what GitHub takes for a comment, and counts what it leaves out', () => {
    const many = <Item>(items: readonly Item[]): Item[] => Array.from({ length: 2000 }, () => items[0] as Item);
    const long = toMarkdown({
      ...practiceReport,
      findings: many(practiceReport.findings),
      certificates: many(practiceReport.certificates),
      notChecked: Array.from({ length: 2000 }, (_, number) => ({ check: 'expired', reason: `Reason ${number}.` })),
    });
    assert.ok(long.length < 65_536, `${long.length}`);
    assert.match(long, /… and 1960 more; the full report has them\./);
    assert.match(long, /Reason 98\..*\n\n… and 1901 more/);
    assert.match(long, /… and 1900 more/);
  });

  it('is short when all is well', () => {
    const healthy = toMarkdown(healthyReport);
    assert.match(healthy, /Everything that was checked is in order/);
    assert.doesNotMatch(healthy, /What happens|Not checked|Waived/);
  });
});
