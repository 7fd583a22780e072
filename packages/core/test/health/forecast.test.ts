import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, validityLimits } from '@cert-health/core';
import type { Holding, Inventory, Reference, RenewalForecastReport } from '@cert-health/core';
import { clientAuth, issue, issueLikeSalesforce, serverAuth } from '../fixtures/certificates.ts';
import type { Issued, Wanted } from '../fixtures/certificates.ts';
import { called, emptyInventory, held, heldForClients } from '../fixtures/inventories.ts';

const AT = '2026-11-22T00:00:00Z';
const ca = await issue({ subject: 'CN=CA, O=DigiCert Inc', ca: true, notAfter: '2046-01-01T00:00:00Z' });
const ownRoot = await issue({ subject: 'CN=Acme Root', ca: true, notAfter: '2046-01-01T00:00:00Z' });

async function forecast(
  holdings: readonly Holding[],
  at = AT,
  references: readonly Reference[] = [],
): Promise<RenewalForecastReport> {
  const inventory: Inventory = { ...emptyInventory, holdings, references };
  const report = await evaluate(inventory, { at: new Date(at), generatedAt: new Date(at) });
  assert.ok(report.forecast);
  return report.forecast;
}

/** A public TLS certificate of exactly so many days between its dates, by what it says of itself. */
function publicLeaf(name: string, notBefore: string, days: number, other: Partial<Wanted> = {}): Promise<Issued> {
  const notAfter = new Date(Date.parse(notBefore) + days * 86_400_000).toISOString();
  const purposes = [serverAuth];
  return issue({
    subject: `CN=${name}`,
    issuer: ca,
    notBefore,
    notAfter,
    purposes,
    policies: ['2.23.140.1.2.1'],
    ...other,
  });
}

const one = await publicLeaf('one', '2026-10-01T00:00:00Z', 146);
const own = await issueLikeSalesforce('Own', '2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z');

