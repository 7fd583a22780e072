import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from 'junit2json';
import type { TestCase, TestSuite, TestSuites } from 'junit2json';
import { checkCatalog, toJunit } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate, ReportOptions } from '@cert-health/core';
import { healthyReport, hostileReport, practiceReport } from '../fixtures/report.ts';
import { hostileTexts, unseen } from './hostile-texts.ts';

/** The types of the reader lack what it reads: the count of skipped tests of a file. */
type Read = TestSuites & { readonly skipped?: number };

async function read(report: HealthReport, options?: ReportOptions): Promise<Read> {
  // Without the number reading that is the default: names may look like numbers.
  return (await parse(toJunit(report, options), {})) as Read;
}

async function suiteOf(name: string, report: HealthReport, options?: ReportOptions): Promise<TestSuite> {
  const found = (await read(report, options)).testsuite?.find((suite) => suite.name === name);
  assert.ok(found, `There is no suite ${name}.`);
  return found;
}

async function caseOf(check: string, name: string, report: HealthReport, options?: ReportOptions): Promise<TestCase> {
  const found = (await suiteOf(check, report, options)).testcase?.filter((one) => one.name === name) ?? [];
  assert.equal(found.length, 1, `${check} has ${found.length} tests ${name}.`);
  return found[0] as TestCase;
}

function verdictOf(test: TestCase): string {
  return (['failure', 'error', 'skipped'] as const).find((kind) => test[kind]) ?? 'passed';
}

const [expiring] = practiceReport.findings as [Finding];
const [partner] = practiceReport.certificates as [ReportCertificate];

describe('the JUnit report', () => {
  it('has a suite for the places and one for each check of the catalog', async () => {
    const names = (await read(practiceReport)).testsuite?.map(({ name }) => name);
    assert.deepEqual(names, ['sources', ...checkCatalog.map(({ id }) => id)]);
  });

  it('has a test for each holding, named like it, apart across checks and sources', async () => {
    const tests = (await suiteOf('expired', practiceReport)).testcase?.map(({ name, classname }) => [name, classname]);
    assert.deepEqual(tests, [
      ['Partner_API_Client', 'expired.org.certificates'],
      ['Okta', 'expired.org.saml'],
      ['Partner_API_Client_2027', 'expired.org.certificates'],
    ]);
    const all = (await read(practiceReport)).testsuite?.flatMap(({ testcase = [] }) => testcase) ?? [];
    assert.equal(new Set(all.map(({ name, classname }) => `${classname} ${name}`)).size, all.length);
  });

  it('has no test for what is held only as a member of a chain', () => {
    const pending: HealthReport['pending'] = [];
    const certificates = practiceReport.certificates.slice(2);
    assert.doesNotMatch(
      toJunit({ ...practiceReport, certificates, pending }),
      /name="Partner_API_Client" classname="expired/,
    );
  });

  it('counts what it holds, in each suite and in all', async () => {
    for (const failOn of ['critical', 'incomplete', 'never'] as const) {
      const all = await read(practiceReport, { failOn });
      const suites = all.testsuite ?? [];
      const tests = suites.flatMap(({ testcase = [] }) => testcase);
      for (const [count, kind] of [
        ['failures', 'failure'],
        ['errors', 'error'],
        ['skipped', 'skipped'],
      ] as const) {
        const found = tests.filter((test) => test[kind]).length;
        assert.equal(Number(all[count]), found, `${failOn}: ${count}`);
        const sum = suites.reduce((total, suite) => total + Number(suite[count]), 0);
        assert.equal(sum, found, `${failOn}: ${count} of suites`);
      }
      assert.equal(Number(all.tests), tests.length);
    }
  });

  it('tells when the scan ran, and the file where a holding has one', async () => {
    const { timestamp } = await suiteOf('expired', practiceReport);
    assert.equal(timestamp, '2026-11-22T02:15:03');
    const holdings = [{ ...expiring.holding, label: '', kind: 'keyPair', path: 'certs/a.crt' } as never];
    const text = toJunit({ ...practiceReport, certificates: [{ ...partner, holdings }] });
    assert.match(text, /name="Partner_API_Client" classname="expired\.org\.certificates" file="certs\/a\.crt"/);
  });
});

