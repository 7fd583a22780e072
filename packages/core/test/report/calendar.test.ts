import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import ICAL from 'ical.js';
import { defaultSettings, evaluate, toCalendar } from '@cert-health/core';
import type { Finding, HealthReport, ReportCertificate, ReportOptions } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { emptyInventory, held } from '../fixtures/inventories.ts';
import { healthyReport, hostileReport, practiceReport } from '../fixtures/report.ts';
import { hostileTexts, unseen } from './hostile-texts.ts';

interface Entry {
  readonly uid: string;
  readonly summary: string;
  readonly description: string;
  readonly day: string;
  readonly sequence: number;
}

function calendarOf(text: string): InstanceType<typeof ICAL.Component> {
  return new ICAL.Component(ICAL.parse(text) as unknown[]);
}

function entriesOf(report: HealthReport, options?: ReportOptions): Entry[] {
  return calendarOf(toCalendar(report, options))
    .getAllSubcomponents('vevent')
    .map((component) => {
      const { uid, summary, description, startDate, endDate, sequence } = new ICAL.Event(component);
      assert.equal(startDate.isDate, true, 'all day');
      assert.equal(endDate.subtractDate(startDate).toSeconds(), 86_400, 'one day');
      return { uid, summary, description, day: startDate.toString(), sequence };
    });
}

const [partner, okta] = practiceReport.certificates as [ReportCertificate, ReportCertificate];
const [expiring] = practiceReport.findings as [Finding];
/** Before anything of it is due: days that are over are left out. */
const early = { asOf: '2026-04-01T00:00:00.000Z' } as const;
const only = (certificate: Partial<ReportCertificate>, other: Partial<HealthReport> = {}): HealthReport => ({
  ...practiceReport,
  ...early,
  certificates: [{ ...partner, ...certificate }],
  pending: [],
  findings: [],
  ...other,
});

