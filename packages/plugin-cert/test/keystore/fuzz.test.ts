import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { KeystoreKind } from '@cert-health/core';
import { KeystoreError } from '../../src/keystore/keystore-error.ts';
import { openAlone } from '../../src/keystore/open-keystore.ts';
import { questionKey } from '../../src/keystore/question-key.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { issue } from '../fixtures/issue.ts';
import { loosened } from './der-writer.ts';
import { javaStore } from './jks-writer.ts';
import { sealedObject } from './made-java-object.ts';
import { pkcs8Of } from './partner.ts';
import { certificateBag, encryptedPart, keyBag, openPart, pkcs12 } from './pkcs12-writer.ts';
import { smallBcfks, smallBks } from './made-by-bouncy-castle.ts';

/** The same numbers in every run: a failure can be looked at again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

/** One to four changes: octets flipped, set to what lengths and counts are made of, cut out, doubled, or cut off. */
function mutated(store: Buffer, next: (below: number) => number): Buffer {
  let bytes = Buffer.from(store);
  for (let left = 1 + next(4); left > 0; left--) {
    const at = next(bytes.length);
    const way = next(6);
    if (way === 0) bytes[at] = (bytes[at] as number) ^ (1 << next(8));
    else if (way === 1) bytes[at] = [0, 0x7f, 0x80, 0x84, 0xff, 0x30][next(6)] as number;
    else if (way === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + next(40))]);
    else if (way === 3) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 30))]);
    else if (way === 4) bytes.fill(0xff, at, Math.min(at + 4, bytes.length));
    else bytes = bytes.subarray(0, at + 1);
    if (bytes.length === 0) return Buffer.from([0]);
  }
  return bytes;
}

describe('whatever becomes of a keystore, it opens or says in a sentence why not:', () => {
  const stores: [string, KeystoreKind, Buffer, string][] = [];
  before(async () => {
    const own = await issue({ name: 'edi', from: '2026-01-01', days: 90 });
    const key = await pkcs8Of(own);
    const java = [
      { alias: 'edi', key, chain: [own.der] },
      { alias: 'root', certificate: own.der },
    ];
    const p12 = pkcs12(
      [openPart(keyBag(key, 'x', { localKeyId: '1', name: 'edi' })), encryptedPart('x', certificateBag(own.der))],
      { kind: 'pkcs12', digest: 'sha1', password: 'x' },
    );
    const unproven = pkcs12([encryptedPart('x', certificateBag(own.der, { name: 'edi' }))], { kind: 'none' });
    stores.push(
      ['JKS', 'jks', javaStore({ password: 'x', entries: java }), 'x'],
      [
        'JCEKS',
        'jceks',
        javaStore({ kind: 'jceks', password: 'x', entries: [...java, { alias: 's', object: sealedObject }] }),
        'x',
      ],
      ['PKCS#12', 'pkcs12', p12, 'x'],
      ['PKCS#12 without a MAC', 'pkcs12', unproven, 'x'],
      ['PKCS#12 in BER', 'pkcs12', loosened(p12, 'both'), 'x'],
      ['BKS', 'bks', smallBks, 'open sesame'],
      ['BCFKS', 'bcfks', smallBcfks, 'open sesame'],
    );
  });

  for (const [position, what] of [
    'JKS',
    'JCEKS',
    'PKCS#12',
    'PKCS#12 without a MAC',
    'PKCS#12 in BER',
    'BKS',
    'BCFKS',
  ].entries()) {
    test(what, () => {
      const [name, kind, store, password] = stores[position]!;
      assert.equal(name, what);
      const next = numbers(20_261_130 + position);
      const outcomes = new Set<string>();
      // Each try of BCFKS takes a hundred thousand rounds of its key derivation.
      for (let round = 0; round < (kind === 'bcfks' ? 60 : 400); round++) {
        const bytes = mutated(store, next);
        for (const given of [undefined, password]) outcomes.add(outcomeOf(bytes, kind, given));
      }
      // Not all of them may be refused, nor all opened: then nothing was tried.
      assert.ok(outcomes.size > 1, [...outcomes].join());
    });
  }
});

function outcomeOf(bytes: Buffer, kind: KeystoreKind, given: string | undefined): string {
  try {
    const { keystore, password } = openAlone(bytes, kind, given);
    for (const { key, certificates } of keystore.entries) {
      if (key && password) questionKey(key, password, certificates[0]?.certificate, new Rounds());
    }
    return 'opened';
  } catch (error) {
    assert.ok(error instanceof KeystoreError, error instanceof Error ? (error.stack ?? '') : String(error));
    assert.match(error.message, /^[A-Z].*[.\w]$/s);
    assert.ok(error.message.length < 400);
    return error.reason;
  }
}
