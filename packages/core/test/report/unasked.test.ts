import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  headlineOf,
  subjectOfReport,
  toCsv,
  toHtml,
  toJunit,
  toMarkdown,
  toOpenMetrics,
  toSarif,
  uncheckedOf,
  verdictOf,
} from '@cert-health/core';
import type { HealthReport, OrgIdentity } from '@cert-health/core';
import { healthyReport, practiceReport } from '../fixtures/report.ts';

const reason = 'This scan did not ask whether certificates were revoked; "sf cert health --network crl" looks that up.';
const decided = [{ check: 'expired' }];
const report: HealthReport = {
  ...healthyReport,
  decided,
  notChecked: [{ check: 'revoked', reason, asked: false }],
};

describe('what nobody asked for', () => {
  it('is no gap, and beside the verdict all the same', () => {
    assert.deepEqual(uncheckedOf(report), []);
    assert.equal(
      verdictOf(report),
      'Everything that was checked is in order. Revocation was not asked (--network crl).',
    );
    assert.doesNotMatch(headlineOf(report), /not read|not checked/);
  });

  it('stands in every format', () => {
    assert.match(toMarkdown(report), /Revocation was not asked \(--network crl\)/);
    assert.match(toHtml(report), /<li>Revocation: not asked \(--network crl\)<\/li>/);
    assert.match(toCsv(report), /\r\nnot asked,"This scan did not ask whether .*",revoked,.*Revocation/);
    assert.match(toOpenMetrics(report), /^sf_cert_not_asked\{\} 1$/m);
    assert.match(toOpenMetrics(report), /^sf_cert_not_checked\{\} 0$/m);
    const [run] = (
      JSON.parse(toSarif(report)) as { runs: { invocations: { toolExecutionNotifications: { level: string }[] }[] }[] }
    ).runs;
    assert.deepEqual(
      run?.invocations[0]?.toolExecutionNotifications.map(({ level }) => level),
      ['note'],
    );
  });

  it('is skipped in JUnit for every holding, whatever fails a run, and passes nowhere', () => {
    for (const failOn of ['critical', 'incomplete'] as const) {
      const suite = /<testsuite name="revoked"[^]*?<\/testsuite>/.exec(toJunit(report, { failOn }))?.[0] ?? '';
      assert.match(suite, /tests="2" failures="0" errors="0" skipped="2"/);
    }
  });
});

describe('servers that nobody looked at', () => {
  const servers = { check: 'server-not-accepted', reason: 'Nobody looked at the servers.', asked: false } as const;

  it('are said in words of their own', () => {
    const both = { ...report, notChecked: [...report.notChecked, servers] };
    assert.match(verdictOf(both), /Called servers were not looked at \(--network all\)\./);
    assert.match(toHtml(both), /<li>Called servers: not looked at \(--network all\)<\/li>/);
    assert.match(toMarkdown(both), /Revocation was not asked \(--network crl\)/);
  });
});

describe('a check that could not decide as a whole', () => {
  it('passes in JUnit for nothing; what it lacked is its reason', () => {
    const suite = /<testsuite name="duplicate-key"[^]*?<\/testsuite>/.exec(toJunit(report))?.[0] ?? '';
    assert.match(suite, /skipped="1"/);
    assert.match(suite, /It could not be decided without the certificates\./);
    assert.match(toJunit(report), /<testsuite name="expired" tests="1" failures="0" errors="0" skipped="0"/);
  });

  it('is not told of by a report of an earlier version', () => {
    const old = { ...report };
    delete old.decided;
    assert.match(toJunit(old), /<testsuite name="duplicate-key" tests="1" failures="0" errors="0" skipped="0"/);
  });
});

describe('a verdict', () => {
  const verdict = (status: HealthReport['summary']['status'], sources = report.sources): string =>
    verdictOf({ ...healthyReport, sources, summary: { ...healthyReport.summary, status } });

  it('is none where there was nothing to judge, or nothing could be read', () => {
    assert.equal(verdict('empty'), 'There was nothing to judge.');
    const failed = {
      ...report.sources[0],
      id: 'org.certificates',
      status: 'failed',
    } as HealthReport['sources'][number];
    assert.equal(verdict('incomplete', [failed]), 'Nothing could be read, so there is no verdict.');
    const names = { ...failed, id: 'org.remote-sites', status: 'read' } as const;
    assert.equal(verdict('incomplete', [failed, names]), 'Nothing could be read, so there is no verdict.');
    const logins = { ...failed, id: 'org.saml-sso-configs', status: 'read' } as const;
    assert.match(verdict('incomplete', [failed, logins]), /^Nothing critical was found, but/);
  });

  it('calls an org production only where it said so', () => {
    const kind = (isSandbox: OrgIdentity['isSandbox']): string =>
      subjectOfReport({ ...practiceReport, org: { ...(practiceReport.org as OrgIdentity), isSandbox } });
    assert.match(kind(null), /, kind of org not known\)$/);
    assert.match(kind(false), /, production\)$/);
    assert.match(kind(true), /, sandbox\)$/);
  });
});

describe('what is waived', () => {
  it('marks its certificate in HTML, whose bar keeps the color of what is said of its end', () => {
    const findings = practiceReport.findings.map((one) =>
      one.check === 'expiring' ? { ...one, status: 'waived' as const } : one,
    );
    const html = toHtml({ ...practiceReport, findings });
    const [, row = ''] =
      /<tr>(<td[^>]*><bdi><b>CN=partner-client[^]*?)<\/tr>/.exec(html) ??
      /(CN=partner-client[^]*?)<\/tr>/.exec(html) ??
      [];
    assert.match(row, /<span class="badge waived">WAIVED<\/span>/);
    assert.match(row, /<svg class="life critical"/);
  });
});
