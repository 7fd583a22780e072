import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJks } from '../../src/keystore/jks.ts';
import { failureOf } from './failure.ts';
import { javaStore } from './jks-writer.ts';
import type { JavaEntry } from './jks-writer.ts';
import { sealedObject } from './made-java-object.ts';
import { smallJks } from './made-keystores.ts';

const [certificate = new Uint8Array()] = readJks(smallJks, 'jks', undefined).entries.flatMap((entry) =>
  entry.certificates.map(({ der }) => der),
);
const storeOf = (...entries: readonly JavaEntry[]): Buffer => javaStore({ kind: 'jceks', password: 'x', entries });
const read = (bytes: Uint8Array, password?: string) => readJks(bytes, 'jceks', password);

test('certificates, keys and secret keys stand beside each other', () => {
  const { entries, integrity, kind, trailing } = read(
    storeOf(
      { alias: 'sealed', object: sealedObject },
      { alias: 'root', certificate },
      { alias: 'again', object: sealedObject },
      { alias: 'edi', key: Buffer.from('a key'), chain: [certificate] },
    ),
    'x',
  );
  assert.deepEqual([kind, integrity, trailing], ['jceks', 'verified', 0]);
  assert.deepEqual(
    entries.map(({ alias, kind: of, certificates }) => [alias, of, certificates.length]),
    [
      ['sealed', 'other', 0],
      ['root', 'trusted', 1],
      ['again', 'other', 0],
      ['edi', 'key', 1],
    ],
  );
});

test('without a password everything but the proof is there', () => {
  const { entries, integrity } = read(
    storeOf({ alias: 'sealed', object: sealedObject }, { alias: 'root', certificate }),
  );
  assert.deepEqual([entries.length, integrity], [2, 'not-verified']);
});

test('a wrong password and a change are told', () => {
  const store = storeOf({ alias: 'sealed', object: sealedObject });
  assert.equal(failureOf(() => read(store, 'y')).reason, 'password');
  store[40] = (store[40] as number) ^ 1;
  assert.match(failureOf(() => read(store, 'x')).reason, /password|damaged/);
});

describe('a serialized object', () => {
  test('that is cut off anywhere is damage, and never an endless walk', () => {
    for (let length = 0; length < sealedObject.length; length++) {
      const { reason } = failureOf(() => read(storeOf({ alias: 'a', object: sealedObject.subarray(0, length) })));
      assert.equal(reason, 'damaged');
    }
  });

  test('that was changed anywhere ends in a sentence, or in the rest of the store', () => {
    for (let at = 0; at < sealedObject.length; at++) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const object = Buffer.from(sealedObject);
        object[at] = (object[at] as number) ^ mask;
        try {
          read(storeOf({ alias: 'a', object }));
        } catch {
          assert.equal(failureOf(() => read(storeOf({ alias: 'a', object }))).reason, 'damaged');
        }
      }
    }
  });

  test('that nests without end, or refers to what is not there, is damage', () => {
    const nested = Buffer.concat([
      Buffer.from('aced0005', 'hex'),
      // Arrays of arrays: a class description, and then each member is one array more.
      ...Array.from({ length: 100 }, () => Buffer.from('757200025b4c0000000000000000000000787000000001', 'hex')),
    ]);
    const dangling = Buffer.from('aced00057371007e0009', 'hex');
    const noStream = Buffer.from('deadbeef', 'hex');
    for (const object of [nested, dangling, noStream]) {
      assert.match(failureOf(() => read(storeOf({ alias: 'a', object }))).message, /a secret key in it/);
    }
  });
});
