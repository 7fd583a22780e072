import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHtml, useCatalog } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';
import { aheadReport, uses } from './ahead-report.ts';

function sectionOf(id: string, report: HealthReport): string {
  return new RegExp(`<section aria-labelledby="${id}">[^]*?</section>`).exec(toHtml(report))?.[0] ?? '';
}

/** Cells by the label of the use, without markup. */
function matrixOf(report: HealthReport): Map<string, string[]> {
  const rows = sectionOf('uses', report).matchAll(/<tr role="row"><td[^]*?<\/tr>/g);
  const cells = Array.from(rows, ([row]) =>
    Array.from(row.matchAll(/<td[^>]*>([^]*?)<\/td>/g), ([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '').trim()),
  );
  return new Map(cells.map(([label = '', ...rest]) => [label, rest]));
}

describe('what is named without a use that is known', () => {
  const [partner] = aheadReport.certificates;
  const setting = { source: 'org.custom-labels', name: 'Partner_Cert', field: 'CustomLabel.value' };
  const named = {
    use: null,
    certificate: partner?.fingerprint ?? null,
    name: 'Partner_API_Client',
    resolved: true,
    managedBy: 'customer',
    reference: setting,
  } as const;

  it('stands below the matrix, and with the findings about the certificate', () => {
    const report = { ...aheadReport, uses: [...uses, named] };
    assert.match(
      sectionOf('uses', report),
      /<h3>Also named in<\/h3>[^]*Partner_Cert \(Custom labels\)[^]*use not known/,
    );
    assert.match(sectionOf('findings', report), /Also named in Partner_Cert \(Custom labels\)/);
    assert.equal(matrixOf({ ...aheadReport, uses: [named] }).get('Outbound Apex mTLS'), undefined, 'it is no use');
  });

  it('is told once, however many lines name it', () => {
    const report = { ...aheadReport, uses: [named, named] };
    assert.equal(sectionOf('uses', report).match(/Partner_Cert/g)?.length, 1);
  });
});

describe('the matrix of uses on the page', () => {
  it('has a row for each of the eight, in the order of the taxonomy', () => {
    assert.deepEqual(
      [...matrixOf(aheadReport).keys()],
      useCatalog.map(({ label }) => label),
    );
  });

  it('says who proves, who verifies, who rotates, how many certificates, how it stands and what was found', () => {
    assert.deepEqual(matrixOf(aheadReport).get('Outbound Apex mTLS'), [
      'Salesforce, with your org&#39;s certificate',
      'the called server',
      'you',
      '1',
      '✖ CRITICAL',
      '1',
    ]);
    assert.deepEqual(matrixOf(aheadReport).get('Inbound SSO')?.slice(2), ['you', '1', '✔ NO FINDING', 'none']);
  });

  it('says of what nobody looked at that it was not checked', () => {
    const matrix = matrixOf(aheadReport);
    assert.deepEqual(matrix.get('Outbound Apex One-Way TLS')?.slice(2), [
      'the other side',
      '1 (1 not judged)',
      '? NOT CHECKED',
      'none',
    ]);
    assert.equal(matrix.get('Inbound API mTLS')?.[4], '? NOT CHECKEDnot read: Mutual authentication certificates');
  });

  it('links to each finding of a use by its number, and the number stands at the finding', () => {
    const page = toHtml(aheadReport);
    assert.match(sectionOf('uses', aheadReport), /<a href="#finding-1" aria-label="Finding 1">1<\/a>/);
    assert.match(page, /<li id="finding-1" class="critical">\n<h3><span class="number">1<\/span>/);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(` id="${target}"`), target);
  });

  it('admits it when no use is known', () => {
    assert.match(sectionOf('uses', practiceReport), /<p>Not known: no configuration that uses a certificate was found/);
  });
});

