import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { checkCatalog, waiverChecks, toSarif } from '@cert-health/core';
import type { Finding, HealthReport, ReportOptions } from '@cert-health/core';
import { healthyReport, hostileReport, practiceReport } from '../fixtures/report.ts';
import { hostileTexts, unseen } from './hostile-texts.ts';

interface Rule {
  readonly id: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly helpUri?: string;
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly source: object };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex?: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Notification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: string;
  readonly message: { readonly text: string };
  readonly associatedRule?: { readonly id: string; readonly index?: number };
}
interface Run {
  readonly tool: {
    readonly driver: {
      readonly semanticVersion?: string;
      readonly rules: readonly Rule[];
      readonly notifications: readonly { readonly id: string }[];
    };
  };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly [
    { readonly executionSuccessful: boolean; readonly toolExecutionNotifications: readonly Notification[] },
  ];
  readonly results: readonly Result[];
}

const modules = new URL('../../../../node_modules/', import.meta.url);
const schemaFile = new URL('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', modules);
const { $schema, id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8')) as Record<string, unknown>;

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function assertValid(text: string, what: string): void {
  assert.ok(validate(JSON.parse(text)), `${what}: ${JSON.stringify(validate.errors, null, 2)}`);
}

function runOf(report: HealthReport, options?: ReportOptions): Run {
  return (JSON.parse(toSarif(report, options)) as { readonly runs: readonly [Run] }).runs[0];
}

const [expiring] = practiceReport.findings as [Finding];
const withFinding = (other: Partial<Finding>): HealthReport => ({
  ...practiceReport,
  findings: [{ ...expiring, ...other }],
});

describe('the SARIF report', () => {
  it('is of the schema that the test knows: draft 4, of which nothing is used that later drafts changed', () => {
    assert.equal($schema, 'http://json-schema.org/draft-04/schema#');
    assert.match(String(id), /sarif-2\.1\.0/);
    assert.doesNotMatch(JSON.stringify(schema), /"exclusiveM/);
    assert.equal(validate({ version: '2.1.0', runs: [{}] }), false, 'a run without a tool is refused');
  });

  it('fits the schema, with and without options, org and findings', () => {
    assertValid(toSarif(practiceReport), 'practice');
    assertValid(toSarif(practiceReport, { toolVersion: '1.0.0', docsUrl: 'https://acme.example/' }), 'options');
    assertValid(toSarif(healthyReport), 'healthy');
  });

  it('fits the schema whatever names are like, and lets nothing unseen through', () => {
    for (const [what, text] of hostileTexts) {
      const written = toSarif(hostileReport(text));
      assertValid(written, what);
      assert.doesNotMatch(written, unseen, what);
      assert.doesNotMatch(written.replaceAll('\\\\', ''), /\\u[dD][89a-fA-F]/, `${what}: no escaped half pair`);
    }
  });

  it('names the tool version that it is given, and none otherwise', () => {
    assert.equal(runOf(practiceReport, { toolVersion: '1.2.3' }).tool.driver.semanticVersion, '1.2.3');
    assert.equal(runOf(practiceReport).tool.driver.semanticVersion, undefined);
  });

  it('gives each org a category of its own', () => {
    assert.equal(runOf(practiceReport).automationDetails.id, 'certificate-health/00D5g000000abcDEAQ/');
    assert.equal(runOf(healthyReport).automationDetails.id, 'certificate-health/files/');
  });
});

describe('rules of the SARIF report', () => {
  const { rules } = runOf(healthyReport, { docsUrl: 'https://acme.example/repo/' }).tool.driver;

  it('declare every check of the catalog, and what is said of waivers, although nothing was found', () => {
    assert.deepEqual(
      rules.map((rule) => rule.id),
      [...checkCatalog, ...waiverChecks].map(({ id }) => id),
    );
  });

  it('have texts within the 1,024 characters that GitHub shows', () => {
    for (const { id, shortDescription, fullDescription, help } of rules) {
      for (const { text } of [shortDescription, fullDescription, help]) {
        assert.ok(text.length > 10 && text.length <= 1024, `${id}: ${text.length}`);
      }
      assert.match(help.markdown, new RegExp(`^# ${id}\n\n`));
      assert.match(help.markdown, /\*\*What to do:\*\* \w/);
    }
  });

  it('have the level of the worst that their check gives, and the document that it comes from', () => {
    const levels = { critical: 'error', warning: 'warning', info: 'note' };
    for (const [index, check] of checkCatalog.entries()) {
      assert.equal(rules[index]?.defaultConfiguration.level, levels[check.severity], check.id);
      assert.deepEqual(rules[index]?.properties.source, check.source, check.id);
    }
  });

  it('link to the page of the check', () => {
    for (const { id, helpUri, help } of rules) {
      assert.equal(helpUri, `https://acme.example/repo/docs/checks/${id}.md`);
      assert.ok(help.markdown.includes(`(${helpUri})`), id);
    }
  });

  it('link to the document of the rule where it is not known in what place the pages are', () => {
    for (const [index, rule] of runOf(healthyReport).tool.driver.rules.entries()) {
      assert.equal(rule.helpUri, checkCatalog[index]?.source.url, rule.id);
      assert.doesNotMatch(rule.help.markdown, /\[All about this check\]/);
      assert.ok(rule.help.markdown.includes(`sf cert checks --explain ${rule.id}`), rule.id);
    }
  });

  it('are those of the checks that were run, when they are given', () => {
    const run = runOf(practiceReport, { checks: checkCatalog.filter((check) => check.id === 'expiring') });
    assert.deepEqual(
      run.tool.driver.rules.map((rule) => rule.id),
      ['expiring', 'waiver-expired', 'waiver-unused'],
    );
    assert.equal(run.results[0]?.ruleIndex, 0);
    assert.deepEqual([run.results[1]?.ruleId, run.results[1]?.ruleIndex], ['pending-signature', undefined]);
  });
});

describe('results of the SARIF report', () => {
  const { results, tool } = runOf(practiceReport);

  it('are the open findings in their order; what is waived is left out', () => {
    assert.deepEqual(
      results.map(({ ruleId, level }) => `${level} ${ruleId}`),
      ['error expiring', 'warning pending-signature', 'note expiry-notification-unassigned'],
    );
  });

  it('point at their rule', () => {
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex as number]?.id, ruleId);
  });

  it('say what happens in the first sentence, and then why and what to do', () => {
    assert.equal(
      results[0]?.message.text,
      'Partner API Client stops working in 4 days (Thu 26 Nov). 98 % of its 276 days are used. ' +
        'Create its successor in Setup > Certificate and Key Management.',
    );
  });

  it('hold no placeholder and no link, whatever is called so', () => {
    const [result] = runOf(withFinding({ title: '[x](https://evil.example) {0} {{1}}' })).results;
    assert.match(result?.message.text ?? '', /^\[x\] \(https:\/\/evil\.example\) \{\{0\}\} \{\{\{\{1\}\}\}\}\./);
  });
});

