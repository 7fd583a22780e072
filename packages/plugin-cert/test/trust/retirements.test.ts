import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chromeStore, mozillaStore } from '@cert-health/core';
import type { TrustAnchor, TrustStore } from '@cert-health/core';
import { retirementsOf } from '../../src/trust/retirements.ts';
import { g2, today } from './roots.ts';

const storeOf = (id: string, ...anchors: readonly Partial<TrustAnchor>[]): TrustStore => ({
  id,
  label: 'A list',
  source: 'somewhere',
  version: '1',
  anchors: anchors.map((anchor) => ({ name: 'Root', fingerprints: { sha256: 'ab' }, constraints: {}, ...anchor })),
  partial: false,
});
const from2020 = { notBefore: new Date('2020-01-01'), notAfter: new Date('2045-01-01') };

describe("in somebody's own list", () => {
  test('a root ends when it expires, whatever root programs say', () => {
    const [end] = retirementsOf(storeOf('file:x', { ...from2020, notBefore: new Date('2008-06-01') }), today);
    assert.deepEqual(end, {
      name: 'Root',
      sha256: 'ab',
      on: '2045-01-01T00:00:00.000Z',
      kind: 'expires',
      reason: 'End of validity.',
      certain: true,
      source: null,
    });
  });

  test('one that has expired is not about to end, and one without a known end is left out', () => {
    assert.deepEqual(retirementsOf(storeOf('file:x', { notAfter: new Date('2020-01-01') }, {}), today), []);
  });

  test('the soonest comes first', () => {
    const list = storeOf(
      'file:x',
      { name: 'B', notAfter: new Date('2040-01-01') },
      { name: 'A', notAfter: new Date('2030-01-01') },
    );
    assert.deepEqual(
      retirementsOf(list, today).map(({ name }) => name),
      ['A', 'B'],
    );
  });
});

describe('in the list of Mozilla', () => {
  test('a key ends at 15 years, which is a projection with its rule', () => {
    const [end] = retirementsOf(storeOf('mozilla', from2020), today);
    assert.equal(end?.on, '2035-01-01T00:00:00.000Z');
    assert.equal(end.kind, 'key-age');
    assert.equal(end.certain, false);
    assert.match(end.source ?? '', /Mozilla Root Store Policy.*7\.4/);
  });

  test('a root that expires before that ends then', () => {
    const [end] = retirementsOf(storeOf('mozilla', { ...from2020, notAfter: new Date('2030-01-01') }), today);
    assert.equal(end?.kind, 'expires');
  });

  test('a cut-off to come ends trust in what begins later', () => {
    const [end] = retirementsOf(
      storeOf('mozilla', { ...from2020, constraints: { websites: true, distrustAfter: '2027-01-01T00:00:00Z' } }),
      today,
    );
    assert.equal(end?.kind, 'distrust-after');
    assert.equal(end.certain, true);
  });

  test('roots for email only have no end that matters here', () => {
    assert.deepEqual(
      retirementsOf(storeOf('mozilla', { ...from2020, constraints: { websites: false, email: true } }), today),
      [],
    );
    const websites = mozillaStore.anchors.filter(({ constraints }) => constraints.websites).length;
    assert.ok(retirementsOf(mozillaStore, today).length <= websites);
  });
});

describe('in the list of Chrome', () => {
  test('the age of a key decides by the years of the policy', () => {
    const year = (notBefore: string): string | undefined =>
      retirementsOf(storeOf('chrome', { ...from2020, notBefore: new Date(notBefore) }), today)[0]?.on.slice(0, 10);
    assert.equal(year('2008-06-01'), '2027-04-15');
    assert.equal(year('2011-12-31'), '2028-04-15');
    assert.equal(year('2014-04-14'), '2029-04-15');
    assert.equal(year('2014-04-15'), '2029-04-15');
    assert.equal(year('2014-04-16'), '2029-04-16');
  });

  test('a cut-off to come has its rule, one that is past is no news', () => {
    const ends = retirementsOf(chromeStore, today);
    const swissSign = ends.find(({ name }) => name === 'SwissSign RSA TLS Root CA 2022 - 1');
    assert.equal(swissSign?.kind, 'sct-cut-off');
    assert.equal(swissSign.on, '2027-06-14T23:59:59Z');
    assert.match(swissSign.source ?? '', /root_store\.textproto/);
    assert.ok(ends.every(({ on }) => Date.parse(on) > today.getTime()));
  });

  test("the root above Salesforce's certificates is expected to end in April 2029", () => {
    const end = retirementsOf(chromeStore, today).find(({ sha256 }) => sha256 === g2.sha256);
    assert.equal(end?.on.slice(0, 10), '2029-04-15');
    assert.equal(end.certain, false);
  });
});
