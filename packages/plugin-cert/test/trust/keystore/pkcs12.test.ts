import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCertificate } from '@cert-health/core';
import { KeystoreError, keystoreKind } from '../../../src/trust/keystore/keystore.ts';
import { passwordOf } from '../../../src/trust/keystore/password.ts';
import { readPkcs12 } from '../../../src/trust/keystore/pkcs12.ts';
import { openPkcs12, rc2Pkcs12, smallPkcs12 } from './made-keystores.ts';

const g2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const r4 = '349dfa4058c5e263123b398ae795573c4e1313c83fe68f93556cd5e8031b3c7d';
const sesame = passwordOf('open sesame');

function failure(bytes: Uint8Array, password = sesame): KeystoreError {
  try {
    readPkcs12(bytes, password);
  } catch (error) {
    assert.ok(error instanceof KeystoreError, String(error));
    return error;
  }
  return assert.fail('it was read');
}

const fingerprints = (bytes: Uint8Array, password = sesame): string[] =>
  readPkcs12(bytes, password).certificates.map(({ der }) => parseCertificate(der).fingerprint);

test('it is known by its first octets, whatever the length of its length', () => {
  for (const store of [smallPkcs12, openPkcs12, rc2Pkcs12]) assert.equal(keystoreKind(store), 'pkcs12');
  assert.equal(keystoreKind(Buffer.from('30050201030000', 'hex')), 'pkcs12');
  assert.equal(keystoreKind(Buffer.from('3080020103', 'hex')), 'pkcs12');
});

test('a certificate, a key and text are no keystore', () => {
  const [root] = readPkcs12(openPkcs12, undefined).certificates;
  assert.equal(keystoreKind(root?.der ?? new Uint8Array()), undefined);
  assert.equal(keystoreKind(Buffer.from('3082010002010030', 'hex')), undefined);
  assert.equal(keystoreKind(Buffer.from('-----BEGIN CERTIFICATE-----')), undefined);
  assert.equal(keystoreKind(new Uint8Array()), undefined);
});

describe('what Java writes (AES-256, MAC with SHA-256)', () => {
  const { certificates, privateKeys, integrity } = readPkcs12(smallPkcs12, sesame);

  test('gives its trusted certificates octet for octet, with their aliases', () => {
    const trusted = certificates.filter(({ role }) => role === 'trusted');
    assert.deepEqual(trusted.map(({ alias, der }) => [alias, parseCertificate(der).fingerprint]).sort(), [
      ['digicertglobalrootg2', g2],
      ['gtsrootr4', r4],
    ]);
    assert.equal(integrity, 'verified');
  });

  test('has a key that is counted, and whose certificate is not trusted', () => {
    assert.equal(privateKeys, 1);
    assert.equal(certificates.filter(({ role }) => role === 'of-key').length, 1);
  });

  test('needs its password', () => {
    assert.throws(() => readPkcs12(smallPkcs12, undefined), { reason: 'password', message: /password is needed/ });
    assert.match(failure(smallPkcs12, passwordOf('changeit')).message, /The password is wrong/);
  });
});

test('what newer Java writes for its own roots needs no password, and takes any', () => {
  for (const password of [undefined, sesame]) {
    const { certificates, integrity } = readPkcs12(openPkcs12, password);
    assert.deepEqual(
      certificates.map(({ role }) => role),
      ['trusted'],
    );
    assert.equal(integrity, 'none');
  }
});

test('what OpenSSL 1 wrote (RC2) is read; it marks nothing as trusted and names nothing', () => {
  assert.deepEqual(fingerprints(rc2Pkcs12, passwordOf('x')), [r4]);
  const [certificate] = readPkcs12(rc2Pkcs12, passwordOf('x')).certificates;
  assert.equal(certificate?.role, 'unmarked');
  assert.equal(certificate?.alias, undefined);
});

