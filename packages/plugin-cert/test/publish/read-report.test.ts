import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { readReport } from '../../src/publish/read-report.ts';
import { folderWith } from '../fixtures/folder.ts';
import { madeReport } from './made-report.ts';

const report = madeReport();

function read(t: TestContext, content: unknown): ReturnType<typeof readReport> {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return readReport(join(folderWith(t, { 'report.json': text }), 'report.json'));
}

describe('a report that is read', () => {
  it('may be what --json printed, or its result, as a file', async (t) => {
    assert.deepEqual(await read(t, { status: 4, result: report, warnings: [] }), report);
    assert.deepEqual(await read(t, report), report);
  });

  it('may begin with a byte order mark, as Windows writes it', async (t) => {
    assert.deepEqual(await read(t, `\uFEFF${JSON.stringify(report)}`), report);
  });

  const refuses = (what: string, content: unknown, message: RegExp): void => {
    it(`is refused with a sentence: ${what}`, async (t) => {
      await assert.rejects(read(t, content), (error: Error & { isUsage?: boolean }) => {
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /undefined|TypeError/);
        assert.equal(error.isUsage, true);
        return true;
      });
    });
  };
  refuses('no JSON', '<html>', /is no JSON; give what "sf cert health --json" printed/);
  refuses('something else', { name: 'x' }, /is no report of "sf cert health --json"\.$/);
  refuses('a list', [report], /is no report/);
  refuses(
    'a report of another version',
    { ...report, schemaVersion: '2' },
    /another version \("2"\); update the plugin/,
  );
  refuses(
    'the error of a scan',
    { name: 'OrgOutOfReachError', message: 'x', commandName: 'CertHealth' },
    /is an error of "sf cert health"/,
  );
  refuses('a report without a date', { ...report, generatedAt: 'yesterday' }, /does not say when it was made/);
  refuses('a report of no stated org', { ...report, org: { username: 'x' } }, /does not say of which org/);
  refuses('a list that is missing', { ...report, findings: undefined }, /its list "findings" is missing/);
  refuses(
    'an entry that is none',
    { ...report, uses: [report.uses[0], null] },
    /entry 2 of its list "uses" cannot be understood/,
  );

  it('is refused when the file is not there', async () => {
    await assert.rejects(readReport('/nowhere/report.json'), /\/nowhere\/report\.json does not exist; check the path/);
  });
});
