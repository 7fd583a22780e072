import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { toOpenMetrics } from '@cert-health/core';
import type { HealthReport, ReportCertificate, UseId } from '@cert-health/core';
import { healthyReport, hostileReport, practiceReport } from '../fixtures/report.ts';
import { hostileTexts, unseen } from './hostile-texts.ts';

interface Sample {
  readonly value: string;
  readonly labels?: Readonly<Record<string, string>>;
}
interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly metrics: readonly Sample[];
}

/** A reader of Prometheus' text format that is not ours; it comes without types. */
const parse = createRequire(import.meta.url)('parse-prometheus-text-format') as (text: string) => Family[];

function samplesOf(name: string, report: HealthReport): readonly Sample[] {
  const family = parse(toOpenMetrics(report)).find((one) => one.name === name);
  assert.ok(family, `There is no family ${name}.`);
  return family.metrics;
}

const notAfter = 'sf_cert_not_after_timestamp_seconds';
const [partner] = practiceReport.certificates as [ReportCertificate];
const text = toOpenMetrics(practiceReport);

describe('the OpenMetrics report', () => {
  it('ends with the mark of a whole file and a line feed', () => {
    assert.ok(text.endsWith('\n# EOF\n'));
    assert.equal(text.match(/^# EOF$/gm)?.length, 1);
    assert.doesNotMatch(text, /\r|\n\n/);
  });

  it('describes every family before its samples, and its unit where the name ends in one', () => {
    for (const { name, help, type, metrics } of parse(text)) {
      assert.equal(type, 'GAUGE', name);
      assert.match(help, /^[A-Z].*\.$/, name);
      assert.ok(metrics.length > 0, name);
      assert.equal(text.includes(`# UNIT ${name} seconds\n`), name.endsWith('_seconds'), name);
      assert.ok(text.indexOf(`# TYPE ${name} `) < text.indexOf(`\n${name}{`), name);
    }
  });

  it('has no other lines than OpenMetrics allows', () => {
    const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
    const line = new RegExp(
      `^(?:# (?:HELP|TYPE|UNIT) [a-z_]+ .+|# EOF|[a-z_]+\\{(?:${label}(?:,${label})*)?\\} -?\\d+(?:\\.\\d+)?)$`,
    );
    for (const one of text.trimEnd().split('\n')) assert.match(one, line);
  });

  it('gives the end and the start of each certificate as absolute times, never days left', () => {
    assert.deepEqual(
      samplesOf(notAfter, practiceReport).map(({ value, labels }) => [labels?.['name'], Number(value)]),
      [
        ['Partner_API_Client', Date.UTC(2026, 10, 26, 12) / 1000],
        ['Okta', Date.UTC(2033, 4, 4) / 1000],
      ],
    );
    const [start] = samplesOf('sf_cert_not_before_timestamp_seconds', practiceReport);
    assert.equal(Number(start?.value), Date.UTC(2026, 1, 24) / 1000);
    assert.doesNotMatch(text, /days|remaining|left/i);
  });

  it('does not change from one scan to the next but in the time of the scan', () => {
    const later = { ...practiceReport, generatedAt: '2026-11-23T00:00:00.000Z', asOf: '2026-11-23T00:00:00.000Z' };
    const changed = toOpenMetrics(later)
      .split('\n')
      .filter((line, number) => line !== text.split('\n')[number]);
    assert.equal(changed.length, 1);
    assert.match(changed[0] ?? '', /^sf_cert_scan_timestamp_seconds\{org="00D5g000000abcDEAQ"\} 1795392000$/);
  });

  it('labels a series by org, place, name, uses, serial number and the first digits of the fingerprint', () => {
    const use = (id: UseId): HealthReport['uses'][number] => ({
      use: id,
      certificate: partner.fingerprint,
      name: 'Partner',
      reference: { source: 'org.named-credentials', name: 'Partner', field: 'NamedCredential.certificate' },
      resolved: true,
      managedBy: 'customer',
    });
    const uses = [use('outbound-apex-mtls'), use('inbound-sso'), use('outbound-apex-mtls')];
    assert.deepEqual(samplesOf(notAfter, { ...practiceReport, uses })[0]?.labels, {
      org: '00D5g000000abcDEAQ',
      source: 'org.certificates',
      name: 'Partner_API_Client',
      use: 'inbound-sso,outbound-apex-mtls',
      serial: '0a1b2c',
      fingerprint: 'a1a1a1a1a1a1a1a1',
    });
  });

  it('has a series for each place of a certificate, and none for members of chains', () => {
    const place = (source: string): ReportCertificate['holdings'][number] => ({
      source,
      name: 'Partner',
      label: 'Partner',
      kind: 'keyPair',
    });
    const certificates = [
      { ...partner, holdings: [place('one'), place('two'), { ...place('three'), chainMember: true }] },
    ];
    const sources = samplesOf(notAfter, { ...practiceReport, certificates }).map(({ labels }) => labels?.['source']);
    assert.deepEqual(sources, ['one', 'two']);
  });

  it('gives a series once, even if a source lists a certificate twice', () => {
    const holdings = [...partner.holdings, ...partner.holdings];
    const written = toOpenMetrics({ ...practiceReport, certificates: [{ ...partner, holdings }] });
    const lines = written.split('\n').filter((line) => line.startsWith(`${notAfter}{`));
    assert.equal(lines.length, 1);
  });

  it('takes the first moment of the last day where only a record tells it', () => {
    const pending = [
      {
        source: 'org.certificates',
        name: 'Legacy_JWT',
        label: 'Legacy JWT',
        kind: 'keyPair' as const,
        reason: 'its body could not be read',
        expirationDate: '2027-01-31T00:00:00.000Z',
      },
    ];
    const last = samplesOf(notAfter, { ...practiceReport, pending }).at(-1);
    assert.equal(last?.labels?.['name'], 'Legacy_JWT');
    assert.equal(Number(last.value), Date.UTC(2027, 0, 31) / 1000);
    assert.equal(last.labels['fingerprint'], undefined);
  });
});

describe('counts of the OpenMetrics report', () => {
  it('give findings by severity and status, with zeros', () => {
    const counts = (report: HealthReport): unknown =>
      samplesOf('sf_cert_findings', report).map(
        ({ labels, value }) => `${labels?.['severity']} ${labels?.['status']} ${value}`,
      );
    assert.deepEqual(counts(practiceReport), [
      'critical open 1',
      'critical waived 0',
      'warning open 1',
      'warning waived 0',
      'info open 1',
      'info waived 1',
    ]);
    assert.equal(samplesOf('sf_cert_findings', healthyReport).length, 6);
  });

  it('tell which places left a gap; a feature that the org lacks is none', () => {
    const [read, denied] = practiceReport.sources as [HealthReport['sources'][number], HealthReport['sources'][number]];
    const sources = [
      read,
      denied,
      { ...read, id: 'x', status: 'failed' as const },
      { ...read, id: 'y', status: 'unavailable' as const },
    ];
    const up = samplesOf('sf_cert_source_up', { ...practiceReport, sources });
    assert.deepEqual(
      up.map(({ labels, value }) => [labels?.['source'], value]),
      [
        ['org.certificates', '1'],
        ['org.inbound', '0'],
        ['x', '0'],
        ['y', '1'],
      ],
    );
  });

  it('tell how much was not checked', () => {
    assert.equal(samplesOf('sf_cert_not_checked', practiceReport)[0]?.value, '2');
    assert.equal(samplesOf('sf_cert_not_checked', healthyReport)[0]?.value, '0');
  });
});

describe('texts of other people in the OpenMetrics report', () => {
  it('stay in their label, and come back as they were or cut short', () => {
    for (const [what, hostile] of hostileTexts) {
      const written = toOpenMetrics(hostileReport(hostile));
      assert.doesNotMatch(written, unseen, what);
      assert.deepEqual(
        parse(written).map(({ name }) => name),
        parse(text).map(({ name }) => name),
        what,
      );
      const label = samplesOf(notAfter, hostileReport(hostile))[0]?.labels?.['name'] ?? '';
      const back = label.replace(/\\u\{([0-9A-F]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
      const expected = hostile.length > 1000 ? `${Array.from(hostile).slice(0, 127).join('')}…` : hostile;
      assert.equal(back, expected, what);
    }
  });

  it('cannot make a label longer than 128 characters', () => {
    const name = samplesOf(notAfter, hostileReport('😀'.repeat(10_000)))[0]?.labels?.['name'] ?? '';
    assert.equal(Array.from(name).length, 128);
  });
});
