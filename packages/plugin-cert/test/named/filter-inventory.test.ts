import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useCatalog } from '@cert-health/core';
import type { HealthReport } from '@cert-health/core';
import { filterInventory } from '../../src/named/filter-inventory.ts';
import type { InventoryFilter } from '../../src/named/filter-inventory.ts';
import { parseEndsWithin } from '../../src/options/ends-within.ts';
import { useWords } from '../../src/options/uses.ts';
import { listPage } from '../../src/terminal/list-page.ts';
import { plainPaint } from '../../src/terminal/paint.ts';
import { troubledReport, uses } from '../terminal/fixtures/report.ts';

const [partner, portal] = troubledReport.certificates;
const [waiting] = troubledReport.pending;
assert.ok(partner && portal && waiting);

/** Two certificates, a request that waits, a record of 20 December that could not be read, a member of a chain. */
const report: HealthReport = {
  ...troubledReport,
  uses,
  certificates: [
    partner,
    portal,
    {
      ...portal,
      fingerprint: 'c0ffee00'.padEnd(64, '0'),
      notAfter: '2026-11-30T00:00:00.000Z',
      holdings: portal.holdings.map((one) => ({ ...one, chainMember: true })),
    },
  ],
  pending: [waiting, { ...waiting, name: 'Unread', label: 'Not read', expirationDate: '2026-12-20T00:00:00.000Z' }],
};

const namesOf = (filter: InventoryFilter): string[] => {
  const { certificates, pending } = filterInventory(report, filter);
  return [
    ...certificates.map(({ fingerprint }) => fingerprint.replace(/0+$/, '')),
    ...pending.map(({ name }) => name),
  ].sort();
};

const everything = ['EDI_Client', 'Partner_API_Client', 'Portal_TLS', 'Unread', 'c0ffee'];

const cases: readonly (readonly [what: string, filter: InventoryFilter, names: string[]])[] = [
  ['nothing is left out where nothing is asked', {}, everything],
  ['a name, in either case', { name: 'partner_api_client' }, ['Partner_API_Client']],
  ['a label', { name: 'Partner API Client' }, ['Partner_API_Client']],
  ['what uses it', { name: 'PartnerGateway' }, ['Partner_API_Client']],
  ['a pattern, also for what could not be read', { name: '*client' }, ['EDI_Client', 'Partner_API_Client']],
  ['a fingerprint, also of a member of a chain', { name: 'c0:ff:ee:00' }, ['c0ffee']],
  ['a use', { uses: ['custom-domain'] }, ['Portal_TLS']],
  ['one of several uses', { uses: ['custom-domain', 'outbound-sso'] }, ['Partner_API_Client', 'Portal_TLS']],
  ['a use that nothing has', { uses: ['inbound-api-mtls'] }, []],
  ['what ends soon; what has no known end may', { endsWithin: 10 }, ['EDI_Client', 'Partner_API_Client', 'c0ffee']],
  ['what ends by the date of its record', { endsWithin: 28 }, ['EDI_Client', 'Partner_API_Client', 'Unread', 'c0ffee']],
  ['everything, given time', { endsWithin: 60 }, everything],
  ['all of it at once', { name: 'P*', uses: ['outbound-apex-mtls'], endsWithin: 60 }, ['Partner_API_Client']],
];

for (const [what, filter, names] of cases) test(what, () => assert.deepEqual(namesOf(filter), names));

test('what has ended, ends within any number of days', () => {
  const later = { ...report, asOf: '2027-12-01T00:00:00.000Z' };
  const { certificates } = filterInventory(later, { endsWithin: 0 });
  assert.equal(certificates.length, 3);
});

test('a page tells how many of how many, and by what they were asked for', () => {
  const page = (filter: InventoryFilter): string =>
    listPage(filterInventory(report, filter), { inputs: [], columns: 120, paint: plainPaint, all: false, filter });
  assert.match(page({}), /· 2 certificates\n/);
  assert.match(page({ uses: ['custom-domain'] }), /· 1 of 2 certificates · for Bring Your Own Certificate/);
  assert.match(page({ name: 'zzz*' }), /· 0 of 2 certificates · called "zzz\*"\nNothing that was read is like that\./);
  assert.match(page({ endsWithin: 1 }), /ending within 1 day, or ended/);
  // What was not read is told whatever was asked for.
  assert.match(page({ name: 'zzz*' }), /NOT CHECKED +File gone\.pem/);
});

test('the uses that can be asked for are those that there are', () => {
  assert.deepEqual([...useWords].sort(), useCatalog.map(({ id }) => id).sort());
});

test('days are whole days', () => {
  assert.deepEqual(['60d', ' 0D '].map(parseEndsWithin), [60, 0]);
  const refused = ['60', '6w', '-1d', '1.5d', '', '999999d', '33%'];
  assert.deepEqual(
    refused.map(parseEndsWithin),
    refused.map(() => undefined),
  );
});
