import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings, evaluate, judgedByInWords, toHtml } from '@cert-health/core';
import type { EvaluationOptions, Inventory, JudgedBy } from '@cert-health/core';
import { scanFields } from '../../src/records/scan-row.ts';
import { emptyInventory } from '../fixtures/inventories.ts';

const at = new Date('2026-06-01T00:00:00Z');
const org = {
  id: '00D000000000001AAA',
  instanceUrl: 'https://a.my.salesforce.com',
  username: 'ann@acme.example',
  isSandbox: false,
};

async function judged(inventory: Partial<Inventory>, options: Partial<EvaluationOptions> = {}) {
  const report = await evaluate({ ...emptyInventory, ...inventory }, { at, generatedAt: at, ...options });
  const words = judgedByInWords(report.tool as JudgedBy);
  return { report, says: (term: string) => words.find((one) => one.term === term)?.says };
}

describe('by what a report was judged, in words', () => {
  it('names rights and what no API shows of an org, and neither of files', async () => {
    const ofOrg = await judged({ org });
    assert.equal(ofOrg.says('Read with the rights of'), 'ann@acme.example');
    assert.match(ofOrg.says('Shown by no API') ?? '', /API Client Certificate/);
    const ofFiles = await judged({});
    assert.equal(ofFiles.says('Read with the rights of'), undefined);
    assert.equal(ofFiles.says('Shown by no API'), undefined);
  });

  it('says that no list of roots was given, or which one and how old', async () => {
    assert.match((await judged({})).says("The org's list of roots") ?? '', /not given/);
    const trustStore = {
      id: 'salesforce:cacerts',
      label: 'cacerts page',
      source: 'x',
      version: 'x',
      anchors: [],
      partial: true,
    };
    const { says } = await judged({}, { trustStore });
    assert.equal(
      says("The org's list of roots"),
      'cacerts page: 0 entries, without a date; entries are missing from it, so that absence decides nothing',
    );
  });

  it('gives the thresholds in force, those of uses and of single certificates too, and what is off', async () => {
    const settings = {
      ...defaultSettings,
      checksOff: ['expired', 'weak-key'],
      expiring: {
        ...defaultSettings.expiring,
        perUse: { 'inbound-sso': { warningDays: 30, criticalDays: 1 } },
        perCertificate: [{ certificate: 'Partner_*', warningFraction: 0.5 }],
      },
    };
    const { says } = await judged({}, { settings });
    assert.equal(
      says('Thresholds'),
      'warning with 33 % of the lifetime left, critical with 17 % of the lifetime left; ' +
        'inbound-sso: warning with 30 days left, critical with 1 day left; ' +
        'Partner_*: warning with 50 % of the lifetime left, critical with 17 % of the lifetime left',
    );
    assert.equal(says('Turned off'), 'expired and weak-key');
  });

  it('stands in the HTML and in the record of a scan, and not where a report does not say', async () => {
    const { report } = await judged({ org });
    const options = { origin: 'cli', scannedBy: 'Ann', at: at.toISOString() } as const;
    assert.match(toHtml(report), /By what it was judged[^]*API Client Certificate/);
    assert.match(
      String(scanFields(report, options).Judged_By__c),
      /^Version: Certificate Health \d[^]*ann@acme\.example/,
    );
    const { tool, ...former } = report;
    assert.ok(tool);
    assert.doesNotMatch(toHtml(former), /By what it was judged/);
    assert.equal(scanFields(former, options).Judged_By__c, null);
  });
});
