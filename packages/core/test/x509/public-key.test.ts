import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import type { PublicKey } from '@cert-health/core';
import { certificateOf, keyInfo, P256_POINT } from './certificate-writer.ts';
import { bits, hex, integer, join, nothing, oid, octets, sequence, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const read = (spki: Bytes): PublicKey => certificateOf({ publicKey: spki }).publicKey;

/** A real key pair's SubjectPublicKeyInfo. */
const generated = (type: string, options: object = {}): Uint8Array => {
  const generate = generateKeyPairSync as unknown as (
    t: string,
    o: object,
  ) => { publicKey: { export(o: object): Buffer } };
  return generate(type, options).publicKey.export({ type: 'spki', format: 'der' });
};

const outline = ({ kind, size, curve, notUnderstood }: PublicKey): unknown[] => [kind, size, curve, notUnderstood];

describe('A public key made by node:crypto', () => {
  it('is understood, of every kind that it makes', () => {
    assert.deepEqual(outline(read(generated('rsa', { modulusLength: 2048 }))), ['RSA', 2048, undefined, undefined]);
    assert.deepEqual(outline(read(generated('rsa-pss', { modulusLength: 1024 }))), [
      'RSA-PSS',
      1024,
      undefined,
      undefined,
    ]);
    for (const [namedCurve, curve, size] of [
      ['P-256', 'P-256', 256],
      ['P-384', 'P-384', 384],
      ['P-521', 'P-521', 521],
      ['secp224r1', 'P-224', 224],
      ['secp256k1', 'secp256k1', 256],
      ['brainpoolP256r1', 'brainpoolP256r1', 256],
      ['brainpoolP512t1', 'brainpoolP512t1', 512],
      ['sect409k1', 'sect409k1', 409],
    ] as const)
      assert.deepEqual(outline(read(generated('ec', { namedCurve }))), ['EC', size, curve, undefined]);
    for (const [type, kind] of [
      ['ed25519', 'Ed25519'],
      ['ed448', 'Ed448'],
      ['x25519', 'X25519'],
      ['x448', 'X448'],
    ] as const)
      assert.deepEqual(outline(read(generated(type))), [kind, undefined, undefined, undefined]);
    assert.deepEqual(outline(read(generated('dsa', { modulusLength: 1024, divisorLength: 160 }))), [
      'DSA',
      1024,
      undefined,
      undefined,
    ]);
  });

  it('is understood with explicit curve parameters, which are told', () => {
    const spki = generated('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
    assert.deepEqual(outline(read(spki)), ['EC', 256, 'explicit', undefined]);
  });

  it('gives size and exponent of an RSA key', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024, publicExponent: 65_537 });
    const key = read(publicKey.export({ type: 'spki', format: 'der' }));
    assert.equal(key.exponent, 65_537n);
    assert.equal(key.size, 1024);
  });
});

describe('A post-quantum key', () => {
  it('is told by its set and checked for its length', () => {
    for (const [id, octetsOf, kind, curve] of [
      ['2.16.840.1.101.3.4.3.17', 1312, 'ML-DSA', 'ML-DSA-44'],
      ['2.16.840.1.101.3.4.3.18', 1952, 'ML-DSA', 'ML-DSA-65'],
      ['2.16.840.1.101.3.4.3.19', 2592, 'ML-DSA', 'ML-DSA-87'],
      ['2.16.840.1.101.3.4.3.20', 32, 'SLH-DSA', 'SLH-DSA-SHA2-128s'],
      ['2.16.840.1.101.3.4.3.31', 64, 'SLH-DSA', 'SLH-DSA-SHAKE-256f'],
    ] as const) {
      assert.deepEqual(outline(read(keyInfo(sequence(oid(id)), new Uint8Array(octetsOf)))), [
        kind,
        undefined,
        curve,
        undefined,
      ]);
      assert.match(read(keyInfo(sequence(oid(id)), new Uint8Array(octetsOf + 1))).notUnderstood!, /octets/);
    }
  });
});

describe('An odd public key', () => {
  const RSA = sequence(oid('1.2.840.113549.1.1.1'), nothing);
  const EC = oid('1.2.840.10045.2.1');
  const P256 = oid('1.2.840.10045.3.1.7');

  /** What is said about a key; the certificate must be readable all the same. */
  const said = (spki: Bytes, kind: PublicKey['kind']): string => {
    const key = read(spki);
    assert.equal(key.kind, kind);
    assert.match(key.notUnderstood!, /^The .*\.$/s);
    return key.notUnderstood!;
  };

  it('does not make the certificate unreadable, but is told', () => {
    said(keyInfo(sequence(oid('1.2.3.4')), hex('00')), 'unknown');
    said(keyInfo(RSA, hex('')), 'RSA');
    said(keyInfo(RSA, sequence(integer(-5), integer(3))), 'RSA');
    said(keyInfo(RSA, sequence(integer(0), integer(3))), 'RSA');
    said(keyInfo(RSA, sequence(hex('02020005'), integer(3))), 'RSA');
    said(keyInfo(RSA, join(sequence(integer(5), integer(3)), nothing)), 'RSA');
    said(keyInfo(sequence(EC), P256_POINT), 'EC');
    said(keyInfo(sequence(EC, nothing), P256_POINT), 'EC');
    said(keyInfo(sequence(EC, oid('1.2.3')), P256_POINT), 'EC');
    said(keyInfo(sequence(EC, sequence(integer(1))), P256_POINT), 'EC');
    said(keyInfo(sequence(EC, P256), P256_POINT.subarray(1)), 'EC');
    said(keyInfo(sequence(EC, P256), hex('00')), 'EC');
    said(keyInfo(sequence(oid('1.2.840.10040.4.1')), integer(5)), 'DSA');
    said(keyInfo(sequence(oid('1.3.101.112')), hex('00')), 'Ed25519');
  });

  it('keeps curve and size where these are known', () => {
    const key = read(keyInfo(sequence(EC, P256), hex('0400')));
    assert.deepEqual([key.curve, key.size], ['P-256', 256]);
    assert.deepEqual(outline(read(keyInfo(sequence(EC, P256), join(hex('02'), P256_POINT.subarray(1, 33))))), [
      'EC',
      256,
      'P-256',
      undefined,
    ]);
  });

  it('with a modulus of any size is measured in bits, without its leading zeros', () => {
    for (const size of [1, 7, 8, 9, 1023, 2047, 16_384])
      assert.equal(read(keyInfo(RSA, sequence(integer(1n << BigInt(size - 1)), integer(3)))).size, size);
  });

  it('of bits that are no whole octets is told', () => {
    said(sequence(RSA, bits(hex('f0'), 4)), 'unknown');
  });

  it('in a broken frame makes the certificate unreadable', () => {
    parseError('der.unexpected-tag', () => read(sequence(RSA, octets(hex('00')))));
    parseError('der.trailing-data', () => read(sequence(RSA, bits(hex('00')), nothing)));
    parseError('der.missing', () => read(sequence(RSA)));
  });
});
