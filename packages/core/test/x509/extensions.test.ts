import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toHex } from '@cert-health/core';
import { certificateOf, certificateWith, commonName, extension, extensions } from './certificate-writer.ts';
import {
  bits,
  boolean,
  explicit,
  hex,
  implicit,
  integer,
  nothing,
  octets,
  oid,
  sequence,
  type Bytes,
} from './der-writer.ts';
import { dns, ID, refused, uri, value } from './extension-case.ts';
import { parseError } from './parse-error.ts';

describe('The list of extensions', () => {
  it('keeps all in encoded order, unknown ones too, with name and criticality', () => {
    const { extensionList, extensions: values } = certificateOf({
      extensions: extensions(extension('1.2.3.4', hex('01ff02'), true), extension(ID.keyUsage, bits(hex('80'), 7))),
    });
    assert.deepEqual(
      extensionList.map(({ oid: id, name, critical, value: v }) => [id, name, critical, toHex(v)]),
      [
        ['1.2.3.4', '1.2.3.4', true, '01ff02'],
        [ID.keyUsage, 'keyUsage', false, '03020780'],
      ],
    );
    assert.deepEqual(Object.keys(values), ['keyUsage']);
  });

  it('is refused when empty', () => {
    parseError('der.empty', () => certificateOf({ extensions: extensions() }));
  });

  it('is refused with the same extension twice, known or not', () => {
    const twice = extension('1.2.3.4', hex('00'));
    assert.equal(
      parseError('x509.duplicate-extension', () => certificateOf({ extensions: extensions(twice, twice) })).rule,
      'RFC 5280 section 4.2',
    );
  });

  it('is refused with anything behind it', () => {
    const one = extension('1.2.3.4', hex('00'));
    parseError('der.trailing-data', () => certificateOf({ extensions: explicit(3, sequence(one), nothing) }));
    parseError('der.trailing-data', () =>
      certificateOf({ extensions: extensions(sequence(oid('1.2.3'), octets(hex('00')), nothing)) }),
    );
  });

  it('is refused when criticality is neither 00 nor FF, or FALSE is written out', () => {
    const withFlag = (flag: Bytes): Bytes => extensions(sequence(oid('1.2.3'), flag, octets(hex('00'))));
    parseError('der.boolean', () => certificateOf({ extensions: withFlag(hex('010101')) }));
    parseError('der.default-encoded', () => certificateOf({ extensions: withFlag(boolean(false)) }));
  });

  it('is refused when a value has something behind it, critical or not', () => {
    for (const critical of [true, false])
      parseError('der.trailing-data', () => certificateWith(ID.inhibitAnyPolicy, hex('02010000'), critical));
  });

  it('points to the place in the file', () => {
    const der = extension(ID.keyUsage, hex('030108'));
    const error = parseError('der.bit-string', () => certificateOf({ extensions: extensions(der) }));
    assert.ok(error.offset! > 150 && error.offset! < 300, String(error.offset));
  });
});

describe('Extended key usage', () => {
  it('lists purposes in encoded order', () => {
    assert.deepEqual(value('extendedKeyUsage', sequence(oid('1.3.6.1.5.5.7.3.2'), oid('1.2.3'))), [
      '1.3.6.1.5.5.7.3.2',
      '1.2.3',
    ]);
  });

  it('is refused when empty', () => refused('der.empty', 'extendedKeyUsage', sequence()));
});

describe('Alternative names', () => {
  it('are those of the subject and of the issuer', () => {
    const both = certificateOf({
      extensions: extensions(
        extension(ID.subjectAltName, sequence(dns('a'), dns('b'))),
        extension(ID.issuerAltName, sequence(uri('http://c/'))),
      ),
    }).extensions;
    assert.deepEqual(
      both.subjectAltName!.map((n) => n.value),
      ['a', 'b'],
    );
    assert.deepEqual(
      both.issuerAltName!.map((n) => n.value),
      ['http://c/'],
    );
  });

  it('are refused when empty', () => {
    refused('der.empty', 'subjectAltName', sequence());
    refused('der.empty', 'issuerAltName', sequence());
  });
});

describe('Key identifiers', () => {
  it('are octets', () => {
    assert.equal(toHex(value('subjectKeyIdentifier', octets(hex('0102'))) as Uint8Array), '0102');
    refused('der.unexpected-tag', 'subjectKeyIdentifier', hex('0102'), bits(hex('01')));
  });

  it('of the authority come with its issuer and serial number, both or neither', () => {
    const key = implicit(0, hex('aabb'));
    const issuer = explicit(1, explicit(4, commonName('Root')));
    const serial = implicit(2, hex('05'));
    const all = certificateWith(ID.authorityKeyIdentifier, sequence(key, issuer, serial)).extensions
      .authorityKeyIdentifier!;
    assert.equal(toHex(all.keyId!), 'aabb');
    assert.equal(all.issuer![0]!.name!.text, 'CN=Root');
    assert.equal(toHex(all.serial!), '05');
    assert.deepEqual(Object.keys(value('authorityKeyIdentifier', sequence(key)) as object), ['keyId']);
    assert.deepEqual(value('authorityKeyIdentifier', sequence()), {});
    refused('x509.authority-key-identifier', 'authorityKeyIdentifier', sequence(key, issuer), sequence(serial));
    refused('der.integer-not-minimal', 'authorityKeyIdentifier', sequence(issuer, implicit(2, hex('0005'))));
    refused('der.trailing-data', 'authorityKeyIdentifier', sequence(serial, key));
  });
});

describe('Information access', () => {
  const access = sequence(
    sequence(oid('1.3.6.1.5.5.7.48.1'), uri('http://ocsp.example')),
    sequence(oid('1.3.6.1.5.5.7.48.2'), uri('http://ca.example/ca.cer')),
  );

  it('tells methods and places, for authority and subject', () => {
    for (const key of ['authorityInfoAccess', 'subjectInfoAccess'] as const) {
      const read = certificateWith(ID[key], access).extensions[key]!;
      assert.deepEqual(
        read.map(({ method, location }) => [method, location.value]),
        [
          ['1.3.6.1.5.5.7.48.1', 'http://ocsp.example'],
          ['1.3.6.1.5.5.7.48.2', 'http://ca.example/ca.cer'],
        ],
      );
    }
  });

  it('is refused when empty or incomplete', () => {
    refused('der.empty', 'authorityInfoAccess', sequence());
    refused('der.missing', 'authorityInfoAccess', sequence(sequence(oid('1.3.6.1.5.5.7.48.1'))));
    refused('der.empty', 'subjectInfoAccess', sequence());
  });
});

describe('Marks and lists of other standards', () => {
  it('tell TLS features, of which 5 means that the server must staple', () => {
    assert.deepEqual(value('tlsFeature', sequence(integer(5), integer(17))), [5, 17]);
    refused('der.empty', 'tlsFeature', sequence());
    refused('der.integer-range', 'tlsFeature', sequence(integer(65_536)));
  });

  it('mark precertificates and OCSP signers with NULL', () => {
    assert.equal(value('precertificatePoison', nothing), true);
    assert.equal(value('ocspNoCheck', nothing), true);
    refused('der.unexpected-tag', 'ocspNoCheck', sequence());
  });
});
