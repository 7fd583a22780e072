import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toCsv } from '@cert-health/core';
import { practiceReport } from '../fixtures/report.ts';

const lines = toCsv(practiceReport).split('\r\n');

describe('the CSV report', () => {
  it('has a header and ends its last line', () => {
    assert.match(lines[0] ?? '', /^row,status,check,title,due_on,/);
    assert.equal(lines.at(-1), '');
  });

  it('gives findings first, in the order of the report, then what is without a finding', () => {
    assert.deepEqual(
      lines.slice(1, -1).map((line) => line.split(',').slice(0, 2).join(' ')),
      [
        'finding critical',
        'finding warning',
        'finding note',
        'finding note (waived)',
        'certificate no finding',
        'pending waiting for its signed chain',
        'not checked The list can only be read through the Metadata API. Permission: Modify Metadata Through Metadata API Functions',
        'not checked Its body could not be read.',
      ],
    );
  });

  it('has a row for each name whose use is not known, and for each reference that could not be followed', () => {
    const [partner] = practiceReport.certificates;
    const entry = {
      use: null,
      certificate: partner?.fingerprint ?? null,
      name: 'Partner',
      managedBy: 'customer',
    } as const;
    const setting = { source: 'org.custom-metadata', name: 'Partner.Main', field: 'CustomMetadata.values.value' };
    const saml = { source: 'project.saml-sso-configs', name: 'Staff', field: 'SamlSsoConfig.requestSigningCertId' };
    const uses = [
      { ...entry, resolved: true, reference: setting },
      {
        ...entry,
        use: 'inbound-sso',
        certificate: null,
        name: '0P1xx',
        resolved: null,
        reference: { ...saml, path: 'a.xml', line: 7 },
      },
    ] as const;
    const rows = toCsv({ ...practiceReport, uses }).split('\r\n');
    assert.deepEqual(
      rows.filter((line) => line.startsWith('reference,')).map((line) => line.replaceAll(/,+/g, ',')),
      [
        'reference,which one it means cannot be told,SamlSsoConfig.requestSigningCertId in a.xml:7,project.saml-sso-configs,0P1xx,Staff (SAML single sign-on settings),',
        `reference,use not known,CustomMetadata.values.value,org.custom-metadata,Partner,${partner?.fingerprint},Partner.Main (Custom metadata),`,
      ],
    );
    assert.match(rows[1] ?? '', /,Named in Partner\.Main \(Custom metadata\),/, 'and it stands with the finding');
  });

  it('joins the certificate to its finding', () => {
    assert.match(lines[1] ?? '', /2026-11-26T12:00:00\.000Z,(a1){32},/);
  });

  it('says who sees to a finding and who waived it until when', () => {
    const [open, other] = practiceReport.findings;
    assert.ok(open && other);
    const waiver = { reason: 'It closes', owner: 'Ada', until: '2027-01-31' };
    const findings = [{ ...open, owner: 'Blue' }, { ...other, status: 'waived', waiver } as const];
    const [header = '', first = '', second = ''] = toCsv({ ...practiceReport, findings }).split('\r\n');
    assert.match(header, /,due_on,use,user,consequence,whose_move,owner,waived_until,waiver,/);
    assert.match(first, /,2026-11-26,,,,,Blue,,,/);
    assert.match(second, /,2027-01-31,It closes \(Ada\),/);
  });

  it('does not call a certificate without a finding healthy', () => {
    assert.doesNotMatch(lines.join('\n'), /,ok,|healthy/i);
  });
});
