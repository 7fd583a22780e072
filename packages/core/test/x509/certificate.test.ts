import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { describe, it } from 'node:test';
import { rootCertificates } from 'node:tls';
import { sha256 } from '@noble/hashes/sha2.js';
import { parseCertificate, sha256Hex, toHex } from '@cert-health/core';
import {
  certificateDer,
  certificateOf,
  commonName,
  extension,
  extensions,
  name,
  NONE,
  SHA256_WITH_RSA,
  V3,
} from './certificate-writer.ts';
import {
  bits,
  explicit,
  generalizedTime,
  hex,
  ia5,
  implicit,
  integer,
  join,
  nothing,
  oid,
  sequence,
  utcTime,
  utf8,
  type Bytes,
} from './der-writer.ts';
import { parseError } from './parse-error.ts';

const ANY = extensions(extension('1.2.3.4', hex('00')));

describe('A certificate', () => {
  it('gives every field', () => {
    const der = certificateDer({ extensions: ANY });
    const c = parseCertificate(der);
    assert.equal(c.version, 3);
    assert.equal(c.serialNumber, '1234');
    assert.equal(c.issuer.text, 'CN=Test CA');
    assert.equal(c.subject.text, 'CN=Test');
    assert.equal(c.notBefore.toISOString(), '2026-01-01T00:00:00.000Z');
    assert.equal(c.notAfter.toISOString(), '2027-01-01T00:00:00.000Z');
    assert.equal(c.publicKey.curve, 'P-256');
    assert.equal(c.signatureAlgorithm.name, 'sha256WithRSAEncryption');
    assert.equal(c.tbsSignatureAlgorithm.name, 'sha256WithRSAEncryption');
    assert.deepEqual([...c.signature], [0, 255, 0, 255]);
    assert.equal(c.fingerprint, createHash('sha256').update(der).digest('hex'));
    assert.equal(c.selfIssued, false);
    assert.equal(c.issuerUniqueId, undefined);
    assert.equal('issuerUniqueId' in c, false);
    assert.deepEqual(c.irregularities, []);
  });

  it('is a view on the input, without a copy', () => {
    const der = certificateDer();
    const c = parseCertificate(der);
    for (const view of [c.der, c.tbs, c.serialBytes, c.issuer.der, c.publicKey.spki, c.signature])
      assert.equal(view.buffer, der.buffer);
    assert.deepEqual(Buffer.from(c.tbs), Buffer.from(der.subarray(c.tbs.byteOffset, c.tbs.byteOffset + c.tbs.length)));
  });

  it('can lie anywhere in a larger buffer, also one of Node', () => {
    const der = certificateDer();
    const larger = Buffer.concat([Buffer.alloc(7), der, Buffer.alloc(9)]);
    const c = parseCertificate(larger.subarray(7, 7 + der.length));
    assert.equal(c.fingerprint, parseCertificate(der).fingerprint);
    assert.ok(!Buffer.isBuffer(c.der), 'views are plain Uint8Arrays, whose slice copies');
  });

  it('is self-issued when subject and issuer are the same name, however written', () => {
    assert.equal(certificateOf({ subject: commonName('test  ca') }).selfIssued, true);
  });

  it('of versions 1 and 2 is read', () => {
    assert.equal(certificateOf({ version: NONE }).version, 1);
    const two = certificateOf({
      version: explicit(0, integer(1)),
      uniqueIds: join(implicit(1, hex('00aa')), implicit(2, hex('00bb'))),
    });
    assert.equal(two.version, 2);
    assert.deepEqual([...two.issuerUniqueId!], [0xaa]);
    assert.deepEqual([...two.subjectUniqueId!], [0xbb]);
    assert.deepEqual(
      two.irregularities.map(({ code }) => code),
      ['unique-identifier'],
    );
  });

  it('agrees with node:crypto about its own roots', () => {
    for (const pem of rootCertificates) {
      const [ours, theirs] = [parseCertificate(pem), new X509Certificate(pem)];
      assert.equal(ours.fingerprint, theirs.fingerprint256.replaceAll(':', '').toLowerCase());
      assert.equal(
        ours.serialNumber.toUpperCase().replace(/^0+(?=.)/, ''),
        theirs.serialNumber.replace(/^0+(?=.)/, ''),
      );
      assert.equal(ours.notAfter.getTime(), theirs.validToDate.getTime());
      assert.equal(ours.extensions.basicConstraints?.ca ?? ours.version === 1, theirs.ca || ours.version === 1);
    }
    assert.ok(rootCertificates.length > 100);
  });
});