describe('the calendar', () => {
  it('has two days for each certificate: when to start renewing and when it ends', () => {
    assert.deepEqual(
      entriesOf({ ...practiceReport, ...early }).map(({ day, summary }) => `${day} ${summary}`),
      [
        '2026-08-26 Start renewing certificate Partner API Client',
        '2026-11-26 Certificate Partner API Client ends',
        '2032-05-04 Ask for the successor of certificate Okta',
        '2033-05-04 Certificate Okta ends',
      ],
    );
  });

  it('is published, named and refreshed daily', () => {
    const calendar = calendarOf(toCalendar(practiceReport));
    const value = (name: string): string => String(calendar.getFirstPropertyValue(name));
    assert.equal(value('version'), '2.0');
    assert.equal(value('method'), 'PUBLISH');
    assert.equal(value('name'), 'Certificates of acme-prod');
    assert.equal(value('x-wr-calname'), 'Certificates of acme-prod');
    assert.equal(value('refresh-interval'), 'P1D');
  });

  it('tells whether something may be missing', () => {
    const about = (report: HealthReport): string =>
      String(calendarOf(toCalendar(report)).getFirstPropertyValue('description'));
    assert.equal(about(practiceReport), '2 entries not checked: may be incomplete.');
    assert.equal(about(healthyReport), 'Everything was checked.');
  });

  it('does not make anybody look busy', () => {
    const text = toCalendar(practiceReport);
    assert.equal(text.match(/TRANSP:TRANSPARENT/g)?.length, text.match(/BEGIN:VEVENT/g)?.length);
  });

  it('leaves out what is over, and what nothing uses', () => {
    const shown = (report: HealthReport): string[] => entriesOf(report).map(({ summary }) => summary);
    assert.deepEqual(shown({ ...only({}), asOf: '2026-11-22T02:15:00.000Z' }), ['Certificate Partner API Client ends']);
    assert.deepEqual(shown({ ...only({}), asOf: '2026-11-27T02:15:00.000Z' }), []);
    const unused = (evidence: Finding['evidence']): HealthReport =>
      only({}, { findings: [{ ...expiring, check: 'unused-certificate', evidence }] });
    assert.deepEqual(shown(unused({ chosenBy: [], meantBy: [], notLookedAt: [] })), []);
    assert.equal(shown(unused({ chosenBy: ['PartnerGateway'], meantBy: [], notLookedAt: [] })).length, 2);
    assert.deepEqual(shown(only({}, { findings: [{ ...expiring, evidence: { usage: 'unused', chosenBy: [] } }] })), []);
    assert.equal(shown(only({}, { findings: [{ ...expiring, evidence: { usage: 'perhaps-unused' } }] })).length, 2);
  });

  it('speaks up: on the day, and a week before the end', () => {
    const triggers = calendarOf(toCalendar(only({})))
      .getAllSubcomponents('vevent')
      .map((event) =>
        event
          .getAllSubcomponents('valarm')
          .map((alarm) => [alarm.getFirstPropertyValue('action'), String(alarm.getFirstPropertyValue('trigger'))]),
      );
    assert.deepEqual(triggers, [
      [['DISPLAY', 'PT8H']],
      [
        ['DISPLAY', '-P6DT16H'],
        ['DISPLAY', 'PT8H'],
      ],
    ]);
  });

  it('tells nothing about people', () => {
    const { name, ...org } = practiceReport.org as NonNullable<HealthReport['org']>;
    assert.ok(name);
    for (const report of [practiceReport, { ...practiceReport, org }]) {
      assert.doesNotMatch(toCalendar(report).replaceAll('\r\n ', ''), /admin@|ada@|Ada|my\.salesforce/);
    }
  });

  it('gives the moment, the places and the names where a certificate is held', () => {
    const holdings = [
      ...partner.holdings,
      { source: 'org.saml', name: 'Copy', label: 'A copy', kind: 'trusted' as const },
    ];
    const [, end] = entriesOf(only({ holdings }));
    assert.equal(end?.summary, 'Certificate Partner API Client and 1 more ends');
    assert.equal(
      end?.description,
      'It ends on 26 Nov 2026 12:00 UTC.\nHeld as Partner_API_Client (org.certificates), Copy (org.saml).',
    );
  });

  it('leaves the renewal of what called servers send to whoever runs them', () => {
    const server = {
      source: 'network.servers',
      name: 'a.example:443',
      label: 'a.example:443',
      kind: 'trusted' as const,
    };
    const [ask, end] = entriesOf(only({ holdings: [server] }));
    assert.equal(ask?.summary, 'Ask the operator about the renewal of certificate a.example:443');
    assert.match(end?.description ?? '', /Sent by a\.example:443; whoever runs the server renews it there\.$/);
    const [kept] = entriesOf(only({ holdings: [server, { ...server, source: 'org.saml', name: 'Copy' }] }));
    assert.match(kept?.summary ?? '', /^Ask for the successor/);
    assert.match(kept?.description ?? '', /Held as a\.example:443 \(network\.servers\), Copy \(org\.saml\)\./);
  });

  it('leaves out members of chains and what never ends', () => {
    const [holding] = partner.holdings;
    assert.ok(holding);
    assert.deepEqual(entriesOf(only({ holdings: [{ ...holding, chainMember: true }] })), []);
    assert.deepEqual(entriesOf(only({ notAfter: '9999-12-31T23:59:59.000Z' })), []);
  });

  it('has what only a record dates', () => {
    const holding = { source: 'org.certificates', name: 'Legacy_JWT', label: 'Legacy JWT', kind: 'keyPair' as const };
    const pending = [{ ...holding, reason: 'unreadable', expirationDate: '2027-01-31T00:00:00.000Z' }];
    const [renew, end] = entriesOf({ ...practiceReport, ...early, certificates: [], pending });
    // A third of the year that is assumed, before 31 January.
    assert.equal(renew?.day, '2026-10-01');
    assert.equal(end?.day, '2027-01-31');
    assert.equal(end.uid, 'end-org.certificates/Legacy_JWT@00D5g000000abcDEAQ');
    assert.match(end.description, /^It ends on 2027-01-31, as its record says\.\n/);
  });
});

describe('the day to start renewing', () => {
  it('follows the thresholds that are given', () => {
    const settings = { ...defaultSettings, expiring: { ...defaultSettings.expiring, warningDays: 30 } };
    assert.equal(entriesOf(only({}), { settings })[0]?.day, '2026-10-27');
  });

  it('is the day from which the check warns', async () => {
    const issued = await issue({
      subject: 'CN=Calendar',
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2026-12-31T00:00:00Z',
    });
    const inventory = { ...emptyInventory, holdings: [held([issued])] };
    const at = new Date('2026-11-01T00:00:00Z');
    const report = await evaluate(inventory, { at, generatedAt: at });
    const warned = report.findings.find(({ check }) => check === 'expiring');
    assert.ok(warned);
    assert.equal(entriesOf({ ...report, ...early })[0]?.day, String(warned.evidence['warningFrom']).slice(0, 10));
  });

  it('is sooner where something about the certificate is due sooner', () => {
    const findings = [{ ...expiring, check: 'weak-key', dueOn: '2026-05-01' }];
    assert.equal(entriesOf(only({}, { findings }))[0]?.day, '2026-05-01');
  });

  it('is not moved by what is due later, waived, about another holding or no date', () => {
    const due = { ...expiring, dueOn: '2026-05-01' };
    const findings = [
      { ...expiring, dueOn: '2026-11-26' },
      { ...due, status: 'waived' as const },
      { ...due, holding: { source: 'org.saml', name: 'Partner_API_Client' } },
      { ...expiring, dueOn: '0' },
    ];
    assert.equal(entriesOf(only({}, { findings }))[0]?.day, '2026-08-26');
  });
});

