import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quietHarbor, startPracticeOrg } from '@cert-health/practice-org';
import type { Company, LoggedRequest } from '@cert-health/practice-org';
import { makePlans } from '../../src/rotation/make-plans.ts';
import { readInventory } from '../../src/scan/read-inventory.ts';
import { connect } from '../fixtures/log-in.ts';

const now = new Date();

/** The small company, with so many named credentials that show one certificate. */
const companyWith = (count: number) => async (): Promise<Company> => {
  const company = await quietHarbor(now);
  const [first] = company.components;
  assert.equal(first?.type, 'NamedCredential');
  const more = Array.from({ length: count - 1 }, (_, n) => ({
    ...first,
    fullName: `Supplier_${n}`,
    id: `${first.id.slice(0, 10)}${String(n + 100).padStart(5, '0')}${first.id.slice(15)}`,
    values: { ...first.values, label: `Supplier ${n}` },
  }));
  return { ...company, components: [...company.components, ...more] };
};

/** Plans the certificate, and gives what the org was asked after it was scanned. */
async function planned(count: number) {
  const practice = await startPracticeOrg({ now, seed: companyWith(count) });
  try {
    const connection = await connect(practice);
    const inventory = await readInventory({ connection, sourceDirs: [], files: [] }, () => undefined);
    const scanned = practice.requests.length;
    const settings = { certificates: [], production: false, folder: 'x' };
    const made = await makePlans({
      inventory,
      settings,
      at: now,
      certificate: 'Supplier_Client',
      connection,
      folder: '',
    });
    return { made, scanned, asked: practice.requests.slice(scanned) };
  } finally {
    await practice.close();
  }
}

const called = (name: string, requests: readonly LoggedRequest[]): number =>
  requests.filter(({ body }) => new RegExp(`<(?:\\w+:)?${name}[\\s>]`).test(body)).length;

test('twenty references cost as many requests as one: one retrieve, and the scan that health makes', async () => {
  const [one, twenty] = [await planned(1), await planned(20)];
  assert.equal(twenty.made.plans[0]?.plan.references.length, 20);
  assert.equal(twenty.made.plans[0]?.files.length, 20);
  assert.equal(called('retrieve', twenty.asked), 1);
  assert.equal(twenty.asked.length, 1 + called('checkRetrieveStatus', twenty.asked));
  assert.deepEqual([twenty.scanned, twenty.asked.length], [one.scanned, one.asked.length]);
});

test('a production org is told to be one', async () => {
  const { made } = await planned(1);
  assert.match(
    made.plans[0]?.plan.warnings.join(' ') ?? '',
    /This is a production org, which is changed only with "production: true"/,
  );
});
