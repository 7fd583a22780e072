import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCertificate, parseCertificates, parseCrl, readCryptographicFile } from '@cert-health/core';
import { certificateDer, commonName, pem } from './certificate-writer.ts';
import { crlDer } from './crl-writer.ts';
import { explicit, hex, integer, join, nothing, oid, sequence, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { envelopedData, indefinite, pkcs7 } from './pkcs7-writer.ts';

const A = certificateDer({ serial: integer(10), subject: commonName('A') });
const B = certificateDer({ serial: integer(11), subject: commonName('B') });
const names = (input: string | Uint8Array): string[] => parseCertificates(input).map((c) => c.subject.get('CN')!);

describe('A PKCS#7 bundle', () => {
  it('gives its certificates in encoded order, from DER, PEM and bare base64', () => {
    const bundle = pkcs7([B, A]);
    for (const input of [
      bundle,
      pem('PKCS7', bundle),
      pem('CMS', bundle),
      pem('PKCS #7 SIGNED DATA', bundle),
      Buffer.from(bundle).toString('base64'),
    ])
      assert.deepEqual(names(input), ['B', 'A']);
    assert.equal(parseCertificate(bundle).subject.text, 'CN=B');
  });

  it('is recognized behind a wrong label too', () => {
    assert.deepEqual(names(pem('CERTIFICATE', pkcs7([A]))), ['A']);
    assert.deepEqual(names(pem('PKCS7', A)), ['A']);
  });

  it('may be BER around the certificates, as Java libraries write it', () => {
    assert.deepEqual(names(pkcs7([A, B], [], indefinite)), ['A', 'B']);
    const longLength = join(hex('3084'), Uint8Array.of(0, 0, 0, pkcs7([]).length - 2), pkcs7([]).subarray(2));
    parseError('file.nothing-found', () => names(longLength));
  });

  it('gives its CRLs', () => {
    const bundle = pkcs7([A], [crlDer()]);
    assert.equal(parseCrl(bundle).issuer.text, 'CN=Test CA');
    const { certificates, crls } = readCryptographicFile(bundle);
    assert.deepEqual([certificates.length, crls.length], [1, 1]);
  });

  it('passes over attribute certificates and other formats in it', () => {
    assert.deepEqual(names(pkcs7([explicit(2, nothing), A])), ['A']);
  });

  it('without certificates is refused as such', () => {
    parseError('file.nothing-found', () => names(pkcs7([])));
    parseError('file.nothing-found', () => parseCertificate(pkcs7([], [])));
    parseError('file.crl', () => names(pkcs7([], [crlDer()])));
  });

  it('is refused when cut off at any octet, or followed by anything', () => {
    for (const bundle of [pkcs7([A]), pkcs7([A], [], indefinite)]) {
      for (let length = 12; length < bundle.length; length += 3)
        assert.throws(() => names(bundle.subarray(0, length)), { name: 'CertificateParseError' }, String(length));
      parseError('der.trailing-data', () => names(join(bundle, hex('00'))));
      assert.deepEqual(names(join(bundle, hex('0d0a'))), names(bundle), 'a line end is nothing');
    }
  });

  it('is refused when what it wraps is missing or no signed data', () => {
    const id = oid('1.2.840.113549.1.7.2');
    parseError('pkcs7.malformed', () => names(sequence(id)));
    parseError('pkcs7.malformed', () => names(sequence(id, explicit(0))));
    parseError('pkcs7.malformed', () => names(sequence(id, explicit(0, nothing))));
    parseError('pkcs7.malformed', () => names(sequence(id, nothing)));
  });

  it('is refused when it is encrypted', () => {
    assert.match(parseError('file.pkcs7-other', () => names(envelopedData)).message, /CMS/);
  });

  it('refuses a certificate in it that is not strict DER', () => {
    parseError('der.indefinite-length', () =>
      names(pkcs7([join(hex('3080'), A.subarray(A[1] === 0x82 ? 4 : 3), hex('0000'))], [], indefinite)),
    );
  });

  it('is bounded in nesting', () => {
    const nested = (levels: number): Bytes => (levels === 0 ? nothing : indefinite(0x30, nested(levels - 1)));
    const bomb = indefinite(0x30, oid('1.2.840.113549.1.7.2'), indefinite(0xa0, nested(1000)));
    parseError('pkcs7.malformed', () => names(bomb));
    parseError('pkcs7.malformed', () =>
      names(
        join(
          hex('308006092a864886f70d010702a080'),
          new Uint8Array(100_000).fill(0x30).map((v, i) => (i % 2 ? 0x80 : v)),
        ),
      ),
    );
  });

  it('counts places from the start of the bundle', () => {
    const bad = pkcs7([A, sequence(hex('0500'))]);
    const { certificates, problems } = readCryptographicFile(bad);
    assert.equal(certificates.length, 1);
    assert.equal(problems.length, 1);
    assert.deepEqual([...bad.subarray(problems[0]!.offset, problems[0]!.offset + 4)], [0x30, 2, 5, 0]);
  });
});
