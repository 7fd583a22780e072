import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { keyFits, signatureHash, signatureScheme, type AlgorithmIdentifier, type PublicKey } from '@cert-health/core';
import { context, integer, nullValue, oid, sequence } from '../made/der.ts';

const PSS = '1.2.840.113549.1.1.10';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const SHA1 = '1.3.14.3.2.26';
const MGF1 = '1.2.840.113549.1.1.8';

const algorithm = (id: string, parameters?: Uint8Array): AlgorithmIdentifier => ({
  oid: id,
  name: id,
  der: new Uint8Array(),
  ...(parameters ? { parameters } : {}),
});
const hash = (id: string): Uint8Array => sequence(oid(id), nullValue);
const mask = (id: string): Uint8Array => sequence(oid(MGF1), hash(id));
const pss = (...fields: Uint8Array[]): AlgorithmIdentifier => algorithm(PSS, sequence(...fields));
const sha256Fields = [context(0, true, hash(SHA256)), context(1, true, mask(SHA256)), context(2, true, integer(32))];
const key = (kind: PublicKey['kind'], parameters?: Uint8Array, curve?: string): PublicKey => ({
  kind,
  spki: new Uint8Array(),
  bits: new Uint8Array(),
  algorithm: algorithm(PSS, parameters),
  ...(curve === undefined ? {} : { curve }),
});

describe('signature algorithms', () => {
  test('those of the RFCs are known by OID', () => {
    assert.deepEqual(signatureScheme(algorithm('1.2.840.113549.1.1.11', nullValue)), {
      kind: 'RSA-PKCS1',
      hash: 'SHA-256',
    });
    assert.deepEqual(signatureScheme(algorithm('1.2.840.10045.4.3.3')), { kind: 'ECDSA', hash: 'SHA-384' });
    assert.deepEqual(signatureScheme(algorithm('1.3.101.112')), { kind: 'Ed25519' });
    assert.deepEqual(signatureScheme(algorithm('2.16.840.1.101.3.4.3.18')), { kind: 'ML-DSA', set: 'ML-DSA-65' });
    assert.equal(signatureScheme(algorithm('1.2.3')), undefined);
  });

  test('NULL and nothing mean the same, and ECDSA may name a curve beside', () => {
    for (const [id, kind] of [
      ['1.2.840.113549.1.1.11', 'RSA-PKCS1'],
      ['1.2.840.10045.4.3.2', 'ECDSA'],
      ['1.2.840.10040.4.3', 'DSA'],
      ['1.3.101.112', 'Ed25519'],
    ] as const) {
      assert.equal(signatureScheme(algorithm(id))?.kind, kind);
      assert.equal(signatureScheme(algorithm(id, nullValue))?.kind, kind);
      assert.equal(signatureScheme(algorithm(id, integer(1))), undefined);
    }
    const curve = oid('1.2.840.10045.3.1.7');
    assert.equal(signatureScheme(algorithm('1.2.840.10045.4.3.2', curve))?.kind, 'ECDSA');
    assert.equal(signatureScheme(algorithm('1.2.840.113549.1.1.11', curve)), undefined);
  });

  test('the hash is known where there is one', () => {
    assert.equal(signatureHash(algorithm('1.2.840.113549.1.1.4', nullValue)), 'MD5');
    assert.equal(signatureHash(pss(...sha256Fields)), 'SHA-256');
    assert.equal(signatureHash(algorithm('1.3.101.113')), undefined);
    assert.equal(signatureHash(algorithm('1.2.3')), undefined);
  });
});

describe('RSA-PSS parameters (RFC 4055 section 3.1)', () => {
  test('are read strictly', () => {
    assert.deepEqual(signatureScheme(pss(...sha256Fields)), {
      kind: 'RSA-PSS',
      hash: 'SHA-256',
      mgfHash: 'SHA-256',
      saltLength: 32,
    });
    assert.deepEqual(signatureScheme(pss(...sha256Fields, context(3, true, integer(1))))?.kind, 'RSA-PSS');
  });

  test('default to SHA-1 and 20 octets of salt', () => {
    assert.deepEqual(signatureScheme(pss()), { kind: 'RSA-PSS', hash: 'SHA-1', mgfHash: 'SHA-1', saltLength: 20 });
    assert.deepEqual(signatureScheme(pss(context(0, true, hash(SHA1)))), {
      kind: 'RSA-PSS',
      hash: 'SHA-1',
      mgfHash: 'SHA-1',
      saltLength: 20,
    });
  });

  test('that are absent, unknown, out of order or followed by more are not understood', () => {
    assert.equal(signatureScheme(algorithm(PSS)), undefined);
    assert.equal(signatureScheme(algorithm(PSS, nullValue)), undefined);
    assert.equal(signatureScheme(pss(context(0, true, hash('1.2.3')))), undefined);
    assert.equal(signatureScheme(pss(context(1, true, sequence(oid('1.2.3'), hash(SHA256))))), undefined);
    assert.equal(signatureScheme(pss(context(3, true, integer(2)))), undefined);
    assert.equal(signatureScheme(pss(context(2, true, integer(-1)))), undefined);
    assert.equal(signatureScheme(pss(context(2, true, integer(32)), context(0, true, hash(SHA256)))), undefined);
    assert.equal(signatureScheme(pss(...sha256Fields, nullValue)), undefined);
  });
});

describe('keys', () => {
  const scheme = signatureScheme(pss(...sha256Fields))!;

  test('sign only with schemes of their kind', () => {
    assert.equal(keyFits(key('RSA'), { kind: 'RSA-PKCS1', hash: 'SHA-256' }), true);
    assert.equal(keyFits(key('RSA-PSS'), { kind: 'RSA-PKCS1', hash: 'SHA-256' }), false);
    assert.equal(keyFits(key('EC'), { kind: 'RSA-PKCS1', hash: 'SHA-256' }), false);
    assert.equal(keyFits(key('EC'), { kind: 'ECDSA', hash: 'SHA-256' }), true);
    assert.equal(keyFits(key('Ed25519'), { kind: 'Ed448' }), false);
    assert.equal(keyFits(key('ML-DSA', undefined, 'ML-DSA-44'), { kind: 'ML-DSA', set: 'ML-DSA-65' }), false);
  });

  test('for RSA-PSS keep to the parameters that they carry themselves', () => {
    const fields = (salt: number) =>
      sequence(context(0, true, hash(SHA256)), context(1, true, mask(SHA256)), context(2, true, integer(salt)));
    assert.equal(keyFits(key('RSA-PSS'), scheme), true);
    assert.equal(keyFits(key('RSA-PSS', fields(20)), scheme), true);
    assert.equal(keyFits(key('RSA-PSS', fields(33)), scheme), false);
    assert.equal(keyFits(key('RSA-PSS', sequence()), scheme), false);
  });
});