describe('The serial number', () => {
  const serial = (der: Bytes): [string, string[]] => {
    const c = certificateOf({ serial: der });
    return [c.serialNumber, c.irregularities.map(({ code }) => code)];
  };

  it('is shown as the true value', () => {
    assert.deepEqual(serial(integer(0x80)), ['80', []]);
    assert.deepEqual(serial(integer(0x1000)), ['1000', []]);
    assert.deepEqual(serial(integer((1n << 159n) - 1n)), [`7f${'ff'.repeat(19)}`, []]);
  });

  it('keeps its sign, and is told as irregular when not positive', () => {
    assert.deepEqual(serial(integer(-5)), ['-05', ['serial-negative']]);
    assert.deepEqual(serial(integer(-128)), ['-80', ['serial-negative']]);
    assert.deepEqual(serial(integer(-256)), ['-0100', ['serial-negative']]);
    assert.deepEqual(serial(integer(0)), ['00', ['serial-zero']]);
  });

  it('is told as irregular beyond 20 octets', () => {
    assert.deepEqual(serial(integer(1n << 159n)), [`80${'00'.repeat(19)}`, ['serial-too-long']]);
    assert.deepEqual(serial(integer(-(1n << 167n))), [`-80${'00'.repeat(20)}`, ['serial-negative', 'serial-too-long']]);
  });

  it('is refused when padded or no INTEGER', () => {
    parseError('der.integer-not-minimal', () => serial(hex('02020005')));
    parseError('der.integer-not-minimal', () => serial(hex('0203fffffb')));
    parseError('der.unexpected-tag', () => serial(utf8('5')));
  });
});

describe('The frame of a certificate', () => {
  const refused = (code: string, der: Bytes): string => parseError(code, () => parseCertificate(der)).rule ?? '';

  it('is refused with anything behind or inside that does not belong there', () => {
    refused('der.trailing-data', join(certificateDer(), hex('00')));
    refused('der.trailing-data', certificateDer({ tail: nothing }));
    refused('der.trailing-data', certificateDer({ tbsTail: nothing }));
    refused('der.trailing-data', certificateDer({ extensions: join(ANY, nothing) }));
    refused(
      'der.trailing-data',
      certificateDer({ validity: sequence(utcTime('260101000000Z'), utcTime('270101000000Z'), nothing) }),
    );
  });

  it('is refused when cut off at any octet', () => {
    const der = certificateDer({ extensions: ANY });
    for (let length = 2; length < der.length; length++)
      assert.throws(() => parseCertificate(der.subarray(0, length)), { name: 'CertificateParseError' });
  });

  it('is told as irregular when it writes out the version that is the default', () => {
    const { version, irregularities } = certificateOf({ version: explicit(0, integer(0)) });
    assert.equal(version, 1);
    assert.deepEqual(
      irregularities.map(({ code, rule }) => [code, rule]),
      [['version-1-encoded', 'X.690 section 11.5']],
    );
  });

  it('is refused with a version that does not exist, which is named', () => {
    for (const [stated, shown] of [
      [3, '4'],
      [255, '256'],
      [-1, '0'],
    ] as const)
      assert.match(
        parseError('x509.version', () => parseCertificate(certificateDer({ version: explicit(0, integer(stated)) })))
          .message,
        new RegExp(`version ${shown}; there are versions 1 to 3`),
      );
    refused('der.integer-range', certificateDer({ version: explicit(0, integer(2 ** 40)) }));
    refused('der.trailing-data', certificateDer({ version: explicit(0, integer(2), integer(2)) }));
  });

  it('is refused with fields that its version does not have', () => {
    assert.equal(
      refused('x509.version', certificateDer({ version: NONE, extensions: ANY })),
      'RFC 5280 section 4.1.2.9',
    );
    refused('x509.version', certificateDer({ version: explicit(0, integer(1)), extensions: ANY }));
    refused('x509.version', certificateDer({ version: NONE, uniqueIds: implicit(1, hex('00aa')) }));
  });

  it('is refused when the signature algorithm inside and outside differ, be it in parameters only', () => {
    assert.equal(
      refused(
        'x509.signature-algorithm-mismatch',
        certificateDer({ outerAlgorithm: sequence(oid('1.2.840.113549.1.1.12'), nothing) }),
      ),
      'RFC 5280 section 4.1.1.2',
    );
    refused(
      'x509.signature-algorithm-mismatch',
      certificateDer({ outerAlgorithm: sequence(oid('1.2.840.113549.1.1.11')) }),
    );
  });

  it('is refused when the signature is not whole octets in a BIT STRING', () => {
    refused('der.bit-string-not-octets', certificateDer({ signature: bits(hex('f0'), 4) }));
    refused('der.unexpected-tag', certificateDer({ signature: nothing }));
    refused('der.missing', certificateDer({ signature: NONE }));
  });

  it('is refused beyond one megabyte', () => {
    refused('x509.too-large', certificateDer({ signature: bits(new Uint8Array(1024 * 1024)) }));
  });

  it('is refused in BER', () => {
    const der = certificateDer();
    const indefinite = join(hex('3080'), der.subarray(der[1] === 0x82 ? 4 : 3), hex('0000'));
    refused('der.indefinite-length', indefinite);
  });

  it('is refused when fields are missing, empty or out of order', () => {
    refused('der.unexpected-tag', certificateDer({ serial: NONE }));
    refused('der.missing', certificateDer({ validity: sequence() }));
    refused('der.missing', certificateDer({ validity: sequence(utcTime('260101000000Z')) }));
    refused('der.unexpected-tag', certificateDer({ subject: NONE, publicKey: integer(1) }));
    refused('der.trailing-data', certificateDer({ extensions: join(ANY, ANY) }));
    refused(
      'der.trailing-data',
      certificateDer({ uniqueIds: join(implicit(2, hex('00bb')), implicit(1, hex('00aa'))) }),
    );
  });
});

