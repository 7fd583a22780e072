import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mozillaStore } from '@cert-health/core';
import type { TrustAnchor, TrustStore } from '@cert-health/core';
import { mozillaStoreAt } from '../../src/trust/mozilla-at.ts';
import { izenpe, oldDigicert, today } from './roots.ts';

const anchorIn = (store: TrustStore, sha256: string): TrustAnchor | undefined =>
  store.anchors.find(({ fingerprints }) => fingerprints.sha256 === sha256);

const affirmTrust = '0376ab1d54c5f9803ce4b2e201a0ee7eef7b57b636e8a93c9b8d4860c96f5fa7';

test('today it is the store as it was read', () => {
  assert.equal(mozillaStoreAt(today), mozillaStore);
});

test('before a root lost its websites, it had them', () => {
  assert.equal(anchorIn(mozillaStoreAt(today), oldDigicert.sha256)?.constraints.websites, false);
  assert.equal(anchorIn(mozillaStoreAt(new Date('2026-04-01')), oldDigicert.sha256)?.constraints.websites, true);
});

test('before a root got its cut-off, it had none', () => {
  assert.equal(anchorIn(mozillaStoreAt(new Date('2026-04-01')), izenpe.sha256)?.constraints.distrustAfter, undefined);
});

test('before a root was removed, it was there, and its dates are known', () => {
  assert.equal(anchorIn(mozillaStoreAt(today), affirmTrust), undefined);
  const anchor = anchorIn(mozillaStoreAt(new Date('2026-04-01')), affirmTrust);
  assert.equal(anchor?.constraints.distrustAfter, '2024-11-30T23:59:59Z');
  assert.equal(anchor.notAfter?.getUTCFullYear(), 2030);
});

test('a root that had not been made yet was not there', () => {
  const store = mozillaStoreAt(new Date('2023-01-01'));
  assert.ok(mozillaStore.anchors.some(({ notBefore }) => (notBefore?.getUTCFullYear() ?? 0) >= 2023));
  assert.ok(store.anchors.every(({ notBefore }) => notBefore === undefined || notBefore.getUTCFullYear() < 2023));
});

test('it says that changes were undone, and which were not', () => {
  assert.match(
    mozillaStoreAt(new Date('2026-04-01')).version,
    /^NSS [\d.]+ with \d+ later changes undone \(additions are not\)$/,
  );
});