describe('the forecast of renewals', () => {
  it('shortens public TLS certificates only, and says so', async () => {
    const { today, under200, under100, under47, basis } = await forecast([
      held([one], { name: 'One' }),
      held([own], { name: 'Own' }),
    ]);
    // 365/146 = 2.5 and one a year; then 365/100 = 3.65 and 365/47 = 7.77.
    assert.deepEqual([today, under200, under100, under47], [3.5, 3.5, 4.7, 8.8]);
    assert.match(
      basis,
      /shorten 1 of 2 certificates: those for servers that come from a public authority, or claim to/,
    );
    assert.match(basis, /The rest \(private, self-signed, for clients only\) keep their lifetime/);
  });

  it('tells of each certificate whether a limit shortens it, soonest end first', async () => {
    const client = await publicLeaf('client', '2026-11-01T00:00:00Z', 365, { purposes: [clientAuth] });
    const inner = await issue({
      subject: 'CN=inner',
      issuer: ownRoot,
      notAfter: '2028-01-01T00:00:00Z',
      purposes: [serverAuth],
    });
    const { perCertificate } = await forecast([held([own]), held([client]), held([one]), held([inner, ownRoot])]);
    assert.deepEqual(
      perCertificate.map(({ certificate, limited }) => [certificate, limited]),
      [
        [one.certificate.fingerprint, true],
        [own.certificate.fingerprint, false],
        [client.certificate.fingerprint, false],
        [inner.certificate.fingerprint, false],
      ],
    );
    assert.deepEqual(perCertificate[0], {
      certificate: one.certificate.fingerprint,
      limited: true,
      lifetimeDays: 146,
      today: 2.5,
      under200: 2.5,
      under100: 3.7,
      under47: 7.8,
    });
  });

  it('names limits that stand in the schedule', () => {
    const days = validityLimits.map(({ value }) => value?.days);
    for (const limit of [200, 100, 47]) assert.ok(days.includes(limit), `${limit} days`);
  });

  it('counts a certificate once, however many places hold it, and intermediates not at all', async () => {
    const { perCertificate } = await forecast([held([one, ca]), held([one], { source: 'project.certs' })]);
    assert.equal(perCertificate.length, 1);
    assert.equal(perCertificate[0]?.limited, true);
  });

  it('leaves out what has ended, to the second', async () => {
    const end = one.certificate.notAfter.getTime();
    assert.equal((await forecast([held([one])], new Date(end).toISOString())).perCertificate.length, 1);
    assert.equal((await forecast([held([one])], new Date(end + 1).toISOString())).perCertificate.length, 0);
  });

  it('leaves out what the owner of a called server renews', async () => {
    const server = heldForClients([one], { source: 'tls', name: 'api.partner.example:443' });
    const reference = {
      source: 'org.remote-sites',
      name: 'Partner',
      field: 'RemoteSiteSetting.url',
      target: 'https://api.partner.example',
    };
    assert.equal((await forecast([server], AT, [reference])).today, 0);
    assert.equal(
      (await forecast([server, held([one])], AT, [reference])).today,
      0,
      'its own key here is a copy of theirs',
    );
    assert.equal((await forecast([server])).today, 2.5, 'its use is not known');
  });

  describe('by month', () => {
    it('covers twelve months, the one judged first', async () => {
      const { byMonth } = await forecast([held([one])]);
      assert.deepEqual(
        byMonth.map(({ month }) => month),
        ['2026-11', '2026-12', ...Array.from({ length: 10 }, (_, n) => `2027-${String(n + 1).padStart(2, '0')}`)],
      );
    });

    it('counts ends of what is held, and renewals of successors under the limit of their day', async () => {
      // 146 days from 1 Oct 2026 end on 24 Feb 2027; the successor may still have 146 days: 20 Jul 2027; then 100: 28 Oct.
      const { byMonth } = await forecast([held([one])]);
      const of = (count: 'expiries' | 'renewals') =>
        byMonth.filter((month) => month[count] > 0).map(({ month }) => month);
      assert.deepEqual(of('expiries'), ['2027-02']);
      assert.deepEqual(of('renewals'), ['2027-02', '2027-07', '2027-10']);
    });

    it('gives a successor of the first day of a limit the new length, and one of a second earlier the old', async () => {
      const months = async (notAfter: string): Promise<string[]> => {
        const leaf = await publicLeaf('edge', new Date(Date.parse(notAfter) - 120 * 86_400_000).toISOString(), 120);
        const { byMonth } = await forecast([held([leaf])], '2027-03-01T00:00:00Z');
        return byMonth.filter(({ renewals }) => renewals > 0).map(({ month }) => month);
      };
      // 120 days from 14 Mar end on 12 Jul; 100 days from 15 Mar end on 23 Jun.
      assert.deepEqual((await months('2027-03-14T23:59:59Z')).slice(0, 2), ['2027-03', '2027-07']);
      assert.deepEqual((await months('2027-03-15T00:00:00Z')).slice(0, 2), ['2027-03', '2027-06']);
    });

    it('puts an end in its month to the second', async () => {
      const last = await publicLeaf('last', '2026-11-01T23:59:59Z', 29);
      const first = await publicLeaf('first', '2026-11-02T00:00:00Z', 29);
      const { byMonth } = await forecast([held([last]), held([first])]);
      assert.deepEqual(
        byMonth.slice(0, 2).map(({ month, expiries }) => [month, expiries]),
        [
          ['2026-11', 1],
          ['2026-12', 1],
        ],
      );
    });

    it('has the ends of called servers, which are no work here', async () => {
      const leaf = await publicLeaf('remote', '2026-11-20T00:00:00Z', 29);
      const server = { source: 'network.servers', kind: 'trusted', name: 'a.example:443' } as const;
      const whole = await forecast([held([leaf], server), held([leaf], { ...server, name: 'b.example:443' })], AT, [
        { ...called, target: 'https://a.example' },
      ]);
      const december = whole.byMonth.find(({ month }) => month === '2026-12');
      assert.deepEqual([december?.expiries, december?.renewals], [1, 1]);
      assert.deepEqual([whole.today, whole.perCertificate], [0, []]);
      assert.match(whole.basis, /servers that were looked at/);
    });

    it('marks the rules that change, those of an authority only where its certificates are held', async () => {
      const march = async (holdings: readonly Holding[]): Promise<string[]> => {
        const { byMonth } = await forecast(holdings);
        return byMonth.find(({ month }) => month === '2027-03')?.changes.map(({ on, rule }) => `${on} ${rule}`) ?? [];
      };
      const always = ['2027-03-15 br.validity.100', '2027-03-15 chrome.client-auth.leaf'];
      assert.deepEqual(await march([held([one])]), ['2027-03-01 client-authentication-end.digicert', ...always]);
      assert.deepEqual(await march([held([own])]), always);
    });

    it('ends on certificates of seconds, too', async () => {
      const dates = { notBefore: '2026-11-21T23:59:58Z', notAfter: '2026-11-22T00:00:01Z' };
      const { byMonth } = await forecast([held([await issue({ subject: 'CN=brief', ...dates })])]);
      const total = byMonth.reduce((sum, { renewals }) => sum + renewals, 0);
      assert.ok(total >= 340 && total <= 366, `${total} renewals, one a day at most`);
    });
  });

  it('is of nothing for an empty inventory', async () => {
    const { today, under47, perCertificate, byMonth } = await forecast([]);
    assert.deepEqual([today, under47, perCertificate, byMonth.length], [0, 0, [], 12]);
  });
});
