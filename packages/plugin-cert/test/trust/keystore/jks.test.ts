import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import { readJks } from '../../../src/trust/keystore/jks.ts';
import { KeystoreError, keystoreKind } from '../../../src/trust/keystore/keystore.ts';
import { smallJks } from './made-keystores.ts';

const g2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';

/** Asserts that reading fails, and returns how. */
function failure(bytes: Uint8Array, password?: string): KeystoreError {
  try {
    readJks(bytes, password);
  } catch (error) {
    assert.ok(error instanceof KeystoreError, String(error));
    return error;
  }
  return assert.fail('it was read');
}

function changed(position: number, ...octets: readonly number[]): Buffer {
  const copy = Buffer.from(smallJks);
  copy.set(octets, position);
  return copy;
}

test('it is known by its first octets', () => {
  assert.equal(keystoreKind(smallJks), 'jks');
});

test('trusted certificates come octet for octet, with their aliases', () => {
  const { certificates, integrity } = readJks(smallJks, 'open sesame');
  const trusted = certificates.filter(({ role }) => role === 'trusted');
  assert.deepEqual(trusted.map(({ alias }) => alias).sort(), ['digicertglobalrootg2', 'gtsrootr4']);
  const root = trusted.find(({ alias }) => alias === 'digicertglobalrootg2');
  assert.equal(parseCertificate(root?.der ?? '').fingerprint, g2);
  assert.equal(integrity, 'verified');
});

test('a private key is counted, and the certificate that goes with it is not taken as trusted', () => {
  const { certificates, privateKeys } = readJks(smallJks, 'open sesame');
  assert.equal(privateKeys, 1);
  assert.deepEqual(
    certificates.filter(({ role }) => role === 'of-key').map(({ alias }) => alias),
    ['server'],
  );
});

test('without a password it is read all the same, and not called verified', () => {
  const { certificates, integrity } = readJks(smallJks, undefined);
  assert.equal(certificates.length, 3);
  assert.equal(integrity, 'not-verified');
});

test('a password that does not fit is said to be wrong', () => {
  assert.equal(failure(smallJks, 'changeit').reason, 'password');
  assert.match(failure(smallJks, '').message, /The password is wrong/);
});

test('one changed octet is noticed by who has the password', () => {
  const last = smallJks.length - 21;
  assert.equal(failure(changed(last, (smallJks[last] as number) ^ 1), 'open sesame').reason, 'password');
});

describe('a damaged file is one sentence:', () => {
  const cases: Readonly<Record<string, [Uint8Array, RegExp]>> = {
    'cut off in an entry': [smallJks.subarray(0, 600), /ends in the middle of an entry/],
    'cut off in its head': [smallJks.subarray(0, 10), /ends in the middle/],
    empty: [new Uint8Array(), /ends in the middle/],
    'another version': [changed(4, 0, 0, 0, 9), /states version 9/],
    'an entry of no known kind': [changed(12, 0, 0, 0, 7), /entry 1 is of no known kind/],
    'more entries than there are': [changed(8, 0xff, 0xff, 0xff, 0xff), /ends in the middle/],
    'fewer entries than there are': [changed(8, 0, 0, 0, 1), /behind its last entry/],
  };
  for (const [how, [bytes, expected]] of Object.entries(cases)) {
    test(how, () => {
      const { reason, message } = failure(bytes);
      assert.equal(reason, 'damaged');
      assert.match(message, expected);
    });
  }
});

test('wherever it is cut off, it is never read as if it were whole', () => {
  for (let length = 0; length < smallJks.length; length++) failure(smallJks.subarray(0, length), 'open sesame');
});