describe('a finding on the page', () => {
  const findings = sectionOf('findings', aheadReport);
  const [first = ''] = findings.split('</li>');

  it('says where its certificate is used, and what stops', () => {
    assert.match(
      first,
      /<dt>Used by<\/dt><dd>Outbound Apex mTLS: Partner_API \(Named credentials\) and PartnerGateway \(Apex code\)<\/dd>/,
    );
    assert.match(first, /<dt>Breaks<\/dt><dd>calls to api\.partner\.example fail and callouts made by PartnerGateway/);
  });

  it('says nothing of uses where none is known', () => {
    assert.doesNotMatch(sectionOf('findings', practiceReport), /Used by|Breaks/);
  });

  it('names the use that the check itself tells, where there is no certificate', () => {
    const [one] = aheadReport.findings;
    const { certificate, holding, ...bare } = one as NonNullable<typeof one>;
    assert.ok(certificate && holding);
    const reference = { source: 'org.apex', name: 'Sender', field: 'x' };
    const told = sectionOf('findings', {
      ...aheadReport,
      uses,
      findings: [{ ...bare, use: 'outbound-apex-mtls', reference }],
    });
    assert.match(told, /<dt>Used by<\/dt><dd>Outbound Apex mTLS: Sender<\/dd>/);
  });

  it('says by when in words, and leaves what is no date as it is', () => {
    assert.match(first, /<dt>By<\/dt><dd><time datetime="2026-11-26">Thu 26 Nov<\/time><\/dd>/);
    const [one] = aheadReport.findings;
    const odd = { ...aheadReport, findings: [{ ...(one as NonNullable<typeof one>), dueOn: 'soon' }] };
    assert.match(sectionOf('findings', odd), /<dt>By<\/dt><dd>soon<\/dd>/);
  });

  it('names its owner, and who waived it, until when and why', () => {
    const [one] = aheadReport.findings;
    const waived = sectionOf('findings', {
      ...aheadReport,
      findings: [
        {
          ...(one as NonNullable<typeof one>),
          status: 'waived',
          owner: 'Integration team',
          waiver: { reason: 'The partner closes.', owner: 'ada@acme.example', until: '2027-01-31' },
        },
      ],
    });
    assert.match(waived, /<dt>Owner<\/dt><dd>Integration team<\/dd>/);
    assert.match(
      waived,
      /<dt>Waived<\/dt><dd>by ada@acme\.example until <time[^>]*>Sun 31 Jan 2027<\/time>: The partner closes\./,
    );
  });
});

describe('the work of renewals on the page', () => {
  const workload = sectionOf('workload', aheadReport);

  it('has the renewals a year as things stand and under each limit, with the day since when it holds', () => {
    const rows = Array.from(workload.matchAll(/<tr role="row"><td[^]*?<\/tr>/g), ([row]) =>
      Array.from(row.matchAll(/<td[^>]*>([^]*?)<\/td>/g), ([, cell = '']) => cell.replaceAll(/<[^>]*>/g, '')),
    );
    assert.deepEqual(rows.slice(0, 4), [
      ['as long as they do', 'as things stand', '1.4'],
      ['200 days', 'since Sun 15 Mar 2026', '1.9'],
      ['100 days', 'from Mon 15 Mar 2027 on', '3.7'],
      ['47 days', 'from Thu 15 Mar 2029 on', '7.9'],
    ]);
  });

  it('names the certificates that the limits shorten, and all that are counted', () => {
    assert.match(workload, /Shortened by the limits: Partner_API_Client\./);
    assert.match(workload, /Certificates that are counted \(2\)/);
    assert.match(workload, /<b>Okta<\/b><\/td><td[^>]*>3650 days<\/td><td[^>]*>no<\/td>/);
  });

  it('is a sentence when there is nothing to renew', () => {
    const forecast = aheadReport.forecast as NonNullable<HealthReport['forecast']>;
    const none = sectionOf('workload', { ...aheadReport, forecast: { ...forecast, perCertificate: [] } });
    assert.match(none, /No certificate that was read ends under somebody here/);
    assert.doesNotMatch(none, /<table/);
  });
});
