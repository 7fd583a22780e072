import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PolicyInputs } from '@cert-health/core';
import { makeIntermediate, makeLeaf, makeRoot, type Made, type Recipe } from './made/certificate.ts';
import { verify } from './verify.ts';

const ANY = '2.5.29.32.0';
const GOLD = '1.2.3.1';
const SILVER = '1.2.3.2';
const BRONZE = '1.2.3.3';

/** Verdict of a path whose certificates, from below the root to the leaf, are made so. */
async function outcome(recipes: readonly Recipe[], policy: PolicyInputs = {}, root: Recipe = {}): Promise<string> {
  const anchor = makeRoot(root);
  const cas: Made[] = [];
  for (const [i, recipe] of recipes.slice(0, -1).entries())
    cas.push(makeIntermediate(cas.at(-1) ?? anchor, { subject: `CA ${i}`, ...recipe }));
  const leaf = makeLeaf(cas.at(-1) ?? anchor, recipes.at(-1));
  const result = await verify(leaf, cas, [anchor], { profile: 'path', policy });
  return result.trusted
    ? `trusted under ${[...result.policies!].sort().join(' ') || 'none'}`
    : result.problems.map(({ code }) => code).join(' ');
}

const policies = (...list: string[]): Recipe => ({ policies: list });
const explicit = { requireExplicitPolicy: true };

describe('certificate policies (RFC 5280 section 6.1, RFC 9618)', () => {
  test('a policy that all certificates state is the path’s', async () => {
    assert.equal(await outcome([policies(GOLD), policies(GOLD)]), `trusted under ${GOLD}`);
    assert.equal(await outcome([policies(GOLD), policies(GOLD)], explicit), `trusted under ${GOLD}`);
  });

  test('without policies a path is valid until one is asked for', async () => {
    assert.equal(await outcome([{}, {}]), 'trusted under none');
    assert.equal(await outcome([{}, {}], explicit), 'policy-required');
  });

  test('policies that do not meet are none', async () => {
    assert.equal(await outcome([policies(GOLD), policies(SILVER)]), 'trusted under none');
    assert.equal(await outcome([policies(GOLD), policies(SILVER)], explicit), 'policy-required');
  });

  test('the path has those that all state', async () => {
    assert.equal(await outcome([policies(GOLD, SILVER), policies(SILVER, BRONZE)]), `trusted under ${SILVER}`);
  });

  test('anyPolicy stands for every policy', async () => {
    assert.equal(await outcome([policies(ANY), policies(GOLD)]), `trusted under ${GOLD}`);
    assert.equal(await outcome([policies(GOLD), policies(ANY)]), `trusted under ${GOLD}`);
    assert.equal(await outcome([policies(ANY), policies(ANY)]), `trusted under ${ANY}`);
  });

  test('of the initial policy set, one must be met where a policy is asked for', async () => {
    const asked = { ...explicit, initialPolicySet: [SILVER] };
    assert.equal(await outcome([policies(GOLD), policies(GOLD)], asked), 'policy-required');
    assert.equal(await outcome([policies(GOLD, SILVER), policies(GOLD, SILVER)], asked), `trusted under ${SILVER}`);
    assert.equal(await outcome([policies(ANY), policies(ANY)], asked), `trusted under ${SILVER}`);
  });

  test('"anyPolicy" may be written by name', async () => {
    assert.equal(
      await outcome([policies(GOLD), policies(GOLD)], { initialPolicySet: ['anyPolicy'] }),
      `trusted under ${GOLD}`,
    );
  });
});

