import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chromeStore, salesforceTrustStore, staleAfterDays } from '@cert-health/core';
import type { CheckResult, TrustStore } from '@cert-health/core';
import { issue, issueLikeSalesforce } from '../fixtures/certificates.ts';
import { held, run } from '../fixtures/inventories.ts';

const DAY = 86_400_000;
const AT = '2026-11-22T00:00:00Z';
const none = { observations: [], notChecked: [] };

const root = await issue({ subject: 'CN=Root', ca: true });
const leaf = await issue({ subject: 'CN=leaf', issuer: root });
const dataDay = Date.parse(chromeStore.asOf ?? '');
/** The first moment at which the data is one day too old. */
const stale = dataDay + (staleAfterDays + 1) * DAY;

function scannedAt(time: number, at = AT, trustStore?: TrustStore): CheckResult {
  const generatedAt = new Date(time).toISOString();
  return run('trust-data-too-old', at, [held([leaf])], { generatedAt, ...(trustStore ? { trustStore } : {}) });
}

describe('trust-data-too-old', () => {
  it('says of each kind of data what is not known since when, and what to do', () => {
    const { observations, notChecked } = scannedAt(stale);
    assert.deepEqual(observations, []);
    assert.deepEqual(
      notChecked.map(({ subject }) => subject),
      ['Chrome Root Store', 'Mozilla root store', 'Dated rules (policy)'],
    );
    assert.match(notChecked[0]?.reason ?? '', /^Changes since Sun 22 Nov 2026 are not known here: .* 121 days old/);
    assert.match(notChecked[0]?.reason ?? '', /Update the plugin\.$/);
  });

  it('counts to the second', () => {
    assert.deepEqual(scannedAt(stale - 1), none);
    assert.equal(scannedAt(stale).notChecked.length, 3);
  });

  it('goes by the day of the scan, so that looking ahead or back makes nothing older', () => {
    assert.deepEqual(scannedAt(dataDay, '2030-01-01T00:00:00Z'), none);
    assert.equal(scannedAt(stale, '2026-01-01T00:00:00Z').notChecked.length, 3);
  });

  it("looks at the date of the org's own list, where it has one", () => {
    const dated = salesforceTrustStore(root.pem, { fetchedAt: '2026-01-01' });
    const { notChecked } = scannedAt(dataDay, AT, dated);
    assert.deepEqual(
      notChecked.map(({ subject }) => subject),
      [dated.label],
    );
    assert.match(notChecked[0]?.reason ?? '', /Save the page \/cacerts\.jsp of your org again\.$/);
    assert.deepEqual(scannedAt(dataDay, AT, salesforceTrustStore(root.pem)), none, 'of unknown date');
  });

  it('does not matter where everything is self-signed', async () => {
    const own = await issueLikeSalesforce('Own', '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    const generatedAt = new Date(stale).toISOString();
    assert.deepEqual(run('trust-data-too-old', AT, [held([own])], { generatedAt }), none);
  });
});
