import '../fixtures/home.ts';
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { referenceUseOf } from '@cert-health/core';
import type { Inventory } from '@cert-health/core';
import { planted, startPracticeOrg } from '@cert-health/practice-org';
import type { PlantedCompany, PracticeOrg } from '@cert-health/practice-org';
import type { Connection } from '@salesforce/core';
import { makePlans } from '../../src/rotation/make-plans.ts';
import type { MadePlan } from '../../src/rotation/make-plans.ts';
import { readInventory } from '../../src/scan/read-inventory.ts';
import { connect } from '../fixtures/log-in.ts';

describe('an org that names certificates in every place there is', () => {
  const now = new Date();
  let company: PlantedCompany;
  let practice: PracticeOrg;
  let connection: Connection;
  let inventory: Inventory;
  before(async () => {
    company = await planted(now);
    practice = await startPracticeOrg({ now, seed: () => Promise.resolve(company) });
    connection = await connect(practice);
    inventory = await readInventory({ connection, sourceDirs: [], files: [] }, () => undefined);
  });
  after(() => practice.close());

  const plansOf = async (certificate: string): Promise<readonly MadePlan[]> => {
    const settings = {
      certificates: [{ certificate: '*', source: 'org.certificates', authority: 'corporate' }],
      production: true,
      folder: 'x',
    };
    return (await makePlans({ inventory, settings, at: now, certificate, connection, folder: '' })).plans;
  };

  test('no reference to a key pair is forgotten: each is moved, or left to people', async () => {
    const names = company.references.filter(({ kind, resolvesTo }) => kind === 'names' && resolvesTo !== undefined);
    const byCertificate = Map.groupBy(names, ({ resolvesTo }) => resolvesTo ?? '');
    let [moved, byHand] = [0, 0];
    for (const [certificate, expected] of byCertificate) {
      const plan = (await plansOf(certificate)).find((one) => one.plan.source === 'org.certificates')?.plan;
      assert.ok(plan, certificate);
      const all = [...plan.references, ...plan.byHand.map(({ reference }) => reference)];
      // What has no API name of its own is known by its record Id.
      const told = new Set(all.flatMap(({ name, id = name, field }) => [keyOf(name, field), keyOf(id, field)]));
      for (const { name, field } of expected)
        assert.ok(told.has(keyOf(name, field)), `${certificate}: ${name} ${field}`);
      moved += plan.references.length;
      byHand += plan.byHand.filter(({ blocks }) => blocks).length;
    }
    assert.ok(moved > 10 && byHand > 10, `${moved} moved, ${byHand} by hand`);
  });

  test('every file that is said to change is changed in the places of these references and nowhere else', async () => {
    for (const { name } of inventory.holdings.filter(({ source }) => source === 'org.certificates')) {
      for (const { plan, files } of await plansOf(name)) {
        for (const { before, after, exchanged, path } of files) {
          assert.notEqual(before, after, path);
          let [rest, at] = [after, 0];
          for (const { was, is, at: place } of exchanged) {
            assert.equal(rest.slice(place + at, place + at + is.length), is);
            rest = rest.slice(0, place + at) + was + rest.slice(place + at + is.length);
            at += was.length - is.length;
          }
          assert.equal(rest, before, path);
          assert.ok(exchanged.length <= plan.references.length);
        }
      }
    }
  });
});

/** Fields may be spelt as metadata or as the Tooling API has them. */
function keyOf(name: string, field: string): string {
  return `${name} ${referenceUseOf(field)?.field ?? field}`;
}
