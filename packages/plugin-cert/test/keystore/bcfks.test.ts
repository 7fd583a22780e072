import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBcfks } from '../../src/keystore/bcfks.ts';
import { passwordOf } from '../../src/keystore/password.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { failureOf } from './failure.ts';
import { loosened } from './der-writer.ts';
import { scryptBcfks, smallBcfks, wrappedBcfks } from './made-by-bouncy-castle.ts';

const sesame = passwordOf('open sesame');
const read = (bytes: Uint8Array, password = sesame) => readBcfks(bytes, password, new Rounds());

test('with its password its certificates and keys show', () => {
  const { entries, integrity } = read(smallBcfks);
  assert.equal(integrity, 'verified');
  assert.deepEqual(
    entries.map(({ alias, kind, certificates: [first] }) => [alias, kind, first?.certificate?.subject.text]),
    [
      ['root', 'trusted', 'CN=Birkenfeld Root'],
      ['edi', 'key', 'CN=edi.birkenfeld.example'],
    ],
  );
});

for (const [how, store] of [
  ['scrypt', scryptBcfks],
  ['AES key wrap and SHA3-512', wrappedBcfks],
] as const) {
  test(`its other form, with ${how}, is read`, () => {
    const { entries, integrity } = read(store);
    assert.deepEqual([entries[0]?.alias, entries.length, integrity], ['root', 1, 'verified']);
    assert.equal(failureOf(() => read(store, passwordOf('wrong'))).reason, 'password');
  });
}

test('without a password nothing shows, and that is said', () => {
  const { reason, message } = failureOf(() => readBcfks(smallBcfks, undefined, new Rounds()));
  assert.equal(reason, 'password');
  assert.match(message, /BCFKS.*--password-file/);
});

test('a wrong password and a change are told', () => {
  assert.equal(failureOf(() => read(smallBcfks, passwordOf('changeit'))).reason, 'password');
  const changed = Buffer.from(smallBcfks);
  changed[400] = (changed[400] as number) ^ 1;
  assert.equal(failureOf(() => read(changed)).reason, 'password');
});

describe('damage is a sentence:', () => {
  test('wherever it is cut off', () => {
    for (let length = 1; length < smallBcfks.length; length += 23) {
      assert.equal(failureOf(() => read(smallBcfks.subarray(0, length))).reason, 'damaged');
    }
  });

  test('octets behind it are counted', () => {
    assert.equal(read(Buffer.concat([smallBcfks, Buffer.from('\r\n')])).trailing, 2);
  });
});

test('lengths with needless octets do not matter', () => {
  assert.equal(read(loosened(smallBcfks, 'long-lengths')).integrity, 'verified');
});