describe('events of the calendar', () => {
  it('keep their identity from day to day, and later ones count as newer', () => {
    const later = { ...practiceReport, generatedAt: '2026-11-23T02:15:03.000Z', asOf: '2026-11-23T02:15:00.000Z' };
    const [before, after] = [entriesOf(practiceReport), entriesOf(later)];
    assert.deepEqual(
      after.map(({ uid }) => uid),
      before.map(({ uid }) => uid),
    );
    for (const [index, { sequence }] of after.entries()) assert.ok(sequence > (before[index]?.sequence ?? Infinity));
  });

  it('keep their identity under another label, in another place of the same org and with other thresholds', () => {
    const moved = only({ holdings: [{ source: 'org.saml', name: 'Other', label: 'Other', kind: 'trusted' }] });
    const settings = { ...defaultSettings, expiring: { ...defaultSettings.expiring, warningDays: 1 } };
    assert.deepEqual(
      entriesOf(moved, { settings }).map(({ uid }) => uid),
      entriesOf(only({})).map(({ uid }) => uid),
    );
  });

  it('are others for another certificate and in another org', () => {
    const org = { ...(practiceReport.org as NonNullable<HealthReport['org']>), id: '00D5g000000zzzzEAQ' };
    const all = [only({}), only({ fingerprint: okta.fingerprint }), only({}, { org }), only({}, { org: null })];
    const ids = all.flatMap((report) => entriesOf(report).map(({ uid }) => uid));
    assert.equal(new Set(ids).size, 8);
  });

  it('are stamped with the time of the scan, and their number fits the 32 bits of an iCalendar integer', () => {
    const text = toCalendar({ ...practiceReport, generatedAt: '2099-12-31T23:59:59.999Z' });
    assert.match(text, /DTSTAMP:20991231T235959Z\r\n/);
    const sequence = Number(/SEQUENCE:(\d+)/.exec(text)?.[1]);
    assert.ok(sequence < 2 ** 31, `${sequence}`);
  });
});

describe('the day on which a renewal should start', () => {
  const settings = {
    ...defaultSettings,
    expiring: { ...defaultSettings.expiring, warningDays: 10, perUse: { 'outbound-sso': { warningDays: 90 } } },
  } as const;
  const startOf = (report: HealthReport): string | undefined =>
    entriesOf(report, { settings }).find(({ summary }) => summary.startsWith('Start renewing'))?.day;

  it('follows the levels of what the certificate is used for', () => {
    const use = {
      use: 'outbound-sso',
      certificate: partner.fingerprint,
      name: 'Partner',
      reference: { source: 'org.identity-provider', name: 'IdentityProvider', field: 'certificateName' },
      resolved: true,
      managedBy: 'customer',
    } as const;
    const end = { notAfter: '2026-11-26T12:00:00.000Z' };
    assert.equal(startOf(only(end)), '2026-11-16');
    assert.equal(startOf(only(end, { uses: [use] })), '2026-08-28');
    assert.equal(startOf(only(end, { uses: [{ ...use, certificate: 'f'.repeat(64) }] })), '2026-11-16');
  });
});

describe('lines of the calendar', () => {
  it('end in CR and LF, and hold at most 75 octets without tearing a character apart', () => {
    for (const [what, text] of [...hostileTexts, ['plain', 'a'.repeat(500)] as const]) {
      const written = toCalendar(hostileReport(text));
      assert.ok(written.endsWith('\r\n'), what);
      for (const line of written.split('\r\n')) {
        assert.doesNotMatch(line, /[\r\n]/, what);
        assert.ok(Buffer.byteLength(line) <= 75, `${what}: ${Buffer.byteLength(line)}`);
        assert.ok(line.isWellFormed(), what);
      }
    }
  });

  it('are filled: a text of one octet a character is folded after 75, then after 74', () => {
    const lines = toCalendar(only({ holdings: [{ source: 's', name: 'n', label: 'x'.repeat(300), kind: 'keyPair' }] }))
      .split('\r\n')
      .filter((line) => /^(?:SUMMARY:Start| x+$)/.test(line));
    assert.deepEqual(
      lines.slice(0, 4).map((line) => line.length),
      [75, 75, 75, 75],
    );
  });

  it('bring texts of other people back, with what is not seen made visible', () => {
    for (const [what, text] of hostileTexts) {
      const report = { ...hostileReport(text), ...early };
      assert.doesNotMatch(toCalendar(report), unseen, what);
      const entries = entriesOf(report);
      assert.equal(entries.length, 2, what);
      const back = (entries[1]?.summary ?? '').replace(/\\u\{([0-9A-F]+)\}/g, (_, code: string) =>
        String.fromCodePoint(parseInt(code, 16)),
      );
      assert.equal(back, `Certificate ${text} ends`, what);
    }
  });
});
