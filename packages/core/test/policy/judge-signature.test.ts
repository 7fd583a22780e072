import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeSignature, weakSignatureReason } from '@cert-health/core';

const pss = '1.2.840.113549.1.1.10';
const fromHex = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
/** RSASSA-PSS parameters that name SHA-256 for the digest and the mask, salt of 32 octets (RFC 4055). */
const pssSha256 = fromHex(
  '3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120',
);

describe('signatures of public TLS certificates', () => {
  const cases: readonly [name: string, oid: string, verdict: string][] = [
    ['md5WithRSAEncryption', '1.2.840.113549.1.1.4', 'not-allowed'],
    ['sha1WithRSAEncryption', '1.2.840.113549.1.1.5', 'not-allowed'],
    ['sha224WithRSAEncryption', '1.2.840.113549.1.1.14', 'not-allowed'],
    ['sha256WithRSAEncryption', '1.2.840.113549.1.1.11', 'allowed'],
    ['sha384WithRSAEncryption', '1.2.840.113549.1.1.12', 'allowed'],
    ['sha512WithRSAEncryption', '1.2.840.113549.1.1.13', 'allowed'],
    ['ecdsa-with-SHA1', '1.2.840.10045.4.1', 'not-allowed'],
    ['ecdsa-with-SHA256', '1.2.840.10045.4.3.2', 'allowed'],
    ['ecdsa-with-SHA512', '1.2.840.10045.4.3.4', 'allowed'],
    ['dsa-with-sha256', '2.16.840.1.101.3.4.3.2', 'not-allowed'],
    ['Ed25519', '1.3.101.112', 'not-allowed'],
    ['ML-DSA-65', '2.16.840.1.101.3.4.3.18', 'not-allowed'],
  ];
  for (const [name, oid, verdict] of cases) {
    it(`are ${verdict === 'allowed' ? 'allowed' : 'refused'} with ${name}`, () => {
      const judgment = judgeSignature({ oid, name }, 'public-tls');
      assert.equal(judgment.verdict, verdict);
      assert.equal(judgment.rule.id, 'br.signature');
    });
  }
});

describe('signatures anywhere', () => {
  it('are refused over MD5 and SHA-1 only', () => {
    for (const oid of [
      '1.2.840.113549.1.1.4',
      '1.2.840.113549.1.1.5',
      '1.3.14.3.2.29',
      '1.2.840.10045.4.1',
      '1.2.840.10040.4.3',
    ]) {
      assert.equal(judgeSignature({ oid }, 'any').verdict, 'not-allowed', oid);
    }
    for (const oid of [
      '1.2.840.113549.1.1.14',
      '1.3.101.112',
      '1.3.101.113',
      '2.16.840.1.101.3.4.3.17',
      '2.16.840.1.101.3.4.3.2',
    ]) {
      assert.equal(judgeSignature({ oid }, 'any').verdict, 'allowed', oid);
    }
  });

  it('are never taken for allowed when the algorithm is not known', () => {
    const judgment = weakSignatureReason({ oid: '1.2.3.4', name: '1.2.3.4' }, 'any');
    assert.equal(judgment?.verdict, 'undecidable');
    assert.match(judgment?.reason ?? '', /1\.2\.3\.4/);
  });
});

describe('RSASSA-PSS', () => {
  it('is judged by the hash in its parameters', () => {
    assert.equal(judgeSignature({ oid: pss, parameters: pssSha256 }, 'public-tls').verdict, 'allowed');
    assert.match(judgeSignature({ oid: pss, parameters: pssSha256 }, 'any').reason, /over SHA-256/);
  });

  it('means SHA-1 when its parameters name no hash', () => {
    const emptySequence = fromHex('3000');
    const saltOnly = fromHex('3005a203020120');
    for (const parameters of [emptySequence, saltOnly]) {
      const judgment = judgeSignature({ oid: pss, parameters }, 'any');
      assert.equal(judgment.verdict, 'not-allowed');
      assert.match(judgment.reason, /SHA-1/);
    }
  });

  it('is undecidable without parameters, or with a hash that is not known', () => {
    assert.equal(judgeSignature({ oid: pss }, 'any').verdict, 'undecidable');
    const unknownHash = fromHex('300aa008300606042a0304050500');
    assert.equal(judgeSignature({ oid: pss, parameters: unknownHash }, 'any').verdict, 'undecidable');
    assert.equal(judgeSignature({ oid: pss, parameters: fromHex('30') }, 'any').verdict, 'not-allowed');
  });
});