describe('verdicts of the JUnit report', () => {
  it('fail from the level asked for on; critical unless told', async () => {
    const levels = [
      [undefined, 'failure passed passed'],
      ['never', 'passed passed passed'],
      ['critical', 'failure passed passed'],
      ['warning', 'failure failure passed'],
      ['info', 'failure failure failure'],
      ['incomplete', 'failure failure passed'],
    ] as const;
    for (const [failOn, expected] of levels) {
      const options = failOn === undefined ? {} : { failOn };
      const tests = await Promise.all([
        caseOf('expiring', 'Partner_API_Client', practiceReport, options),
        caseOf('pending-signature', 'Partner_API_Client_2027', practiceReport, options),
        caseOf('expiry-notification-unassigned', 'acme-prod', practiceReport, options),
      ]);
      assert.equal(tests.map(verdictOf).join(' '), expected, String(failOn));
    }
  });

  it('give the consequence as message, the severity as type, and what to do', async () => {
    const [failure] = (await caseOf('expiring', 'Partner_API_Client', practiceReport)).failure ?? [];
    assert.equal(failure?.message, 'Partner API Client stops working in 4 days (Thu 26 Nov)');
    assert.equal(failure?.type, 'critical');
    assert.match(failure?.inner ?? '', /\nDo: Create its successor .*\nBy: 2026-11-26\nRule: Let's Encrypt/);
  });

  it('say what is below the level and what is waived, in a test that passes', async () => {
    const below = await caseOf('pending-signature', 'Partner_API_Client_2027', practiceReport);
    assert.match(below['system-out']?.[0] ?? '', /^WARNING: .* cannot be used/);
    const waived = await caseOf('private-key-exportable', 'Partner_API_Client', practiceReport, {
      failOn: 'incomplete',
    });
    assert.equal(verdictOf(waived), 'passed');
    assert.match(waived['system-out']?.[0] ?? '', /^NOTE \(waived\): /);
  });

  it('put several findings of one check about one holding into one test, the worst first', async () => {
    const findings = [expiring, { ...expiring, id: 'x', severity: 'warning' as const, title: 'Its intermediate ends' }];
    const report = { ...practiceReport, findings };
    const both = await caseOf('expiring', 'Partner_API_Client', report, { failOn: 'warning' });
    assert.equal(both.failure?.length, 1);
    assert.match(both.failure?.[0]?.inner ?? '', /^CRITICAL: .*\n[^]*\n\nWARNING: Its intermediate ends\n/);
    const one = await caseOf('expiring', 'Partner_API_Client', report);
    assert.doesNotMatch(one.failure?.[0]?.inner ?? '', /intermediate/);
    assert.match(one['system-out']?.[0] ?? '', /^WARNING: Its intermediate ends\n/);
  });
});

describe('what was not checked, in the JUnit report,', () => {
  it('is skipped with the reason: an unread source, and a holding that a check could not judge', async () => {
    const source = await caseOf('sources', 'Mutual authentication list', practiceReport);
    assert.match(source.skipped?.[0]?.message ?? '', /Metadata API\. Needs the permission "Modify Metadata/);
    const holding = await caseOf('weak-signature', 'Legacy_JWT', practiceReport);
    assert.equal(holding.skipped?.[0]?.message, 'Its body could not be read.');
  });

  it('is an error when a gap is to break the build', async () => {
    const source = await caseOf('sources', 'Mutual authentication list', practiceReport, { failOn: 'incomplete' });
    assert.equal(verdictOf(source), 'error');
    assert.equal(source.error?.[0]?.type, 'not checked');
  });

  it('never passes, not even where the check said nothing of a holding without a certificate', async () => {
    const test = await caseOf('weak-key', 'Partner_API_Client_2027', practiceReport);
    assert.equal(test.skipped?.[0]?.message, 'waiting for its signed chain');
  });

  it('marks every holding of the name, as only the name is told', async () => {
    const holdings = ['one', 'two'].map((source) => ({ source, name: 'Twin', label: '', kind: 'trusted' as const }));
    const report = {
      ...healthyReport,
      certificates: [{ ...partner, holdings }],
      notChecked: [{ check: 'weak-key', subject: 'Twin', reason: 'Unknown.' }],
    };
    assert.deepEqual((await suiteOf('weak-key', report)).testcase?.map(verdictOf), ['skipped', 'skipped']);
    assert.deepEqual((await suiteOf('expired', report)).testcase?.map(verdictOf), ['passed', 'passed']);
  });

  it('decides where the same name is listed twice and one of the two could not be read', async () => {
    const holding = { source: 'org.certificates', name: 'Partner_API_Client', label: '', kind: 'keyPair' as const };
    const report = { ...practiceReport, pending: [{ ...holding, reason: 'its certificate was not read' }] };
    assert.equal(verdictOf(await caseOf('weak-key', 'Partner_API_Client', report)), 'skipped');
  });

  it('is told beside a failure of the same test', async () => {
    const notChecked = [{ check: 'expiring', subject: 'Partner_API_Client', reason: 'No intermediate was read.' }];
    const test = await caseOf('expiring', 'Partner_API_Client', { ...practiceReport, notChecked });
    assert.equal(verdictOf(test), 'failure');
    assert.deepEqual(test['system-out'], ['Not checked: No intermediate was read.']);
  });
});

describe('a check of the org as a whole, in the JUnit report,', () => {
  const check = 'expiry-notification-unassigned';

  it('is one test, whether it passes, fails or could not decide', async () => {
    const notChecked = [{ check, reason: 'It was not read.' }];
    const passed = await suiteOf(check, { ...practiceReport, findings: [] });
    const unknown = await suiteOf(check, { ...practiceReport, findings: [], notChecked });
    const failed = await suiteOf(check, practiceReport, { failOn: 'info' });
    assert.deepEqual(
      [passed, unknown, failed].map(({ testcase = [] }) => testcase.map((test) => `${test.name} ${verdictOf(test)}`)),
      [['acme-prod passed'], ['acme-prod skipped'], ['acme-prod failure']],
    );
  });

  it('is no test where no org was looked at', async () => {
    const names = (await read(healthyReport)).testsuite?.map(({ name }) => name);
    assert.equal(names?.includes(check), false);
    assert.ok(checkCatalog.some(({ id }) => id === check));
  });

  it('names no user', () => {
    const org = { id: '00D5g000000abcDEAQ', instanceUrl: '', username: 'ada@acme.example', isSandbox: true };
    assert.match(toJunit({ ...practiceReport, org }), /<testcase name="00D5g000000abcDEAQ"/);
  });
});

describe('texts of other people in the JUnit report', () => {
  it('come back as they were, or with what is not seen made visible', async () => {
    for (const [what, text] of hostileTexts) {
      const written = toJunit(hostileReport(text));
      assert.doesNotMatch(written, unseen, what);
      const suites = (await parse(written, {})) as Read;
      assert.equal(suites.testsuite?.[0]?.name, 'sources', what);
      const name = suites.testsuite?.[0]?.testcase?.[0]?.name ?? '';
      const back = name.replace(/\\u\{([0-9A-F]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
      assert.equal(back, text, what);
    }
  });
});
