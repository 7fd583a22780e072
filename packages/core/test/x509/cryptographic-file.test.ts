import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { readCryptographicFile } from '@cert-health/core';
import { certificateDer, commonName, pem } from './certificate-writer.ts';
import { crlDer } from './crl-writer.ts';
import { hex, integer, join, sequence } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { pkcs7 } from './pkcs7-writer.ts';
import { requestDer } from './request-writer.ts';

const A = certificateDer({ serial: integer(10), subject: commonName('A') });
const B = certificateDer({ serial: integer(11), subject: commonName('B') });
const BAD = certificateDer({ serial: hex('02020001') });

describe('A file of mixed contents', () => {
  it('gives certificates, requests and CRLs in its order, and counts private keys', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'sec1', format: 'pem' }).toString();
    const file = readCryptographicFile(
      [
        key,
        pem('EC PARAMETERS', hex('06082a8648ce3d030107')),
        pem('CERTIFICATE', B),
        pem('CERTIFICATE REQUEST', requestDer()),
        pem('X509 CRL', crlDer()),
        pem('CERTIFICATE', A),
        key,
      ].join('some text\n'),
    );
    assert.deepEqual(
      file.certificates.map((c) => c.subject.text),
      ['CN=B', 'CN=A'],
    );
    assert.deepEqual([file.requests.length, file.crls.length, file.privateKeys, file.problems], [1, 1, 2, []]);
  });

  it('loses nothing to a part that is broken, and tells where that begins', () => {
    const blocks = [
      pem('CERTIFICATE', A),
      pem('CERTIFICATE', BAD),
      pem('CERTIFICATE', A).replace('-----END CERTIFICATE-----\n', ''),
      pem('X509 CRL', hex('3000')),
      pem('CERTIFICATE', B).replace('MII', '!II').replace('MIH', '!IH').replace('MIG', '!IG'),
      pem('PKCS7', hex('30800609')),
      pem('STRANGE', hex('0500')),
      pem('CERTIFICATE', B),
    ];
    const text = blocks.join('');
    const file = readCryptographicFile(text);
    assert.deepEqual(
      file.certificates.map((c) => c.subject.text),
      ['CN=A', 'CN=B'],
    );
    const starts = blocks.map((_, i) => blocks.slice(0, i).join('').length);
    assert.deepEqual(
      file.problems.map(({ offset }) => offset),
      starts.slice(1, 6),
    );
    assert.deepEqual(
      file.problems.map(({ code }) => code),
      ['der.integer-not-minimal', 'pem.no-end', 'der.missing', 'pem.base64', 'pkcs7.malformed'],
    );
    for (const { message } of file.problems) assert.match(message, /\.$/);
  });

  it('can be DER structures one after the other', () => {
    const file = readCryptographicFile(join(A, crlDer(), requestDer(), BAD, B));
    assert.deepEqual(
      file.certificates.map((c) => c.subject.text),
      ['CN=A', 'CN=B'],
    );
    assert.deepEqual([file.crls.length, file.requests.length], [1, 1]);
    assert.deepEqual(
      file.problems.map(({ offset }) => offset),
      [A.length + crlDer().length + requestDer().length],
    );
  });

  it('ends where DER no longer shows where the next part begins', () => {
    const file = readCryptographicFile(join(A, hex('ffff'), B));
    assert.equal(file.certificates.length, 1);
    assert.deepEqual(
      file.problems.map(({ offset, code }) => [offset, code]),
      [[A.length, 'der.trailing-data']],
    );
  });

  it('is not read on after a hundred broken parts, and says so', () => {
    const { certificates, problems } = readCryptographicFile(
      join(A, ...new Array<Uint8Array>(200).fill(sequence()), B),
    );
    assert.equal(certificates.length, 1);
    assert.equal(problems.length, 101);
    assert.equal(problems[100]!.code, 'file.too-many-problems');
  });

  it('can be a bundle within PEM', () => {
    const file = readCryptographicFile(pem('PKCS7', pkcs7([A, sequence(), B])) + pem('CERTIFICATE', A));
    assert.deepEqual(
      file.certificates.map((c) => c.subject.text),
      ['CN=A', 'CN=B', 'CN=A'],
    );
    assert.deepEqual(
      file.problems.map(({ offset }) => offset),
      [0],
    );
  });

  it('with a private key alone is no error: there is one, and it is not read', () => {
    const file = readCryptographicFile(pem('RSA PRIVATE KEY', hex('deadbeef')));
    assert.deepEqual(file, {
      certificates: [],
      requests: [],
      crls: [],
      privateKeys: 1,
      unordered: false,
      problems: [],
    });
  });

  it('names what is neither read nor counted', () => {
    const { problems } = readCryptographicFile(
      pem('PUBLIC KEY', generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' })),
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['file.public-key'],
    );
  });

  it('is refused only when it is no such file at all', () => {
    parseError('file.html', () => readCryptographicFile('<!DOCTYPE html>'));
    parseError('file.empty', () => readCryptographicFile(''));
  });
});
