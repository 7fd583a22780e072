import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  algorithmName,
  attributeShortName,
  describeExtendedKeyUsage,
  extendedKeyUsageName,
  extensionName,
  integerHex,
  integerValue,
  toHex,
} from '@cert-health/core';
import { certificateOf, name } from './certificate-writer.ts';
import { hex, integer, utf8 } from './der-writer.ts';

describe('The name of an object identifier', () => {
  it('is that of its standard', () => {
    assert.equal(attributeShortName('2.5.4.3'), 'CN');
    assert.equal(algorithmName('1.2.840.113549.1.1.11'), 'sha256WithRSAEncryption');
    assert.equal(algorithmName('2.16.840.1.101.3.4.3.18'), 'ML-DSA-65');
    assert.equal(extensionName('2.5.29.17'), 'subjectAltName');
    assert.equal(extendedKeyUsageName('1.3.6.1.5.5.7.3.2'), 'clientAuth');
  });

  it('is the identifier itself where it is not known, whatever the text', () => {
    for (const nameOf of [attributeShortName, algorithmName, extensionName, extendedKeyUsageName])
      for (const id of ['1.2.3.4.5', '', '__proto__', 'constructor']) assert.equal(nameOf(id), id);
  });
});

describe('An extended key usage in plain words', () => {
  it('tells what the holder may do, with the term behind it', () => {
    assert.equal(
      describeExtendedKeyUsage('1.3.6.1.5.5.7.3.2'),
      'prove the identity of a client (TLS client authentication)',
    );
    assert.match(describeExtendedKeyUsage('1.3.6.1.5.5.7.3.9'), /revocation \(OCSP\)/);
    assert.match(describeExtendedKeyUsage('2.5.29.37.0'), /any purpose/);
  });

  it('says so where the purpose is not known', () => {
    assert.equal(describeExtendedKeyUsage('1.2.3'), 'serve the purpose 1.2.3, which is not a known one');
  });
});

describe('An attribute of a name', () => {
  const subject = certificateOf({
    subject: name(['1.2.840.113549.1.9.1', utf8('a@b')], ['2.5.4.8', utf8('Bavaria')], ['1.2.3', utf8('odd')]),
  }).subject;

  it('is found by short name in any case, by the other spellings in use, and by OID', () => {
    for (const type of ['emailAddress', 'EMAILADDRESS', 'E', '1.2.840.113549.1.9.1'])
      assert.equal(subject.get(type), 'a@b');
    for (const type of ['ST', 'st', 'S', '2.5.4.8']) assert.equal(subject.get(type), 'Bavaria');
    assert.equal(subject.get('1.2.3'), 'odd');
  });

  it('is undefined where there is none, whatever is asked for', () => {
    for (const type of ['CN', 'toString', '__proto__', '']) assert.equal(subject.get(type), undefined);
  });
});

describe('Hex', () => {
  it('of octets has two lower-case digits each, however many there are', () => {
    assert.equal(toHex(hex('00ff0a')), '00ff0a');
    assert.equal(toHex(hex('')), '');
    const many = Uint8Array.from({ length: 10_001 }, (_, i) => i % 256);
    assert.equal(toHex(many), Buffer.from(many).toString('hex'));
  });

  it('of an INTEGER is that of its true value', () => {
    for (const [value, text] of [
      [0, '00'],
      [1, '01'],
      [127, '7f'],
      [128, '80'],
      [255, 'ff'],
      [256, '0100'],
      [-1, '-01'],
      [-5, '-05'],
      [-128, '-80'],
      [-129, '-81'],
      [-256, '-0100'],
      [-32_768, '-8000'],
    ] as const) {
      const content = integer(value).subarray(2);
      assert.equal(integerHex(content), text);
      assert.equal(integerValue(content), BigInt(value));
    }
    assert.equal(integerHex(hex('')), '');
    assert.equal(integerValue(hex('')), 0n);
  });
});
