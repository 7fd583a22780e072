import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  chromeStore,
  dataAge,
  diffTrustStores,
  digicertGlobalRootG2,
  knownRoots,
  loadMozillaCertificates,
  mozillaStore,
  parseCertificate,
  staleAfterDays,
  type TrustAnchor,
  type TrustStore,
} from '@cert-health/core';

const day = 86_400_000;

describe('the age of a store', () => {
  const store = { label: 'the store', asOf: '2026-11-22' };
  const ageAfter = (ms: number): ReturnType<typeof dataAge> =>
    dataAge(store, new Date(Date.parse('2026-11-22T00:00:00Z') + ms));

  it('is whole days since the date of its data', () => {
    assert.equal(ageAfter(0).days, 0);
    assert.equal(ageAfter(day - 1).days, 0);
    assert.equal(ageAfter(day).days, 1);
  });

  it(`is stale when more than ${staleAfterDays} days`, () => {
    assert.equal(ageAfter(121 * day - 1).stale, false);
    assert.equal(ageAfter(121 * day).stale, true);
  });

  it('is stale when the date is not known', () => {
    const unknown = dataAge({ label: 'the store' }, new Date('2026-11-22T00:00:00Z'));
    assert.equal(unknown.stale, true);
    assert.equal(unknown.days, undefined);
  });

  it('says so when the data is younger than the moment judged', () => {
    assert.match(ageAfter(-3 * day).reason, /3 days younger/);
  });
});

describe('the Mozilla store with certificates', () => {
  it('holds the DER that each fingerprint, key hash and date was taken from', async () => {
    const { anchors } = await loadMozillaCertificates();
    assert.equal(anchors.length, mozillaStore.anchors.length);
    for (const { der, fingerprints, spkiSha256, notAfter, name } of anchors) {
      assert.ok(der, name);
      for (const [hash, algorithm] of [
        ['sha256', 'sha256'],
        ['sha1', 'sha1'],
        ['md5', 'md5'],
      ] as const) {
        assert.equal(createHash(algorithm).update(der).digest('hex'), fingerprints[hash], name);
      }
      const certificate = parseCertificate(der);
      assert.equal(createHash('sha256').update(certificate.publicKey.spki).digest('hex'), spkiSha256, name);
      assert.equal(certificate.notAfter.getTime(), notAfter?.getTime(), name);
    }
  });

  it('comes with its source, version and date', () => {
    for (const store of [mozillaStore, chromeStore]) {
      assert.match(store.asOf ?? '', /^\d{4}-\d\d-\d\d$/);
      assert.ok(store.source.length > 0 && store.version.length > 0);
    }
  });

  it('names every root and has no fingerprint twice', () => {
    assert.equal(new Set(knownRoots().map(({ sha256 }) => sha256)).size, knownRoots().length);
    for (const { name, sha256 } of knownRoots()) assert.ok(name.length > 2 && name !== sha256, sha256);
    assert.ok(chromeStore.anchors.every(({ name, fingerprints }) => name !== fingerprints.sha256));
  });
});

const storeOf = (label: string, anchors: readonly Partial<TrustAnchor>[], partial = false): TrustStore => ({
  id: label,
  label,
  source: 'test',
  version: '1',
  anchors: anchors.map((anchor) => ({ name: '', fingerprints: {}, constraints: {}, ...anchor })),
  partial,
});

describe('the difference of two stores', () => {
  it('of a store and itself is nothing', () => {
    const same = diffTrustStores(mozillaStore, mozillaStore);
    assert.equal(same.inBoth.length, 169);
    assert.deepEqual([same.onlyInFirst, same.onlyInSecond, same.byNameOnly, same.constraintsDiffer], [[], [], [], []]);
  });

  it('of Mozilla and Chrome tells what either lacks and where constraints differ', () => {
    const diff = diffTrustStores(mozillaStore, chromeStore);
    assert.equal(diff.inBoth.length + diff.onlyInFirst.length, 169);
    assert.equal(diff.inBoth.length + diff.onlyInSecond.length, 104);
    assert.ok(diff.onlyInSecond.some(({ name }) => name.startsWith('ePKI')));
    const differing = diff.constraintsDiffer.map(({ first }) => first.name);
    assert.ok(differing.includes('Izenpe.com') && !differing.includes('DigiCert Global Root G2'));
  });

  it('goes by the strongest hash that both state, and no weaker one overrules it', () => {
    const first = storeOf('a', [{ name: 'x', fingerprints: { sha256: 'aa', sha1: 'bb' } }]);
    assert.equal(diffTrustStores(first, storeOf('b', [{ fingerprints: { sha1: 'bb', md5: 'cc' } }])).inBoth.length, 1);
    assert.equal(
      diffTrustStores(first, storeOf('b', [{ fingerprints: { sha256: 'dd', sha1: 'bb' } }])).inBoth.length,
      0,
    );
  });

  it('keeps pairs that only a name ties apart', () => {
    const named = (subject: string): TrustStore => storeOf('b', [{ subject }]);
    const first = storeOf('a', [{ subject: 'C=US, O=DigiCert Inc, CN=Root', fingerprints: { sha256: 'aa' } }]);
    const diff = diffTrustStores(first, named('CN=Root, O=DigiCert Inc, C=US'));
    assert.equal(diff.byNameOnly.length, 1);
    assert.equal(diff.inBoth.length, 0);
    assert.equal(diffTrustStores(first, named('CN=Other')).byNameOnly.length, 0);
  });

  it('does not give one entry two partners', () => {
    const twice = storeOf('a', [{ fingerprints: { sha256: 'aa' } }, { fingerprints: { sha256: 'aa' } }]);
    const diff = diffTrustStores(twice, storeOf('b', [{ fingerprints: { sha256: 'aa' } }]));
    assert.deepEqual([diff.inBoth.length, diff.onlyInFirst.length], [1, 1]);
  });

  it('names a list that was not read in full', () => {
    assert.deepEqual(diffTrustStores(mozillaStore, storeOf('page', [], true)).partial, ['page']);
  });

  it('finds DigiCert Global Root G2 in both programs', () => {
    const { inBoth } = diffTrustStores(mozillaStore, chromeStore);
    assert.ok(inBoth.some(({ first }) => first.fingerprints.sha256 === digicertGlobalRootG2));
  });
});
