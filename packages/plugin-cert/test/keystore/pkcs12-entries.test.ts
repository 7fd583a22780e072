import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { passwordOf } from '../../src/keystore/password.ts';
import { readPkcs12 } from '../../src/keystore/pkcs12.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import type { KeystoreEntry } from '../../src/keystore/keystore.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { issuePartner, pkcs8Of } from './partner.ts';
import type { Partner } from './partner.ts';
import { certificateBag, encryptedPart, keyBag, openPart, pkcs12 } from './pkcs12-writer.ts';

const password = 'pump';
const entriesIn = (...parts: readonly Uint8Array[]): readonly KeystoreEntry[] =>
  readPkcs12(pkcs12(parts, { kind: 'pbmac1', password }), passwordOf(password), new Rounds()).entries;
const shape = (entries: readonly KeystoreEntry[]) =>
  entries.map(({ kind, alias, certificates }) => [
    kind,
    alias,
    certificates.map(({ certificate }) => certificate?.subject.get('CN')).join(' < '),
  ]);

describe('keys and certificates of PKCS#12 are put together', () => {
  let partner: Partner;
  let second: Issued;
  let keys: { client: Buffer; second: Buffer };
  before(async () => {
    partner = await issuePartner(1024);
    second = await issue({ name: 'second.example', from: '2026-01-01', days: 90 });
    keys = { client: await pkcs8Of(partner.client), second: await pkcs8Of(second) };
  });
  const chain = 'edi.birkenfeld.example < Birkenfeld Issuing CA < Birkenfeld Root';

  test('by what they share, whatever the order of the bags', () => {
    const bags = [
      certificateBag(partner.root.der),
      certificateBag(second.der, { localKeyId: '2' }),
      certificateBag(partner.authority.der),
      certificateBag(partner.client.der, { localKeyId: '1' }),
    ];
    for (const order of [bags, bags.toReversed()]) {
      const entries = entriesIn(
        openPart(keyBag(keys.second, password, { localKeyId: '2', name: 'second' })),
        encryptedPart(password, ...order),
        openPart(keyBag(keys.client, password, { localKeyId: '1', name: 'edi' })),
      );
      assert.deepEqual(shape(entries), [
        ['key', 'second', 'second.example'],
        ['key', 'edi', chain],
      ]);
    }
  });

  test('without a shared mark, the only key goes with the leaf', () => {
    const entries = entriesIn(
      openPart(
        certificateBag(partner.root.der),
        certificateBag(partner.client.der),
        certificateBag(partner.authority.der),
      ),
      openPart(keyBag(keys.client, password)),
    );
    assert.deepEqual(shape(entries), [['key', undefined, chain]]);
  });

  test('the name may stand with the certificate alone', () => {
    const entries = entriesIn(
      openPart(certificateBag(partner.client.der, { localKeyId: '1', name: 'edi' })),
      openPart(keyBag(keys.client, password, { localKeyId: '1' })),
    );
    assert.equal(entries[0]?.alias, 'edi');
  });

  test('a key without a certificate is a key all the same', () => {
    assert.deepEqual(shape(entriesIn(openPart(keyBag(keys.client, undefined, { name: 'bare' })))), [
      ['key', 'bare', ''],
    ]);
  });

  test("Java's mark makes a certificate a trusted one, beside a key and without", () => {
    const trusted = certificateBag(second.der, { name: 'partner', trusted: true });
    const own = certificateBag(partner.client.der, { localKeyId: '1', name: 'edi' });
    const key = keyBag(keys.client, password, { localKeyId: '1', name: 'edi' });
    assert.deepEqual(shape(entriesIn(openPart(trusted, own, key))), [
      ['key', 'edi', 'edi.birkenfeld.example'],
      ['trusted', 'partner', 'second.example'],
    ]);
  });

  test('what belongs to no key is told apart: left over, or of a key that is not here', () => {
    const entries = entriesIn(
      openPart(certificateBag(second.der), certificateBag(partner.client.der, { localKeyId: '7', name: 'gone' })),
    );
    assert.deepEqual(shape(entries), [
      ['unmarked', undefined, 'second.example'],
      ['keyless', 'gone', 'edi.birkenfeld.example'],
    ]);
  });

  test('authorities that name each other as issuers end the chain', async () => {
    const a = await issue({ name: 'A', from: '2026-01-01', days: 90, ca: true });
    const b = await issue({ name: 'B', from: '2026-01-01', days: 90, ca: true, issuer: a });
    const again = await issue({ name: 'A', from: '2026-01-01', days: 90, ca: true, issuer: b });
    const leaf = await issue({ name: 'leaf', from: '2026-01-01', days: 90, issuer: again });
    const entries = entriesIn(
      openPart(...[b, again, leaf].map(({ der }) => certificateBag(der))),
      openPart(keyBag(await pkcs8Of(leaf), password)),
    );
    assert.equal(shape(entries)[0]?.[2], 'leaf < A < B');
  });
});
