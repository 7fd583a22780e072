import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OrgApi } from '../../../src/org/api.ts';
import type { Outcome } from '../../../src/rotation/authorities/authority.ts';
import { TestCa } from '../authorities/test-ca.ts';
import { MemoryOrg } from './memory-org.ts';
import { passDays } from './years.ts';
import type { Clock, World } from './years.ts';

/** `ALL_RENEWALS=1`: fifty certificates over two years, some minutes; else a few over some months. */
const isWhole = process.env['ALL_RENEWALS'] === '1';
const { count, days, least } = isWhole ? { count: 50, days: 730, least: 800 } : { count: 5, days: 130, least: 15 };
const start = Date.parse('2027-01-01T00:00:00Z');

/** An authority that is asked once for each request, whatever becomes of its answer, and fails now and then. */
async function memoryWorld(clock: Clock): Promise<{ world: World; org: MemoryOrg; issued: Map<string, string> }> {
  const ca = await TestCa.make();
  const org = new MemoryOrg(() => clock.now);
  const issued = new Map<string, string>();
  let asked = 0;
  const credentials = Array.from({ length: count }, (_, n) => `Partner_${n}`);
  for (const [n, name] of credentials.entries()) {
    // As if each had been issued on another day.
    await org.add(name, (csr) => ca.chain(csr, new Date(start - (n * 29 * 86_400_000) / count)));
  }
  const sign: World['sign'] = async ({ csr }): Promise<Outcome> => {
    clock.now = new Date(clock.now.getTime() + 5000);
    if (++asked % 10 === 0)
      return {
        outcome: 'waits',
        what: 'It is busy.',
        tryAgainAt: new Date(clock.now.getTime() + 3_600_000),
        notes: [],
      };
    const chain = issued.get(csr) ?? (await ca.chain(csr, clock.now));
    issued.set(csr, chain);
    return { outcome: 'chain', chain, alternates: [], notes: [] };
  };
  const api = {
    username: 'ci@memory.example',
    query: () => Promise.resolve([]),
    listMetadata: ([type = '']: readonly string[]) =>
      Promise.resolve(org.certificates.map((fullName) => ({ type, fullName, id: '', installed: false }))),
  } as unknown as OrgApi;
  return {
    org,
    issued,
    world: {
      org,
      api,
      inventory: () => Promise.resolve(org.inventory()),
      sign,
      credentials,
      shown: (name) => Promise.resolve(org.shown(name)),
    },
  };
}

test(`${count} certificates of 45 days over ${days} days, a tenth of all requests failing: none late, none twice`, async (t) => {
  const clock: Clock = { now: new Date(start) };
  const { world, org, issued } = await memoryWorld(clock);
  const figures = await passDays({ clock, world, days, failing: 0.1 }, () => {
    assert.deepEqual(org.broken, [], `on ${clock.now.toISOString()}`);
  });
  const { renewals, requests, failed, nights, closest } = figures;
  t.diagnostic(
    `${renewals} renewals, none late (the closest ${closest.toFixed(1)} days before its end), none twice; ${failed} of ${requests} requests failed, on ${nights} of ${days} nights something was left for later`,
  );
  assert.ok(renewals >= least, `${renewals} renewals`);
  assert.ok(closest > 0 && failed > requests / 20, JSON.stringify(figures));
  // One record and one certificate for each renewal, and those under way.
  const underWay = org.certificates.length - count;
  assert.ok(org.made >= renewals && org.made <= renewals + underWay, `${org.made} records for ${renewals} renewals`);
  assert.ok(issued.size <= org.made && issued.size >= renewals, `${issued.size} certificates for ${renewals} renewals`);
});
