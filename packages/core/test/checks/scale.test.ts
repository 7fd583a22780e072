import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCatalog, parseCertificate } from '@cert-health/core';
import type { CheckContext, Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { contextOf } from '../fixtures/inventories.ts';
import { manyHoldings, manyReferences, surroundings } from './many.ts';

/** How often fields of holdings and references are looked at while a check runs; without one, while references are followed. */
function looksOf(holdings: readonly Holding[], run?: (context: CheckContext) => void): number {
  let looks = 0;
  const counted = <Item extends object>(items: readonly Item[]): Item[] =>
    items.map(
      (item) =>
        new Proxy(item, {
          get: (target, field) => {
            looks += 1;
            return Reflect.get(target, field, target) as unknown;
          },
        }),
    );
  const references = counted(manyReferences(5 * holdings.length, holdings.length));
  const context = contextOf('2026-06-01T00:00:00Z', counted(holdings), surroundings(holdings, references));
  if (!run) return looks;
  looks = 0;
  run(context);
  return looks;
}

describe('the work of a check grows as what it looks at does', async () => {
  const ca = await issue({ subject: 'CN=CA', ca: true });
  const issuer = parseCertificate(ca.pem);
  const leaves = await Promise.all(
    Array.from({ length: 400 }, (_, number) => issue({ subject: `CN=Certificate ${number}`, issuer: ca })),
  );
  const holdings = manyHoldings(leaves.map(({ pem }) => [parseCertificate(pem), issuer]));

  it('and so does following references', () => {
    const [few, twice] = [looksOf(holdings.slice(0, 200)), looksOf(holdings)];
    assert.ok(few > 1000 && twice <= 2.2 * few, `${few} looks at 200 certificates, ${twice} at 400`);
  });

  for (const check of checkCatalog) {
    it(check.id, (t) => {
      const run = (context: CheckContext): void => void check.run(context);
      const [few, twice] = [looksOf(holdings.slice(0, 200), run), looksOf(holdings, run)];
      t.diagnostic(`${few} looks at 200 certificates, ${twice} at 400`);
      assert.ok(twice <= 2.2 * few + 100, `${few} looks at 200 certificates, ${twice} at 400`);
    });
  }

  it('and there is something to find', () => {
    let found = 0;
    looksOf(holdings, (context) => {
      for (const check of checkCatalog) found += check.run(context).observations.length;
    });
    assert.ok(found > 800, `${found} findings`);
  });
});
