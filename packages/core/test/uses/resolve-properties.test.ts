import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Holding, Inventory, Reference, Source } from '@cert-health/core';
import { buildUseMap, canonicalRecordId, referenceUses } from '@cert-health/core';

/** Few names, so that they meet: with namespaces, in other scripts, in another case, and none at all. */
const names = fc.constantFrom('Client', 'client', 'acme__Client', 'beta__Client', 'Okta', 'сертификат', '証明書', '');
const ids = fc
  .constantFrom('0P15g000000ABcd', '0P15g000000aBcd', '0P15g000000abcd')
  .map((id) => canonicalRecordId(id) as string);
const scopes = fc.constantFrom('org', 'project');
const paths = fc.constantFrom('a.xml', 'b.xml');

const holding: fc.Arbitrary<Holding> = fc
  .record(
    {
      scope: scopes,
      place: fc.constantFrom('certificates', 'saml-sso-configs', 'connected-apps'),
      name: names,
      id: ids,
      path: paths,
      kind: fc.constantFrom('keyPair' as const, 'trusted' as const, 'pinned' as const),
    },
    { requiredKeys: ['scope', 'place', 'name', 'kind'] },
  )
  .map(({ scope, place, ...rest }) => ({ source: `${scope}.${place}`, label: rest.name, certificates: [], ...rest }));

const reference: fc.Arbitrary<Reference> = fc
  .record(
    {
      scope: scopes,
      row: fc.constantFrom(...referenceUses, { field: 'NewFeature.certificate', place: 'saml-sso-configs' as const }),
      name: names,
      target: fc.oneof(
        names,
        ids,
        ids.map((id) => id.slice(0, 15)),
        fc.constantFrom('https://a.example', 'http://a.example'),
      ),
      path: paths,
      line: fc.nat(20),
    },
    { requiredKeys: ['scope', 'row', 'name'] },
  )
  .map(({ scope, row, ...rest }) => ({ source: `${scope}.${row.place}`, field: row.field, ...rest }));

const source: fc.Arbitrary<Source> = fc
  .record({
    scope: scopes,
    place: fc.constantFrom('certificates', 'named-credentials', 'apex'),
    status: fc.constantFrom('read' as const, 'denied' as const),
  })
  .map(({ scope, place, status }) => ({
    id: `${scope}.${place}`,
    label: place,
    status,
    items: 0,
    detail: `The ${place} were ${status}.`,
  }));

const inventories: fc.Arbitrary<Inventory> = fc.record({
  org: fc.constant(null),
  sources: fc.uniqueArray(source, { selector: ({ id }) => id, maxLength: 6 }),
  holdings: fc.array(holding, { maxLength: 12 }),
  references: fc.array(reference, { maxLength: 12 }),
});

describe('the map of uses, whatever is held and referred to', () => {
  it('is the same in whatever order things were read', () => {
    const shuffled = inventories.chain((inventory) =>
      fc.tuple(
        fc.constant(inventory),
        fc.record({
          org: fc.constant(null),
          sources: shuffle(inventory.sources),
          holdings: shuffle(inventory.holdings),
          references: shuffle(inventory.references),
        }),
      ),
    );
    fc.assert(fc.property(shuffled, ([one, other]) => assert.deepEqual(buildUseMap(other), buildUseMap(one))));
  });

  it('has every holding in a use or among the unused, and in one of the two only', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const { uses, others, unused } = buildUseMap(inventory);
        const used = new Set(
          [...uses, ...others].flatMap(({ holding: by }) => (by ? [`${by.source} ${by.name}`] : [])),
        );
        for (const one of inventory.holdings) {
          assert.ok(unused.includes(one) || used.has(`${one.source} ${one.name}`), one.name);
        }
        assert.ok(unused.every((one) => inventory.holdings.includes(one)));
      }),
    );
  });

  it('has every reference in at least one entry, but for calls over http', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const { uses, others } = buildUseMap(inventory);
        const seen = new Set([...uses, ...others].map(({ reference: from }) => keyOf(from)));
        const rows = new Map(referenceUses.map((row) => [row.field, row.kind]));
        for (const one of inventory.references) {
          const clearText = rows.get(one.field) === 'meets' && one.target?.startsWith('http:');
          if (!clearText) assert.ok(seen.has(keyOf(one)), keyOf(one));
        }
      }),
    );
  });

  it('calls a reference dangling only when a list was read and it leads nowhere', () => {
    fc.assert(
      fc.property(inventories, (inventory) => {
        const { uses, others, dangling } = buildUseMap(inventory);
        const read = inventory.sources.filter(({ id, status }) => id.endsWith('.certificates') && status === 'read');
        for (const one of dangling) {
          assert.ok(one.searched.length > 0 && one.searched.every((id) => read.some((list) => list.id === id)));
          const entry = [...uses, ...others].find(
            ({ reference: from, match }) => match === 'none' && keyOf(from) === keyOf(one),
          );
          assert.equal(entry?.certificate, null);
        }
      }),
    );
  });

  it('leads by Id to the same certificates in 15 and in 18 characters', () => {
    fc.assert(
      fc.property(fc.array(holding, { maxLength: 8 }), ids, (holdings, id) => {
        const lead = (target: string) =>
          buildUseMap({
            org: null,
            sources: [],
            holdings,
            references: [
              { source: 'org.saml-sso-configs', name: 'Okta', field: 'SamlSsoConfig.requestSigningCertId', target },
            ],
          }).uses.map(({ holding: by }) => by);
        assert.deepEqual(lead(id.slice(0, 15)), lead(id));
      }),
    );
  });

  it('leads by name to key pairs only, all of one name, which is the one asked for but for case and namespace', () => {
    const bare = (name: string) => name.replace(/^[a-z]+__/i, '').toLowerCase();
    fc.assert(
      fc.property(fc.array(holding, { maxLength: 12 }), names, names, (holdings, name, target) => {
        const one: Reference = { source: 'org.named-credentials', name, field: 'NamedCredential.certificate', target };
        const { uses } = buildUseMap({ org: null, sources: [], holdings, references: [one] });
        const reached = uses.flatMap(({ holding: by }) => (by ? [by.name] : []));
        assert.ok(new Set(reached.map((found) => found.toLowerCase())).size <= 1);
        for (const found of reached) {
          assert.equal(bare(found), bare(target));
          assert.ok(holdings.some((held) => held.name === found && held.kind === 'keyPair'));
        }
        assert.equal(
          uses.some(({ ambiguous }) => ambiguous),
          reached.length > 1,
        );
      }),
    );
  });
});

function shuffle<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

function keyOf({
  source: from,
  name,
  field,
  path,
  line,
}: Reference | { source: string; name: string; field: string; path?: string; line?: number }): string {
  return [from, name, field, path, line].join('|');
}
