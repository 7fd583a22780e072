import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chromeStore, mozillaStore } from '@cert-health/core';
import type { TrustStore } from '@cert-health/core';
import { builtInStore } from '../../src/trust/opened-store.ts';
import { constraintFacts, constraintText, factsOf, fingerprintFacts } from '../../src/trust/store-facts.ts';
import type { StoreFacts } from '../../src/trust/store-facts.ts';
import { g2, today } from './roots.ts';

const facts = (store: TrustStore, at = today): StoreFacts => factsOf(builtInStore(store), at);

describe('where a list comes from', () => {
  test('is told with version, date and source', () => {
    const { label, version, date, source, anchors } = facts(chromeStore);
    assert.deepEqual(
      { label, version, date, anchors },
      { label: 'Chrome Root Store', version: 'Chrome Root Store v36', date: '2026-11-22', anchors: 104 },
    );
    assert.match(source, /third-party copy/);
  });

  test('has an age on the day that is judged, before the data too', () => {
    assert.equal(facts(mozillaStore).days, 0);
    assert.equal(facts(mozillaStore, new Date('2026-12-02')).days, 10);
    assert.equal(facts(mozillaStore, new Date('2026-11-12')).days, -10);
    assert.match(facts(mozillaStore, new Date('2026-11-12')).age, /10 days younger than the moment judged/);
  });

  test('without a date is of no known age, and stale', () => {
    const { id, label, source, version, anchors, partial } = mozillaStore;
    const { date, days, stale } = facts({ id, label, source, version, anchors, partial });
    assert.deepEqual({ date, days, stale }, { date: null, days: null, stale: true });
  });
});

describe('a limit in words', () => {
  const text = (constraints: Parameters<typeof constraintFacts>[0]) => constraintText(constraintFacts(constraints));

  test('is none where websites are trusted, or where the list does not say', () => {
    assert.equal(text({}), undefined);
    assert.equal(text({ websites: true, email: true }), undefined);
  });

  test('tells what a root is for, where that is not websites', () => {
    assert.equal(text({ websites: false, email: true }), 'for email only, not for websites');
    assert.equal(text({ websites: false, email: false }), 'not for websites');
  });

  test('tells a cut-off by what it goes by', () => {
    assert.equal(
      text({ websites: true, distrustAfter: '2026-04-15T23:59:59Z' }),
      'only certificates valid from 2026-04-15 or before',
    );
    assert.equal(text({ sctNotAfter: '2027-06-14T23:59:59Z' }), 'only certificates logged by 2027-06-14');
  });

  test('that ends all trust comes before one with a date', () => {
    assert.equal(text({ websites: false, distrustAfter: '2026-04-15T23:59:59Z' }), 'not for websites');
  });
});

test('hashes that a list does not state are null, never made up', () => {
  const anchor = { name: 'G2', fingerprints: { sha1: g2.sha1 }, constraints: {} };
  assert.deepEqual(fingerprintFacts(anchor), { sha256: null, sha1: g2.sha1, md5: null });
});
