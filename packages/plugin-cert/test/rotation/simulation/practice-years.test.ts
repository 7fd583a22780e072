import '../../fixtures/home.ts';
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { Company } from '@cert-health/practice-org';
import { parseCertificates } from '@cert-health/core';
import { orgApi } from '../../../src/org/connection.ts';
import { usualWaiting } from '../../../src/org/until-done.ts';
import { openAuthority } from '../../../src/rotation/authorities/open-authority.ts';
import { ownPorts } from '../../../src/rotation/authorities/own-ports.ts';
import { rotationOrg } from '../../../src/rotation/execution/rotation-org.ts';
import { readInventory } from '../../../src/scan/read-inventory.ts';
import { connect } from '../../fixtures/log-in.ts';
import { companyWith } from '../execution/rotating.ts';
import { passDays } from './years.ts';
import type { Clock, World } from './years.ts';

const DAY = 86_400_000;
/** `ALL_RENEWALS=1`: two years; else some weeks. */
const isWhole = process.env['ALL_RENEWALS'] === '1';
const { count, days, every, least } = isWhole
  ? { count: 3, days: 730, every: 1, least: 60 }
  : { count: 1, days: 40, every: 2, least: 2 };
const start = Date.parse('2027-01-01T00:00:00Z');

/** The small company as of a day, with so many certificates that a named credential each shows. */
async function company(at: Date): Promise<Company> {
  const [small, { sign }] = await Promise.all([quietHarbor(at), companyWith(1)]);
  const [pair] = small.keyPairs;
  const [credential, ...others] = small.components;
  assert.ok(pair && credential && sign);
  const numbers = Array.from({ length: count }, (_, n) => n);
  const numbered = (id: string, n: number): string =>
    `${id.slice(0, 10)}${String(n + 100).padStart(5, '0')}${id.slice(15)}`;
  return {
    ...small,
    sign,
    keyPairs: numbers.map((n) => ({ ...pair, id: numbered(pair.id, n), developerName: `Partner_${n}` })),
    components: [
      ...numbers.map((n) => ({
        ...credential,
        fullName: `Place_${n}`,
        id: numbered(credential.id, n),
        values: { ...credential.values, certificate: `Partner_${n}` },
      })),
      ...others,
    ],
  };
}

test(`${count} certificates on the practice org over ${days} days, a tenth of all requests failing: none late, none twice`, async (t) => {
  const clock: Clock = { now: new Date(start) };
  // Its certificates live for a year; by then the first one is due.
  const practice = await startPracticeOrg({ now: () => clock.now, seed: () => company(new Date(start - 210 * DAY)) });
  t.after(() => practice.close());
  const connection = await connect(practice);
  const api = orgApi(connection);
  const org = rotationOrg(api, connection, { ...usualWaiting, sleep: () => Promise.resolve() });
  const ports = ownPorts({ settingsFolder: tmpdir(), rotationFolder: tmpdir() });
  const authority = await openAuthority(
    'own',
    { type: 'practice', address: practice.url },
    { ...ports, clock: { ...ports.clock, now: () => clock.now } },
  );
  t.after(() => authority.close());
  const credentials = Array.from({ length: count }, (_, n) => `Place_${n}`);
  const world: World = {
    org,
    api,
    inventory: () => readInventory({ connection, sourceDirs: [], files: [] }, () => undefined),
    sign: (asked, memory) => authority.sign(asked, memory),
    credentials,
    async shown(credential) {
      const { files } = await org.retrieve(
        new Map([
          ['NamedCredential', [credential]],
          ['Certificate', ['*']],
        ]),
      );
      const text = (path: string): string => Buffer.from(files.get(path) ?? []).toString();
      const name =
        /<certificate>(.*)<\/certificate>/.exec(text(`namedCredentials/${credential}.namedCredential`))?.[1] ?? '';
      const content = text(`certs/${name}.crt`);
      return content.includes('BEGIN CERTIFICATE-----') ? parseCertificates(content)[0] : undefined;
    },
  };
  const figures = await passDays({ clock, world, days, every, failing: 0.1 }, (shown) => {
    assert.equal(shown.size, count);
    for (const [name, leaf] of shown) assert.ok(leaf.notAfter > clock.now, `${name} on ${clock.now.toISOString()}`);
  });
  const { renewals, requests, failed, closest } = figures;
  t.diagnostic(
    `${renewals} renewals, the closest ${closest.toFixed(1)} days before its end; ${failed} of ${requests} requests failed`,
  );
  assert.ok(renewals >= least && closest > 0, JSON.stringify(figures));
  const { files } = await org.retrieve(new Map([['Certificate', ['*']]]));
  const left = [...files.keys()].filter((path) => path.endsWith('.crt'));
  assert.ok(left.length <= 2 * count, left.join());
});
