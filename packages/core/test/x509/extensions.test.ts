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
  join,
  nothing,
  octets,
  oid,
  sequence,
  text,
  type Bytes,
} from './der-writer.ts';
import { dns, ID, refused, told, uri, value } from './extension-case.ts';
import { parseError } from './parse-error.ts';

/** One extension with a criticality as it is written. */
const withFlag = (id: string, flag: Bytes, content: Bytes = hex('00')): Bytes =>
  extensions(sequence(oid(id), flag, octets(content)));

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

  it('is told as irregular when empty', () => {
    assert.deepEqual(
      certificateOf({ extensions: extensions() }).irregularities.map(({ code }) => code),
      ['extension-empty'],
    );
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

  it('is refused when criticality is neither 00 nor FF', () => {
    for (const octet of ['01', '7f', 'fe'])
      parseError('der.boolean', () => certificateOf({ extensions: withFlag('1.2.3', hex(`0101${octet}`)) }));
  });

  it('is told as irregular when it says in so many words that it is not critical, with its name', () => {
    for (const [id, called] of [
      [ID.extendedKeyUsage, 'extKeyUsage'],
      ['1.2.3', '1.2.3'],
    ] as const) {
      const value = id === '1.2.3' ? hex('00') : sequence(oid('1.3.6.1.5.5.7.3.1'));
      const { extensionList, irregularities } = certificateOf({ extensions: withFlag(id, boolean(false), value) });
      assert.equal(extensionList[0]!.critical, false);
      assert.deepEqual(
        irregularities.map(({ code, rule }) => [code, rule]),
        [['not-critical-encoded', 'X.690 section 11.5']],
      );
      assert.match(irregularities[0]!.message, new RegExp(`extension ${called.replaceAll('.', '\\.')} `));
    }
  });

  it('is told as irregular when a value has something behind it, and refused behind name constraints', () => {
    for (const critical of [true, false])
      assert.deepEqual(
        certificateWith(ID.inhibitAnyPolicy, hex('02010000'), critical).irregularities.map(({ code }) => code),
        ['extension-trailing-data'],
      );
    const constraints = sequence(explicit(0, sequence(implicit(2, text('a.example')))));
    parseError('der.trailing-data', () => certificateWith(ID.nameConstraints, join(constraints, nothing)));
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

  it('are told as irregular when empty, and refused when critical then', () => {
    for (const key of ['subjectAltName', 'issuerAltName'] as const) {
      told('extension-empty', key, sequence());
      assert.deepEqual(value(key, sequence()), []);
      parseError('der.empty', () => certificateWith(ID[key], sequence(), true));
    }
  });

  it('of the issuer cost themselves when malformed and not critical, and the certificate when critical', () => {
    for (const odd of [hex('ff'), hex('3003820561'), integer(5)]) {
      told('extension-unreadable', 'issuerAltName', odd);
      assert.equal(value('issuerAltName', odd), undefined);
      assert.throws(() => certificateWith(ID.issuerAltName, odd, true), { name: 'CertificateParseError' });
      assert.throws(() => certificateWith(ID.subjectAltName, odd), { name: 'CertificateParseError' });
    }
  });
});

describe('Key identifiers', () => {
  it('are octets', () => {
    assert.equal(toHex(value('subjectKeyIdentifier', octets(hex('0102'))) as Uint8Array), '0102');
    refused('der.unexpected-tag', 'subjectKeyIdentifier', hex('0102'), bits(hex('01')));
  });

  it('of the authority come with its issuer and serial number, and are irregular with one of the two', () => {
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
    told('authority-key-identifier-half', 'authorityKeyIdentifier', sequence(key, issuer), sequence(serial));
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

  it('is told as irregular when empty, and refused when incomplete where peers read it', () => {
    const incomplete = sequence(sequence(oid('1.3.6.1.5.5.7.48.1')));
    told('extension-empty', 'authorityInfoAccess', sequence());
    told('extension-empty', 'subjectInfoAccess', sequence());
    refused('der.missing', 'authorityInfoAccess', incomplete);
    told('extension-unreadable', 'subjectInfoAccess', incomplete);
  });
});

describe('Marks and lists of other standards', () => {
  it('tell TLS features, of which 5 means that the server must staple', () => {
    assert.deepEqual(value('tlsFeature', sequence(integer(5), integer(17))), [5, 17]);
    told('extension-empty', 'tlsFeature', sequence());
    told('extension-unreadable', 'tlsFeature', sequence(integer(65_536)));
  });

  it('mark precertificates and OCSP signers with NULL', () => {
    assert.equal(value('precertificatePoison', nothing), true);
    assert.equal(value('ocspNoCheck', nothing), true);
    told('extension-unreadable', 'ocspNoCheck', sequence());
    assert.equal(value('ocspNoCheck', sequence()), undefined);
    parseError('der.unexpected-tag', () => certificateWith(ID.precertificatePoison, sequence(), true));
  });
});
