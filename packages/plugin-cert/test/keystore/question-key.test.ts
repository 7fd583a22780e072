import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import type { Certificate } from '@cert-health/core';
import { openAlone } from '../../src/keystore/open-keystore.ts';
import type { OpenedKeystore } from '../../src/keystore/open-keystore.ts';
import { questionKey } from '../../src/keystore/question-key.ts';
import type { KeyAnswer } from '../../src/keystore/question-key.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { issue } from '../fixtures/issue.ts';
import type { Issued } from '../fixtures/issue.ts';
import { javaStore } from './jks-writer.ts';
import { smallBcfks } from './made-by-bouncy-castle.ts';
import { pkcs8Of } from './partner.ts';
import { certificateBag, keyBag, openPart, pkcs12 } from './pkcs12-writer.ts';

const fine: KeyAnswer = { opens: true, pkcs8: true, fits: true };

function answerOf({ keystore, password }: OpenedKeystore): KeyAnswer {
  const [entry] = keystore.entries.filter(({ kind }) => kind === 'key');
  assert.ok(entry?.key && password);
  return questionKey(entry.key, password, entry.certificates[0]?.certificate, new Rounds());
}

describe('a key is asked, and not shown:', () => {
  let client: Issued;
  let key: Buffer;
  let stranger: Issued;
  before(async () => {
    client = await issue({ name: 'edi', from: '2026-01-01', days: 90, rsaBits: 1024 });
    stranger = await issue({ name: 'other', from: '2026-01-01', days: 90, rsaBits: 1024 });
    key = await pkcs8Of(client);
  });

  for (const kind of ['jks', 'jceks'] as const) {
    const open = (keyPassword: string, chain: readonly Uint8Array[], sealed = key) =>
      openAlone(
        javaStore({ kind, password: 'store', entries: [{ alias: 'edi', key: sealed, chain, keyPassword }] }),
        kind,
        'store',
      );

    test(`${kind}: one password for both, and its own certificate`, () => {
      assert.deepEqual(answerOf(open('store', [client.der])), fine);
    });

    test(`${kind}: another password`, () => {
      for (const other of ['Store', 'store ', 'changeit', 'stor']) {
        assert.equal(answerOf(open(other, [client.der])).opens, false);
      }
    });

    test(`${kind}: the certificate of somebody else`, () => {
      assert.deepEqual(answerOf(open('store', [stranger.der])), { ...fine, fits: false });
    });

    test(`${kind}: no certificate at all`, () => {
      assert.deepEqual(answerOf(open('store', [])), { ...fine, fits: null });
    });
  }

  test('jks: what is no PKCS#8, though the password fits', () => {
    const sealed = Buffer.from('this was never a key');
    const store = javaStore({ password: 'x', entries: [{ alias: 'edi', key: sealed, chain: [client.der] }] });
    assert.deepEqual(answerOf(openAlone(store, 'jks', 'x')), { opens: true, pkcs8: false, fits: null });
  });

  test('PKCS#12, whose keys may have a password of their own or none', () => {
    const storeOf = (password: string | undefined) =>
      pkcs12([openPart(keyBag(key, password), certificateBag(client.der))], { kind: 'pbmac1', password: 'store' });
    assert.deepEqual(answerOf(openAlone(storeOf('store'), 'pkcs12', 'store')), fine);
    assert.deepEqual(answerOf(openAlone(storeOf(undefined), 'pkcs12', 'store')), fine);
    assert.equal(answerOf(openAlone(storeOf('other'), 'pkcs12', 'store')).opens, false);
  });

  test('BCFKS', () => {
    assert.deepEqual(answerOf(openAlone(smallBcfks, 'bcfks', 'open sesame')), fine);
  });

  test('what was opened is wiped', () => {
    const opened = Uint8Array.from(key);
    const certificate: Certificate = parseCertificate(client.der);
    const sealed = { open: () => opened };
    assert.deepEqual(questionKey(sealed, { text: '', bmp: new Uint8Array() }, certificate, new Rounds()), fine);
    assert.ok(opened.every((octet) => octet === 0));
  });

  test('a seal of a kind that nobody knows leaves everything open', () => {
    const store = javaStore({ password: 'x', entries: [{ alias: 'edi', key, chain: [client.der] }] });
    // The algorithm's last arc: another protector.
    const at = store.indexOf(Buffer.from('2b060104012a0211', 'hex'));
    store[at + 7] = 0x55;
    const opened = openAlone(store, 'jks', undefined);
    const [entry] = opened.keystore.entries;
    assert.ok(entry?.key);
    assert.deepEqual(questionKey(entry.key, { text: 'x', bmp: new Uint8Array() }, undefined, new Rounds()), {
      opens: null,
      pkcs8: null,
      fits: null,
    });
  });
});