describe('The dates of a certificate', () => {
  it('may be of both types, and in the wrong order, which is for checks to say', () => {
    const c = certificateOf({ validity: sequence(generalizedTime('20620101000000Z'), utcTime('260101000000Z')) });
    assert.equal(c.notBefore.getUTCFullYear(), 2062);
    assert.ok(c.notAfter < c.notBefore);
    assert.deepEqual(c.irregularities, []);
  });
});

describe('Algorithms', () => {
  const signedWith = (algorithm: Bytes): [string, string[]] => {
    const c = certificateOf({ innerAlgorithm: algorithm });
    return [c.signatureAlgorithm.name, c.irregularities.map(({ code }) => code)];
  };

  it('go by the names of their standards, or by OID', () => {
    assert.deepEqual(signedWith(SHA256_WITH_RSA), ['sha256WithRSAEncryption', []]);
    assert.deepEqual(signedWith(sequence(oid('1.2.840.10045.4.3.2'))), ['ecdsa-with-SHA256', []]);
    assert.deepEqual(signedWith(sequence(oid('2.16.840.1.101.3.4.3.18'))), ['ML-DSA-65', []]);
    assert.deepEqual(signedWith(sequence(oid('1.2.3.4'), integer(1))), ['1.2.3.4', []]);
  });

  it('are told as irregular, once, when parameters are missing or too many', () => {
    assert.deepEqual(signedWith(sequence(oid('1.2.840.113549.1.1.11')))[1], ['rsa-parameters-missing']);
    assert.deepEqual(signedWith(sequence(oid('1.2.840.10045.4.3.2'), nothing))[1], ['parameters-not-absent']);
    assert.deepEqual(signedWith(sequence(oid('1.3.101.112'), nothing))[1], ['parameters-not-absent']);
  });

  it('keep their parameters as they are', () => {
    const pss = certificateOf({ innerAlgorithm: sequence(oid('1.2.840.113549.1.1.10'), sequence()) });
    assert.deepEqual([...pss.signatureAlgorithm.parameters!], [0x30, 0]);
    parseError('der.trailing-data', () => certificateOf({ innerAlgorithm: sequence(oid('1.2.3'), nothing, nothing) }));
    parseError('der.null', () => certificateOf({ innerAlgorithm: sequence(oid('1.2.3'), hex('050100')) }));
  });
});

describe('Irregularities', () => {
  it('say what, in a sentence, by which rule and where', () => {
    const der = certificateDer({ version: V3, serial: integer(0), subject: commonName('x') });
    const [only] = parseCertificate(der).irregularities;
    assert.equal(only!.code, 'serial-zero');
    assert.match(only!.message, /^[A-Z].*\.$/);
    assert.equal(only!.rule, 'RFC 5280 section 4.1.2.2');
    assert.equal(der[only!.offset], 2);
    assert.equal(der[only!.offset + 2], 0);
  });

  it('tell an empty issuer and an email address in the subject', () => {
    assert.deepEqual(
      certificateOf({ issuer: sequence() }).irregularities.map(({ code }) => code),
      ['issuer-empty'],
    );
    const mail = certificateOf({ subject: name(['1.2.840.113549.1.9.1', ia5('a@b.test')]) });
    assert.equal(mail.subject.get('emailAddress'), 'a@b.test');
    assert.deepEqual(
      mail.irregularities.map(({ code }) => code),
      ['email-in-subject'],
    );
  });

  it('are bounded, however often a rule is broken', () => {
    const empties = Array.from({ length: 500 }, () => ['2.5.4.11', utf8('')] as const);
    assert.equal(certificateOf({ subject: name(...empties) }).irregularities.length, 100);
  });
});

describe('A SHA-256 fingerprint', () => {
  it("is the same from the runtime's own hash as from JavaScript, which browsers use", () => {
    for (const length of [0, 1, 63, 64, 65, 1500]) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) % 256);
      assert.equal(sha256Hex(bytes), toHex(sha256(bytes)));
    }
  });
});