describe('fingerprints of the SARIF report', () => {
  const fingerprintsOf = (report: HealthReport): unknown => runOf(report).results.map((one) => one.partialFingerprints);

  it('stay the same on another day, in other words and with other dates', () => {
    const later = {
      ...withFinding({ title: 'Partner API Client stops working tomorrow', dueOn: '2026-11-25', evidence: {} }),
      generatedAt: '2026-11-25T02:00:00.000Z',
      asOf: '2026-11-25T02:00:00.000Z',
    };
    assert.deepEqual(fingerprintsOf(later), fingerprintsOf(withFinding({})));
  });

  it('tell findings apart, and the same name in two orgs', () => {
    const org = { ...(practiceReport.org as NonNullable<HealthReport['org']>), id: '00D5g000000zzzzEAQ' };
    const all = [
      withFinding({}),
      withFinding({ id: 'other' }),
      { ...withFinding({}), org },
      { ...withFinding({}), org: null },
    ];
    const hashes = all.map((report) => runOf(report).results[0]?.partialFingerprints['primaryLocationLineHash']);
    assert.equal(new Set(hashes).size, 4);
    for (const hash of hashes) assert.match(hash ?? '', /^[0-9a-f]{32}$/);
  });

  it('give the id of the finding to those who look for it', () => {
    assert.equal(
      runOf(practiceReport).results[0]?.partialFingerprints['findingId/v1'],
      'expiring/org.certificates/Partner_API_Client',
    );
  });
});

describe('what was not checked, in the SARIF report', () => {
  const [{ executionSuccessful, toolExecutionNotifications }] = runOf(practiceReport).invocations;
  const { rules, notifications } = runOf(practiceReport).tool.driver;

  it('is a notification for each unread source and each check that could not decide', () => {
    assert.deepEqual(
      toolExecutionNotifications.map(({ message }) => message.text),
      [
        'Mutual authentication list was not checked: The list can only be read through the Metadata API. ' +
          'Needs the permission "Modify Metadata Through Metadata API Functions".',
        'Legacy_JWT was not checked: Its body could not be read.',
        'Legacy_JWT was not checked: Its body could not be read.',
      ],
    );
  });

  it('names the check concerned and the kind of the notification', () => {
    const [source, ...checks] = toolExecutionNotifications;
    assert.equal(source?.associatedRule, undefined);
    assert.deepEqual(
      checks.map(({ associatedRule }) => rules[associatedRule?.index as number]?.id),
      ['chain-incomplete', 'weak-signature'],
    );
    for (const { descriptor } of toolExecutionNotifications) {
      assert.equal(notifications[descriptor.index]?.id, descriptor.id);
    }
  });

  it('is no error, which would mean that the run itself failed', () => {
    assert.equal(executionSuccessful, true);
    for (const { level } of toolExecutionNotifications) assert.equal(level, 'warning');
  });

  it('is empty when nothing was left out; a feature that the org lacks is no gap', () => {
    const sources = [{ id: 'org.x', label: 'X', status: 'unavailable', items: 0, detail: 'Not in this org.' } as const];
    const [invocation] = runOf({ ...healthyReport, sources }).invocations;
    assert.deepEqual(invocation.toolExecutionNotifications, []);
  });
});