describe('demands of certificates', () => {
  test('a CA can ask for a policy below it, at once or after some certificates', async () => {
    assert.equal(await outcome([{ ...policies(GOLD), requireExplicitPolicy: 0 }, {}]), 'policy-required');
    assert.equal(
      await outcome([{ ...policies(GOLD), requireExplicitPolicy: 0 }, policies(GOLD)]),
      `trusted under ${GOLD}`,
    );
    assert.equal(await outcome([{ requireExplicitPolicy: 3 }, {}, {}]), 'trusted under none');
    assert.equal(await outcome([{ requireExplicitPolicy: 1 }, {}, {}]), 'policy-required');
  });

  test('a self-issued CA does not count', async () => {
    const recipes = [{ subject: 'CA', requireExplicitPolicy: 2 }, { subject: 'CA' }, {}];
    assert.equal(await outcome(recipes), 'trusted under none');
  });

  test('a leaf can ask for one itself', async () => {
    assert.equal(await outcome([{}, { requireExplicitPolicy: 0 }]), 'policy-required');
  });

  test('the anchor can ask for one', async () => {
    assert.equal(await outcome([{}, {}], {}, { requireExplicitPolicy: 0 }), 'policy-required');
    assert.equal(await outcome([{}, {}], {}, { requireExplicitPolicy: 1 }), 'trusted under none');
  });

  test('anyPolicy can be inhibited by the caller, a CA or the anchor', async () => {
    assert.equal(
      await outcome([policies(GOLD), policies(ANY)], { ...explicit, inhibitAnyPolicy: true }),
      'policy-required',
    );
    assert.equal(
      await outcome([{ ...policies(GOLD), inhibitAnyPolicy: 0 }, policies(ANY)], explicit),
      'policy-required',
    );
    assert.equal(await outcome([policies(GOLD), policies(ANY)], explicit, { inhibitAnyPolicy: 0 }), 'policy-required');
    assert.equal(
      await outcome([{ ...policies(GOLD), inhibitAnyPolicy: 1 }, policies(ANY)], explicit),
      `trusted under ${GOLD}`,
    );
  });
});

describe('policy mappings', () => {
  const goldToSilver = { ...policies(GOLD), mappings: [[GOLD, SILVER]] } as const;

  test('below a mapping, the other name means the policy', async () => {
    assert.equal(await outcome([goldToSilver, policies(SILVER)], explicit), `trusted under ${GOLD}`);
    assert.equal(await outcome([goldToSilver, policies(GOLD)], explicit), 'policy-required');
  });

  test('they can be inhibited by the caller, a CA or the anchor', async () => {
    assert.equal(
      await outcome([goldToSilver, policies(SILVER)], { ...explicit, inhibitPolicyMapping: true }),
      'policy-required',
    );
    assert.equal(
      await outcome([{ ...policies(GOLD), inhibitPolicyMapping: 0 }, goldToSilver, policies(SILVER)], explicit),
      'policy-required',
    );
    assert.equal(
      await outcome([goldToSilver, policies(SILVER)], explicit, { inhibitPolicyMapping: 0 }),
      'policy-required',
    );
  });

  test('an inhibited mapping takes the policy away', async () => {
    assert.equal(
      await outcome([goldToSilver, policies(GOLD)], { ...explicit, inhibitPolicyMapping: true }),
      'policy-required',
    );
  });

  test('one policy may be mapped to several, and several to one', async () => {
    const spread = {
      ...policies(GOLD),
      mappings: [
        [GOLD, SILVER],
        [GOLD, BRONZE],
      ],
    } as const;
    assert.equal(await outcome([spread, policies(BRONZE)], explicit), `trusted under ${GOLD}`);
    const merge = {
      ...policies(GOLD, SILVER),
      mappings: [
        [GOLD, BRONZE],
        [SILVER, BRONZE],
      ],
    } as const;
    assert.equal(await outcome([merge, policies(BRONZE)], explicit), `trusted under ${GOLD} ${SILVER}`);
  });

  test('a CA of any policy may map one that it does not state', async () => {
    const recipe = { ...policies(ANY), mappings: [[GOLD, SILVER]] } as const;
    assert.equal(
      await outcome([recipe, policies(SILVER)], { ...explicit, initialPolicySet: [GOLD] }),
      `trusted under ${GOLD}`,
    );
  });

  test('anyPolicy itself must not be mapped', async () => {
    assert.equal(
      await outcome([{ ...policies(GOLD), mappings: [[ANY, SILVER]] }, policies(SILVER)]),
      'policy-mapping-invalid',
    );
    assert.equal(
      await outcome([{ ...policies(GOLD), mappings: [[GOLD, ANY]] }, policies(SILVER)]),
      'policy-mapping-invalid',
    );
  });
});

test('mappings that would make a tree of 12^13 nodes do no harm', async () => {
  const list = Array.from({ length: 12 }, (_, i) => `1.2.3.${i + 1}`);
  const mappings = list.flatMap((from) => list.map((to) => [from, to] as const));
  const recipes: Recipe[] = [...Array.from({ length: 12 }, () => ({ policies: list, mappings })), { policies: list }];
  assert.match(await outcome(recipes, explicit), /^trusted under 1\.2\.3\.1 /);
});
