import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { keystoreIn, keystoreKindOf, keystoreNames, readCryptographicFile } from '@cert-health/core';
import type { KeystoreKind } from '@cert-health/core';
import { certificateDer, pem } from './certificate-writer.ts';
import { crlDer } from './crl-writer.ts';
import { explicit, hex, integer, join, nothing, octets, oid, sequence, text } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { requestDer } from './request-writer.ts';

const salt = hex('00112233445566778899aabbccddeeff00112233');
const filler = (octet: string, length: number): Uint8Array => hex(octet.repeat(length));
const content = sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octets(hex('00'))));
const algorithm = (name: string): Uint8Array => sequence(oid(name), nothing);

const stores: Readonly<Record<string, readonly [KeystoreKind, Uint8Array]>> = {
  'JKS of version 2': ['jks', hex('feedfeed0000000200000001')],
  'JKS of version 1': ['jks', hex('feedfeed0000000100000000')],
  'JKS that is cut off in its head': ['jks', hex('feedfeed00')],
  JCEKS: ['jceks', hex('cececece0000000200000001')],
  'PKCS#12 in DER': ['pkcs12', sequence(integer(3), content)],
  'PKCS#12 with a length of two octets': ['pkcs12', sequence(integer(3), content, filler('00', 300))],
  'PKCS#12 with an indefinite length': ['pkcs12', join(hex('3080020103'), content, hex('0000'))],
  'PKCS#12 with needless octets in its length': ['pkcs12', join(hex('308400000040020103'), content)],
  'PKCS#12 that is cut off in its head': ['pkcs12', hex('30820400020103')],
  'BKS with a certificate': [
    'bks',
    join(hex('0000000200000014'), salt, hex('000004d4'), hex('010004'), text('root'), hex('000001a22c1436e600000000')),
  ],
  'BKS of version 1 with a sealed key': [
    'bks',
    join(hex('0000000100000014'), salt, hex('000004d4'), hex('040001'), text('k'), hex('000001a22c1436e600000001')),
  ],
  'BKS without an entry': ['bks', join(hex('0000000200000014'), salt, hex('000004d4'), hex('00'), filler('ab', 20))],
  'BKS that is cut off in its head': ['bks', join(hex('0000000200000014'), salt)],
  'UBER of version 1': ['uber', join(hex('0000000100000014'), salt, hex('00000678'), filler('ef', 48))],
  'UBER of version 2, that begins like a certificate': [
    'uber',
    join(hex('0000000200000014'), salt, hex('00000678'), hex('010003'), filler('9c', 45)),
  ],
  BCFKS: [
    'bcfks',
    sequence(
      sequence(algorithm('1.2.840.113549.1.5.13'), octets(filler('aa', 200))),
      sequence(algorithm('1.2.840.113549.2.11'), algorithm('1.2.840.113549.1.5.12'), octets(filler('bb', 64))),
    ),
  ],
};

describe('The kind of a keystore is known by its content:', () => {
  for (const [what, [kind, bytes]] of Object.entries(stores)) {
    it(what, () => assert.equal(keystoreKindOf(bytes), kind));
  }

  it('as a view of a larger buffer', () => {
    for (const [kind, bytes] of Object.values(stores)) {
      assert.equal(keystoreKindOf(join(filler('ff', 5), bytes).subarray(5)), kind);
    }
  });

  it('has a name for people', () => {
    for (const [kind] of Object.values(stores)) assert.match(keystoreNames[kind], /keystore/);
  });
});

describe('What begins like a keystore and is none', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const sealed = privateKey.export({ format: 'der', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' });
  const others: Readonly<Record<string, Uint8Array>> = {
    'a certificate': certificateDer(),
    'a list': crlDer(),
    'a request': requestDer(),
    'a key in PKCS#8': privateKey.export({ format: 'der', type: 'pkcs8' }),
    'a key in PKCS#1': privateKey.export({ format: 'der', type: 'pkcs1' }),
    'an encrypted key': sealed,
    'a public key': publicKey.export({ format: 'der', type: 'spki' }),
    'a picture of an icon': hex('00000100010010100000'),
    'a film': join(hex('0000001466747970'), filler('00', 60)),
    zeros: new Uint8Array(64),
    'a count that is too large for salt': join(hex('0000000200000014'), salt, hex('7fffffff'), filler('00', 40)),
    'a PKCS#7 bundle': sequence(oid('1.2.840.113549.1.7.2'), explicit(0, sequence(integer(1)))),
    nothing: new Uint8Array(0),
    'one octet': hex('30'),
  };
  for (const [what, bytes] of Object.entries(others)) {
    it(`is not taken for one: ${what}`, () => assert.equal(keystoreKindOf(bytes), undefined));
  }
});

describe('A keystore is found', () => {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

  it('as it is', () => {
    for (const [kind, bytes] of Object.values(stores)) assert.deepEqual(keystoreIn(bytes), { kind, bytes });
  });

  it('in base64, with lines or without, as text and as octets', () => {
    for (const [kind, bytes] of Object.values(stores).filter(([, one]) => one.length > 60)) {
      const lines = `\n${base64(bytes).replaceAll(/.{64}/g, '$&\r\n')}\n`;
      for (const form of [base64(bytes), lines, text(lines), join(hex('efbbbf'), text(base64(bytes)))]) {
        const found = keystoreIn(form);
        assert.equal(found?.kind, kind);
        assert.deepEqual(Buffer.from(found.bytes), Buffer.from(bytes));
      }
    }
  });

  it('in a PEM block', () => {
    assert.equal(keystoreIn(pem('PKCS12', sequence(integer(3), content)))?.kind, 'pkcs12');
  });

  it('and other text is none', () => {
    for (const other of [
      '',
      'MIIB',
      'AAAA',
      '/u3+7Q',
      '-----BEGIN PKCS12-----',
      pem('CERTIFICATE', certificateDer()),
    ]) {
      assert.notEqual(keystoreIn(other)?.kind, 'pkcs12');
    }
    assert.equal(keystoreIn(base64(certificateDer())), undefined);
  });
});

describe('A keystore that was saved as text', () => {
  const lost = (bytes: Uint8Array): Uint8Array => text(new TextDecoder().decode(bytes));
  const written = (bytes: Uint8Array): Uint8Array => text(Buffer.from(bytes).toString('latin1'));
  const named = (bytes: Uint8Array): void => {
    const error = parseError('file.saved-as-text', () => readCryptographicFile(bytes));
    assert.match(error.message, /binary file that was saved as text/);
  };

  const java = Object.entries(stores).filter(
    ([what, [kind]]) => ['jks', 'jceks'].includes(kind) && !what.includes('cut off'),
  );
  for (const [what, [kind, bytes]] of java) {
    it(`is named, and taken for none: ${what}`, () => {
      named(lost(bytes));
      named(written(bytes));
      assert.notEqual(keystoreKindOf(lost(bytes)), kind);
      assert.equal(keystoreIn(written(bytes)), undefined);
    });
  }
});