describe('a damaged file', () => {
  test('that is cut off anywhere is damaged, and never read', () => {
    for (let length = 30; length < openPkcs12.length; length += 7) {
      assert.equal(failure(openPkcs12.subarray(0, length)).reason, 'damaged');
    }
  });

  test('with something behind it is damaged', () => {
    const { reason, message } = failure(Buffer.concat([openPkcs12, Buffer.from([0])]));
    assert.equal(reason, 'damaged');
    assert.match(message, /^The PKCS#12 keystore is damaged: /);
  });

  test('with one octet changed under its MAC is not believed', () => {
    const changed = Buffer.from(smallPkcs12);
    changed[400] = (changed[400] as number) ^ 1;
    assert.equal(failure(changed).reason, 'password');
  });

  test('never ends in anything but its own kind of error', () => {
    for (let at = 0; at < openPkcs12.length; at += 3) {
      const changed = Buffer.from(openPkcs12);
      changed[at] = (changed[at] as number) ^ 0xff;
      try {
        readPkcs12(changed, undefined);
      } catch (error) {
        assert.ok(error instanceof KeystoreError, `octet ${at}: ${String(error)}`);
      }
    }
  });
});

describe('what is not read says so:', () => {
  const unsupported = (bytes: Uint8Array, expected: RegExp): void => {
    const { reason, message } = failure(bytes);
    assert.equal(reason, 'unsupported');
    assert.match(message, expected);
  };
  const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
    const content = Buffer.concat(parts);
    assert.ok(content.length < 128);
    return Buffer.concat([Buffer.from([tag, content.length]), content]);
  };
  const version = Buffer.from('020103', 'hex');
  const data = Buffer.from('06092a864886f70d010701', 'hex');
  const signedData = Buffer.from('06092a864886f70d010702', 'hex');
  const encryptedData = Buffer.from('06092a864886f70d010706', 'hex');
  const storeOf = (...parts: readonly Uint8Array[]): Buffer =>
    der(0x30, version, der(0x30, data, der(0xa0, der(0x04, der(0x30, ...parts)))));

  test('a store that is signed', () => {
    unsupported(der(0x30, version, der(0x30, signedData, der(0xa0, der(0x30)))), /signed instead of protected/);
  });

  test('the loose form that some browsers write', () => {
    unsupported(Buffer.from('30800201030000', 'hex'), /loose form \(BER\)/);
  });

  test('an unknown way of encryption', () => {
    const algorithm = der(0x30, Buffer.from('06032a0304', 'hex'));
    const encrypted = der(0x30, Buffer.from('020100', 'hex'), der(0x30, data, algorithm, der(0x80, Buffer.alloc(8))));
    unsupported(
      storeOf(der(0x30, encryptedData, der(0xa0, encrypted))),
      /in a way that is not read here \(1\.2\.3\.4\)/,
    );
  });

  test('rounds of key derivation without end', () => {
    const parameters = der(0x30, der(0x04, Buffer.alloc(8)), Buffer.from('02047fffffff', 'hex'));
    const algorithm = der(0x30, Buffer.from('060a2a864886f70d010c0103', 'hex'), parameters);
    const encrypted = der(0x30, Buffer.from('020100', 'hex'), der(0x30, data, algorithm, der(0x80, Buffer.alloc(8))));
    unsupported(storeOf(der(0x30, encryptedData, der(0xa0, encrypted))), /asks for 2147483647 rounds/);
  });

  test('a store of a great many parts', () => {
    const part = der(0x30, Buffer.from('06012a', 'hex'));
    assert.equal(readPkcs12(storeOf(...Array.from({ length: 16 }, () => part)), undefined).otherEntries, 16);
    unsupported(storeOf(...Array.from({ length: 17 }, () => part)), /more than 16 parts/);
  });

  test('entries of other kinds are counted', () => {
    const secretBag = Buffer.from('060b2a864886f70d010c0a0105', 'hex');
    const bag = der(0x30, secretBag, der(0xa0, der(0x30)));
    const store = storeOf(der(0x30, data, der(0xa0, der(0x04, der(0x30, bag)))));
    assert.equal(readPkcs12(store, undefined).otherEntries, 1);
  });
});
