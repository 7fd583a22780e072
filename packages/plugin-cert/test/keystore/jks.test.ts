import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJks } from '../../src/keystore/jks.ts';
import { failureOf } from './failure.ts';
import { javaStore } from './jks-writer.ts';
import { smallJks } from './made-keystores.ts';

const g2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const read = (bytes: Uint8Array, password?: string) => readJks(bytes, 'jks', password);

function changed(position: number, ...octets: readonly number[]): Buffer {
  const copy = Buffer.from(smallJks);
  copy.set(octets, position);
  return copy;
}

test('trusted certificates come octet for octet, with their aliases', () => {
  const { entries, integrity } = read(smallJks, 'open sesame');
  const trusted = entries.filter(({ kind }) => kind === 'trusted');
  assert.deepEqual(trusted.map(({ alias }) => alias).sort(), ['digicertglobalrootg2', 'gtsrootr4']);
  const root = trusted.find(({ alias }) => alias === 'digicertglobalrootg2');
  assert.equal(root?.certificates[0]?.certificate?.fingerprint, g2);
  assert.equal(integrity, 'verified');
});

test('a private key has its chain, and what goes with it is not taken as trusted', () => {
  const [key, ...more] = read(smallJks, 'open sesame').entries.filter(({ kind }) => kind === 'key');
  assert.equal(key?.alias, 'server');
  assert.equal(key.certificates[0]?.certificate?.subject.text, 'CN=server.example');
  assert.deepEqual(more, []);
});

test('without a password it is read all the same, and not called verified', () => {
  const { entries, integrity } = read(smallJks);
  assert.equal(entries.length, 3);
  assert.equal(integrity, 'not-verified');
});

test('a password that does not fit is said to be wrong', () => {
  assert.equal(failureOf(() => read(smallJks, 'changeit')).reason, 'password');
  assert.match(failureOf(() => read(smallJks, '')).message, /The password is wrong/);
});

test('one changed octet is noticed by who has the password', () => {
  const last = smallJks.length - 21;
  const other = changed(last, (smallJks[last] as number) ^ 1);
  assert.equal(failureOf(() => read(other, 'open sesame')).reason, 'password');
});

test('octets behind its end are told, and cost nothing', () => {
  for (const behind of ['\n', '\r\n\r\n', 'something else']) {
    const { entries, integrity, trailing } = read(Buffer.concat([smallJks, Buffer.from(behind)]), 'open sesame');
    assert.deepEqual([entries.length, integrity, trailing], [3, 'verified', behind.length]);
  }
});

test('version 1, which names no kind of certificate, is read too', () => {
  const [root] = read(smallJks).entries.filter(({ kind }) => kind === 'trusted');
  const der = root?.certificates[0]?.der ?? new Uint8Array();
  const store = javaStore({ version: 1, password: 'x', entries: [{ alias: 'old', certificate: der }] });
  const { entries, integrity } = read(store, 'x');
  assert.deepEqual([entries[0]?.alias, entries[0]?.kind, integrity], ['old', 'trusted', 'verified']);
});

test('a name that cannot be decoded costs the name and nothing else', () => {
  const der = read(smallJks).entries[0]?.certificates[0]?.der ?? new Uint8Array();
  const names = [Buffer.from('c328', 'hex'), Buffer.from('eda080', 'hex'), Buffer.from('ff', 'hex'), 'whole'];
  const store = javaStore({ password: 'x', entries: names.map((alias) => ({ alias, certificate: der })) });
  const { entries } = read(store, 'x');
  assert.deepEqual(
    entries.map(({ alias, aliasUnreadable }) => alias ?? aliasUnreadable),
    [true, true, true, 'whole'],
  );
  assert.ok(entries.every(({ certificates }) => certificates[0]?.certificate));
});

test('a certificate that breaks its form is told beside the others', () => {
  const der = read(smallJks).entries[0]?.certificates[0]?.der ?? new Uint8Array();
  const broken = Buffer.from(der).fill(0, 20, 40);
  const entries = [
    { alias: 'broken', certificate: broken },
    { alias: 'whole', certificate: der },
    { alias: 'other', certificate: Buffer.from('pgp'), type: 'PGP' },
  ];
  const store = read(javaStore({ password: 'x', entries }), 'x');
  assert.deepEqual(
    store.entries.map(({ kind, certificates: [first] }) => [kind, first?.certificate !== undefined, first?.problem]),
    [
      ['trusted', false, store.entries[0]?.certificates[0]?.problem],
      ['trusted', true, undefined],
      ['other', false, undefined],
    ],
  );
  assert.match(store.entries[0]?.certificates[0]?.problem ?? '', /./);
});

describe('a damaged file is one sentence:', () => {
  const cases: Readonly<Record<string, [Uint8Array, RegExp]>> = {
    'cut off in an entry': [smallJks.subarray(0, 600), /ends in the middle of an entry/],
    'cut off in its head': [smallJks.subarray(0, 10), /ends in the middle/],
    empty: [new Uint8Array(), /ends in the middle/],
    'another version': [changed(4, 0, 0, 0, 9), /states version 9/],
    'an entry of no known kind': [changed(12, 0, 0, 0, 7), /entry 1 is of no known kind/],
    'a secret key, which only JCEKS has': [changed(12, 0, 0, 0, 3), /entry 1 is of no known kind/],
    'more entries than there are': [changed(8, 0xff, 0xff, 0xff, 0xff), /ends in the middle/],
  };
  for (const [how, [bytes, expected]] of Object.entries(cases)) {
    test(how, () => {
      const { reason, message } = failureOf(() => read(bytes));
      assert.equal(reason, 'damaged');
      assert.match(message, expected);
    });
  }

  test('fewer entries than there are is noticed with the password, and told without', () => {
    const fewer = changed(8, 0, 0, 0, 1);
    assert.equal(failureOf(() => read(fewer, 'open sesame')).reason, 'password');
    assert.ok(read(fewer).trailing > 1000);
  });
});

test('wherever it is cut off, it is never read as if it were whole', () => {
  for (let length = 0; length < smallJks.length; length++) {
    failureOf(() => read(smallJks.subarray(0, length), 'open sesame'));
  }
});
