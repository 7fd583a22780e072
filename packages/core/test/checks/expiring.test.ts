import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultSettings } from '@cert-health/core';
import type { Holding, Settings } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import type { Issued } from '../fixtures/certificates.ts';
import { held, heldForClients, run, shownOutbound } from '../fixtures/inventories.ts';

const DAY = 86_400_000;

/** Lives so many days from 2026-01-01, midnight. */
async function living(days: number, other: Partial<Parameters<typeof issue>[0]> = {}): Promise<Issued> {
  const start = Date.UTC(2026, 0, 1);
  return issue({
    subject: `CN=lives ${days} days`,
    notBefore: new Date(start).toISOString(),
    notAfter: new Date(start + days * DAY).toISOString(),
    ...other,
  });
}

/** The severity after so many days (and milliseconds) of life. */
function severityAfter(one: Issued, days: number, milliseconds = 0, settings: Settings = defaultSettings): string {
  const at = new Date(Date.UTC(2026, 0, 1) + days * DAY + milliseconds).toISOString();
  return run('expiring', at, [held([one])], { settings }).observations[0]?.severity ?? 'none';
}

const used = { references: [shownOutbound] };
const ninety = await living(90);
const root = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2046-01-01T00:00:00Z' });

describe('expiring', () => {
  it('warns from the instant at which a third of the lifetime is left', () => {
    assert.equal(severityAfter(ninety, 60, -1), 'none');
    assert.equal(severityAfter(ninety, 60), 'warning');
  });

  it('is critical from the instant at which a sixth is left, until the last moment', () => {
    assert.equal(severityAfter(ninety, 75, -1), 'warning');
    assert.equal(severityAfter(ninety, 75), 'critical');
    assert.equal(severityAfter(ninety, 90), 'critical');
  });

  it('says nothing of what is over: that is another finding', () => {
    assert.equal(severityAfter(ninety, 90, 1), 'none');
  });

  it('keeps a certificate of 47 days quiet when new, amber at two thirds, red at five sixths', async () => {
    const short = await living(47);
    assert.deepEqual(
      [0, 31, 32, 39, 40].map((days) => severityAfter(short, days)),
      ['none', 'none', 'warning', 'warning', 'critical'],
    );
  });

  it('warns of a certificate of less than ten days at half of its life, as there is no time left after two thirds', async () => {
    const nine = await living(9);
    assert.equal(severityAfter(nine, 4.5, -1), 'none');
    assert.equal(severityAfter(nine, 4.5), 'warning');
    assert.equal(severityAfter(nine, 7.5), 'critical');
    const ten = await living(10);
    assert.equal(severityAfter(ten, 6), 'none', 'ten days are not less than ten');
  });

  it('counts three years of a longer lifetime at most', async () => {
    const twentyYears = await living(7300);
    assert.equal(severityAfter(twentyYears, 7300 - 366), 'none');
    assert.equal(severityAfter(twentyYears, 7300 - 365), 'warning');
    assert.equal(severityAfter(twentyYears, 7300 - 182), 'critical');
  });

  it('takes days instead of a fraction where the settings give them, one level at a time', () => {
    const days: Settings = { expiring: { ...defaultSettings.expiring, warningDays: 10 } };
    assert.equal(severityAfter(ninety, 70, 0, days), 'none');
    assert.equal(severityAfter(ninety, 75, 0, days), 'critical', 'the critical fraction still counts');
    const both: Settings = { expiring: { ...defaultSettings.expiring, warningDays: 20, criticalDays: 5 } };
    assert.equal(severityAfter(ninety, 70, -1, both), 'none');
    assert.equal(severityAfter(ninety, 70, 0, both), 'warning');
    assert.equal(severityAfter(ninety, 85, -1, both), 'warning');
    assert.equal(severityAfter(ninety, 85, 0, both), 'critical');
  });

  it('names the consequence, the day and the evidence', () => {
    const [finding] = run('expiring', '2026-03-28T02:15:00Z', [held([ninety])], used).observations;
    assert.equal(finding?.title, 'Partner API Client stops working in 4 days (Wed 1 Apr)');
    assert.equal(finding.detail, '95 % of its 90 days are used.');
    assert.equal(finding.dueOn, '2026-04-01');
    assert.deepEqual(finding.evidence, {
      notAfter: '2026-04-01T00:00:00.000Z',
      subject: 'CN=lives 90 days',
      of: 'leaf',
      usage: 'used',
      endIsEnforced: 'stated',
      daysLeft: 4,
      lifetimeDays: 90,
      warningFrom: '2026-03-02T00:00:00.000Z',
      criticalFrom: '2026-03-17T00:00:00.000Z',
    });
  });

  it('gives the time of day when it is today or tomorrow', () => {
    const [finding] = run('expiring', '2026-03-31T20:00:00Z', [held([ninety])], used).observations;
    assert.equal(finding?.title, 'Partner API Client stops working tomorrow at 00:00 (Wed 1 Apr)');
  });

  it('reports an intermediate that ends before the certificate, by the lifetime of the certificate', async () => {
    const intermediate = await issue({
      subject: 'CN=Ends early',
      issuer: root,
      ca: true,
      notBefore: '2016-01-01T00:00:00Z',
      notAfter: '2026-03-12T00:00:00Z',
    });
    const leaf = await living(90, { subject: 'CN=leaf of it', issuer: intermediate });
    const at = (moment: string) => run('expiring', moment, [held([leaf, intermediate, root])], used).observations;
    assert.deepEqual(at('2026-02-09T23:59:59Z'), [], 'a third of 90 days before 12 March');
    const [warning, ...rest] = at('2026-02-10T00:00:00Z');
    assert.deepEqual(rest, []);
    assert.equal(warning?.severity, 'warning');
    assert.equal(warning.certificate, intermediate.certificate.fingerprint);
    assert.match(warning.title, /is no longer trusted when the certificate that vouches for it ends in 30 days/);
    assert.match(warning.detail, /"Ends early".*2026-04-01/);
    assert.equal(at('2026-02-25T00:00:00Z')[0]?.severity, 'critical', 'a sixth of 90 days before 12 March');
  });

  it('does not repeat itself for an intermediate that lasts as long as the certificate', async () => {
    const intermediate = await issue({
      subject: 'CN=Same end',
      issuer: root,
      ca: true,
      notAfter: '2026-04-01T00:00:00Z',
    });
    const leaf = await living(90, { subject: 'CN=leaf', issuer: intermediate });
    assert.equal(run('expiring', '2026-03-31T00:00:00Z', [held([leaf, intermediate])]).observations.length, 1);
  });

  it('judges a record with a date only as if it lived a year, and says that this is assumed', () => {
    const record = { expirationDate: new Date('2026-11-26'), privateKeyExportable: false };
    const unread = held([], { unreadable: 'its body could not be read', record });
    const at = (moment: string) => run('expiring', moment, [unread]).observations[0];
    assert.equal(at('2026-07-27T07:59:59Z'), undefined);
    assert.equal(at('2026-07-27T08:00:00Z')?.severity, 'warning');
    assert.equal(at('2026-09-26T04:00:00Z')?.severity, 'critical');
    assert.equal(
      at('2026-11-26T23:59:59Z')?.title,
      'Partner API Client ends today (Thu 26 Nov): what relies on it may be refused then',
    );
    assert.equal(at('2026-11-01T00:00:00Z')?.evidence['assumedLifetimeDays'], 365);
    assert.equal(at('2026-11-27T00:00:00Z'), undefined);
  });

  it('is critical at once for a validity of no length', async () => {
    const nothing = await living(0);
    assert.equal(severityAfter(nothing, 0), 'critical');
  });

  it('is quiet about a new certificate of the kind that Salesforce makes', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T10:00:00Z', '2027-01-01T00:00:00Z');
    assert.deepEqual(run('expiring', '2026-06-01T00:00:00Z', [held([own])]), { observations: [], notChecked: [] });
  });

  it("says that no mail will come for what the org's configuration carries, and not for key pairs and files", () => {
    const detailOf = (holding: Holding): string | undefined =>
      run('expiring', '2026-03-30T00:00:00Z', [holding]).observations[0]?.detail;
    const untold = /No mail from Salesforce will say so/;
    assert.match(detailOf(heldForClients([ninety])) ?? '', untold);
    assert.match(detailOf(heldForClients([ninety], { source: 'org.saml-sso-configs' })) ?? '', untold);
    assert.doesNotMatch(detailOf(held([ninety])) ?? '', untold);
    assert.doesNotMatch(detailOf(heldForClients([ninety], { source: 'file:idp.crt' })) ?? '', untold);
  });
});
