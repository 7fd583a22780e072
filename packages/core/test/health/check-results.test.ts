import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkCatalog, defaultSettings, evaluateInFull, toCheckResultsCsv, version } from '@cert-health/core';
import type { CheckResultRow, EvaluationOptions, Inventory } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';

const at = new Date('2026-06-01T00:00:00Z');
const good = await issue({ subject: 'CN=good', notBefore: '2026-05-01T00:00:00Z', notAfter: '2027-05-01T00:00:00Z' });
const ended = await issue({ subject: 'CN=ended', notBefore: '2025-05-01T00:00:00Z', notAfter: '2026-05-01T00:00:00Z' });

async function resultsOf(inventory: Partial<Inventory>, options: Partial<EvaluationOptions> = {}) {
  const { report, results } = await evaluateInFull(
    { ...emptyInventory, ...inventory },
    { at, generatedAt: at, ...options },
  );
  const of = (check: string, name: string | null): CheckResultRow =>
    results.find((row) => row.check === check && row.name === name) ?? assert.fail(`no row of ${check} on ${name}`);
  return { report, results, of };
}

const holdings = [held([good], { name: 'Good' }), held([ended], { name: 'Ended' })];

describe('how each check ended', () => {
  it('has a row for every check on every certificate, and one for the check as a whole', async () => {
    const { results } = await resultsOf({ holdings });
    assert.equal(results.length, checkCatalog.length * (holdings.length + 1));
    assert.deepEqual(new Set(results.map(({ check }) => check)), new Set(checkCatalog.map(({ id }) => id)));
  });

  it('says passed of what was looked at and found right, and failed of what was found', async () => {
    const { of } = await resultsOf({ holdings });
    assert.equal(of('expired', 'Good').result, 'passed');
    assert.equal(of('expired', 'Good').certificate, good.certificate.fingerprint);
    assert.equal(of('expired', 'Ended').result, 'failed');
    assert.equal(of('expired', 'Ended').severity, 'critical');
    assert.match(of('expired', 'Ended').detail ?? '', /Ended/);
  });

  it('fails wherever the report has a finding, also where two checks are told as one', async () => {
    const { report, of } = await resultsOf({ holdings });
    for (const { check, holding } of report.findings) {
      assert.equal(of(check, holding?.name ?? null).result, 'failed', check);
    }
  });

  it('never says passed without what the check goes by', async () => {
    const listed = await issue({ subject: 'CN=listed' });
    const { of } = await resultsOf({ holdings: [held([listed], { name: 'Listed' })] });
    assert.equal(of('revoked', 'Listed').result, 'undecided');
    assert.match(of('revoked', 'Listed').detail ?? '', /could not be decided without/);
    assert.equal(of('revoked', null).result, 'undecided');
  });

  it('says of files alone that what orgs and projects say does not apply to them', async () => {
    const { of, results } = await resultsOf({ holdings });
    assert.equal(of('mutual-auth-not-enforced', null).result, 'not-applicable');
    assert.equal(of('unused-certificate', 'Good').result, 'not-applicable');
    assert.ok(results.filter(({ result }) => result === 'not-applicable').every(({ detail }) => detail !== undefined));
  });

  it('says of what could not be read that it is undecided, by every check', async () => {
    const unreadable = { ...held([], { name: 'Odd' }), unreadable: 'its file is no certificate' };
    const { results } = await resultsOf({ holdings: [unreadable] });
    const own = results.filter(({ name }) => name === 'Odd');
    assert.deepEqual(new Set(own.map(({ result }) => result)), new Set(['undecided', 'not-applicable']));
  });

  it('says off of what the settings turn off, once', async () => {
    const { results } = await resultsOf({ holdings }, { settings: { ...defaultSettings, checksOff: ['expired'] } });
    assert.deepEqual(
      results.filter(({ check }) => check === 'expired').map(({ result }) => result),
      ['off'],
    );
  });

  it('is a table whose cells are no formulas', async () => {
    const odd = held([ended], { name: '=HYPERLINK("x")' });
    const table = toCheckResultsCsv((await resultsOf({ holdings: [odd] })).results);
    assert.match(table, /^check,source,name,certificate,result,severity,detail\r\n/);
    assert.doesNotMatch(table, /,"?=HYPER/);
  });
});

describe('by what a report was judged', () => {
  it('is in the report: version, rules, lists, thresholds', async () => {
    const file = { path: 'cert-health.yml', sha256: 'ab'.repeat(32) };
    const { report } = await resultsOf({ holdings }, { settingsFile: file });
    const { tool } = report;
    assert.equal(tool?.version, version);
    assert.match(tool?.rules ?? '', /^\d{4}-\d\d-\d\d$/);
    assert.match(tool?.trustData.version ?? '', /NSS .*Chrome/);
    assert.equal(tool?.orgList, null);
    assert.deepEqual(tool?.settings.thresholds.expiring, defaultSettings.expiring);
    assert.deepEqual([tool?.settings.file, tool?.settings.sha256], [file.path, file.sha256]);
  });

  it('names the version that is released', () => {
    for (const name of ['core', 'plugin-cert']) {
      const manifest = JSON.parse(readFileSync(new URL(`../../../${name}/package.json`, import.meta.url), 'utf8')) as {
        version: string;
      };
      assert.equal(manifest.version, version, name);
    }
  });
});
