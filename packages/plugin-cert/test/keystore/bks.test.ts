import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, test } from 'node:test';
import { readBks } from '../../src/keystore/bks.ts';
import { sha1 } from '../../src/keystore/digests.ts';
import { passwordOf } from '../../src/keystore/password.ts';
import { derivePkcs12Key, purpose } from '../../src/keystore/pkcs12-kdf.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { failureOf } from './failure.ts';
import { smallBks } from './made-by-bouncy-castle.ts';

const sesame = passwordOf('open sesame');
const read = (bytes: Uint8Array, password = sesame) => readBks(bytes, password, new Rounds());

test('certificates lie open, and the password proves that nothing was changed', () => {
  const { entries, integrity } = read(smallBks);
  assert.equal(integrity, 'verified');
  assert.deepEqual(
    entries.map(({ alias, kind, certificates: [first] }) => [alias, kind, first?.certificate?.subject.text]),
    [
      ['root', 'trusted', 'CN=Birkenfeld Root'],
      ['edi', 'key', 'CN=edi.birkenfeld.example'],
    ],
  );
  const unproven = readBks(smallBks, undefined, new Rounds());
  assert.deepEqual([unproven.entries.length, unproven.integrity], [2, 'not-verified']);
});

test('a wrong password, and a change, are told', () => {
  assert.equal(failureOf(() => read(smallBks, passwordOf('changeit'))).reason, 'password');
  const changed = Buffer.from(smallBks);
  changed[120] = (changed[120] as number) ^ 1;
  assert.equal(failureOf(() => read(changed)).reason, 'password');
});

test('version 1, whose MAC has a key of two octets, is proven too', () => {
  const old = Buffer.from(smallBks);
  old.writeUInt32BE(1, 0);
  const [salt, rounds] = [old.subarray(8, 28), old.readUInt32BE(28)];
  const key = derivePkcs12Key(sha1, sesame.bmp, salt, rounds, purpose.mac, 2);
  createHmac('sha1', key)
    .update(old.subarray(32, -20))
    .digest()
    .copy(old, old.length - 20);
  assert.equal(read(old).integrity, 'verified');
  assert.equal(failureOf(() => read(old, passwordOf('x'))).reason, 'password');
});

test('what follows its end is counted', () => {
  assert.equal(read(Buffer.concat([smallBks, Buffer.from('\n')])).trailing, 1);
});

describe('damage is a sentence:', () => {
  test('wherever it is cut off', () => {
    for (let length = 0; length < smallBks.length; length += 3) {
      assert.equal(failureOf(() => read(smallBks.subarray(0, length))).reason, 'damaged');
    }
  });

  test('an entry of no known kind', () => {
    const changed = Buffer.from(smallBks);
    changed[32] = 9;
    assert.match(failureOf(() => read(changed)).message, /an entry is of no known kind/);
  });

  test('rounds without end', () => {
    const changed = Buffer.from(smallBks);
    changed.writeUInt32BE(0x7fffffff, 28);
    assert.match(failureOf(() => read(changed)).message, /2147483647 rounds/);
  });
});
