import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { parseCertificate, parseCrl, readCryptographicFile } from '@cert-health/core';
import { attribute, certificateDer, commonName, extension, extensions, name, pem } from './certificate-writer.ts';
import { crlDer } from './crl-writer.ts';
import { boolean, hex, implicit, integer, join, sequence, text, tlv, utf8, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { pkcs7 } from './pkcs7-writer.ts';
import { requestDer } from './request-writer.ts';

const A = certificateDer({ serial: integer(10), subject: commonName('A') });
const B = certificateDer({ serial: integer(11), subject: commonName('B') });
const ODD = certificateDer({ subject: commonName('Odd'), extensions: extensions(sequence(boolean(true))) });
/** Its serial number claims the octets of all that follows. */
const GARBLED = ((): Bytes => {
  const der = Uint8Array.from(certificateDer({ subject: commonName('Garbled') }));
  der[Buffer.from(der).indexOf('02021234', 'hex') + 1] = 0x70;
  return der;
})();
const ODD_LIST = crlDer({ issuer: commonName('List CA'), extensions: [extension('2.5.29.20', utf8('1'))] });
const ODD_REQUEST = requestDer({ subject: commonName('Asking'), tail: utf8('x') });
const messages = (input: string | Uint8Array): string[] =>
  readCryptographicFile(input).problems.map((one) => one.message);

describe('A part that cannot be read', () => {
  it('is found again by number, line and name, among any number of others', () => {
    const before = Array.from({ length: 150 }, () => pem('CERTIFICATE', A)).join('# a comment\n');
    const line = before.split('\n').length;
    for (const lineEnd of ['\n', '\r\n', '\r']) {
      const text = (before + pem('CERTIFICATE', ODD) + pem('CERTIFICATE', B)).replaceAll('\n', lineEnd);
      const { certificates, problems } = readCryptographicFile(text);
      assert.equal(certificates.length, 151);
      assert.equal(problems.length, 1);
      assert.match(
        problems[0]!.message,
        new RegExp(`^Certificate 151 of the file \\(line ${line}, "CN=Odd"\\): Expected`),
      );
      assert.deepEqual([problems[0]!.kind, problems[0]!.number], ['certificate', 151]);
    }
  });

  it('is found again by its octet in DER', () => {
    assert.match(
      messages(join(A, ODD, B))[0] ?? '',
      new RegExp(`^Certificate 2 of the file \\(octet ${A.length}, "CN=Odd"\\): `),
    );
  });

  it('is found again in PKCS#7', () => {
    assert.match(messages(pkcs7([A, ODD, B]))[0] ?? '', /^Certificate 2 of the file \(octet \d+, "CN=Odd"\): /);
  });

  it('is called by the names that stand in it when its fields cannot be followed', () => {
    const [told] = messages(pem('CERTIFICATE', A) + pem('CERTIFICATE', GARBLED));
    assert.match(told ?? '', /^Certificate 2 of the file \(line \d+, it mentions "Test CA" and "Garbled"\): /);
  });

  it('is called what it was meant to be, and by who issued it', () => {
    const [list, request] = messages(
      pem('CERTIFICATE', A) + pem('X509 CRL', ODD_LIST) + pem('CERTIFICATE REQUEST', ODD_REQUEST),
    );
    assert.match(list ?? '', /^Revocation list 1 of the file \(line \d+, "CN=List CA"\): /);
    assert.match(request ?? '', /^Request 1 of the file \(line \d+, "CN=Asking"\): /);
    const [problem] = readCryptographicFile(pem('CERTIFICATE', A) + pem('X509 CRL', ODD_LIST)).problems;
    assert.equal(problem?.issuer?.text, 'CN=List CA');
  });

  it('that is alone needs no place', () => {
    assert.match(messages(pem('CERTIFICATE', ODD))[0] ?? '', /^Expected an extension/);
  });

  it('shows no name that would rewrite the terminal', () => {
    const hostile = certificateDer({ subject: commonName('\u001b[2J'), extensions: extensions(sequence()) });
    assert.match(messages(join(A, hostile))[0] ?? '', /"CN=\\1B\[2J"/);
  });
});

describe('A text that cannot be decoded', () => {
  const umlaut = extensions(extension('2.5.29.17', sequence(implicit(2, hex('62fc72')))));

  it('is told with certificate and field, and the rest is read', () => {
    for (const [der, field] of [
      [certificateDer({ subject: commonName('B'), extensions: umlaut }), 'subject alternative name'],
      [certificateDer({ subject: name(['2.5.4.3', utf8('B')], ['2.5.4.10', tlv(0x13, hex('fc'))]) }), 'subject'],
      [certificateDer({ subject: commonName('B'), issuer: name(['2.5.4.3', tlv(0x0c, hex('fc'))]) }), 'issuer'],
    ] as const) {
      const { certificates, problems } = readCryptographicFile(pem('CERTIFICATE', A) + pem('CERTIFICATE', der));
      assert.equal(certificates.length, 2);
      assert.equal(problems.length, 1);
      assert.match(
        problems[0]!.message,
        new RegExp(
          `^Certificate 2 of the file \\(line \\d+, "CN=B.*"\\): A text in the ${field} cannot be decoded: .* The rest was read\\.$`,
        ),
      );
      assert.equal(problems[0]!.partly, true);
    }
  });
});

describe('A neighbor of a certificate', () => {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' });
  const neighbors: readonly (readonly [label: string, der: Bytes, code: string])[] = [
    ['PUBLIC KEY', key, 'file.public-key'],
    ['EC PARAMETERS', hex('06082a8648ce3d030107'), 'file.parameters'],
    ['X9.42 DH PARAMETERS', sequence(integer(5)), 'file.parameters'],
    ['ATTRIBUTE CERTIFICATE', sequence(integer(5)), 'file.other'],
    ['PGP PUBLIC KEY BLOCK', hex('00'), 'file.pgp'],
  ];

  it('is passed over beside one, in any order, broken or not, and named alone', () => {
    for (const [label, der, code] of neighbors) {
      const block = pem(label, der);
      for (const around of [block + pem('CERTIFICATE', A), pem('CERTIFICATE', A) + block]) {
        const { certificates, problems } = readCryptographicFile(around);
        assert.deepEqual([certificates.length, problems], [1, []], label);
      }
      assert.deepEqual(
        readCryptographicFile(block).problems.map((problem) => problem.code),
        [code],
      );
    }
    const broken = '-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----\n';
    assert.deepEqual(messages(broken + pem('CERTIFICATE', A)), []);
    assert.equal(messages(broken).length, 1);
  });

  it('that is a request or a list is read, and is told when it cannot be', () => {
    const { requests, crls, problems } = readCryptographicFile(
      pem('CERTIFICATE', A) + pem('CERTIFICATE REQUEST', requestDer()) + pem('X509 CRL', crlDer()),
    );
    assert.deepEqual([requests.length, crls.length, problems], [1, 1, []]);
    assert.equal(messages(pem('CERTIFICATE', A) + pem('X509 CRL', ODD_LIST)).length, 1);
  });

  it('is told where a certificate was promised', () => {
    assert.match(
      messages(pem('CERTIFICATE', A) + pem('CERTIFICATE', key))[0] ?? '',
      /^Certificate 2 .*bare public key/,
    );
  });
});

describe('What follows a structure', () => {
  const structures: readonly (readonly [what: string, der: Bytes, read: (input: Bytes) => unknown])[] = [
    ['certificate', A, parseCertificate],
    ['list', crlDer(), parseCrl],
  ];

  it('is nothing when it is line ends or spaces', () => {
    for (const [what, der, read] of structures)
      for (const end of ['\n', '\r\n', '\n\n', ' ', '\t\r\n']) {
        read(join(der, text(end)));
        assert.deepEqual(messages(join(der, text(end))), [], what);
        assert.deepEqual(messages(pem(what === 'list' ? 'X509 CRL' : 'CERTIFICATE', join(der, text(end)))), []);
      }
    assert.deepEqual(messages(join(requestDer(), text('\r\n'))), []);
    assert.deepEqual(messages(join(pkcs7([A]), text('\n'))), []);
    assert.equal(readCryptographicFile(join(A, text('\n'), B, text('\r\n'), crlDer())).certificates.length, 2);
  });

  it('is told when it is anything else, and costs nothing', () => {
    for (const der of [A, crlDer(), requestDer(), pkcs7([A])])
      for (const rest of ['\0\0\0', 'junk', '\n.']) {
        const { certificates, crls, requests, problems } = readCryptographicFile(join(der, text(rest)));
        assert.equal(certificates.length + crls.length + requests.length, 1);
        assert.equal(problems.length, 1);
        assert.match(problems[0]!.message, /What follows it \(\d octets?\) belongs to nothing that is read here\.$/);
      }
    parseError('der.trailing-data', () => parseCertificate(join(A, text('junk'))));
  });
});

describe('The order of certificates', () => {
  it('means nothing in PKCS#7, whatever it is wrapped in', () => {
    for (const input of [pkcs7([A, B]), pem('PKCS7', pkcs7([A, B])), Buffer.from(pkcs7([A, B])).toString('base64')])
      assert.equal(readCryptographicFile(input).unordered, true);
    for (const input of [join(A, B), pem('CERTIFICATE', A), pem('PKCS7', pkcs7([A])) + pem('CERTIFICATE', B), crlDer()])
      assert.equal(readCryptographicFile(input).unordered, false);
  });
});

describe('A name with a part of several values', () => {
  it('is the same certificate’s whatever the order of these', () => {
    const [one, two] = [attribute('2.5.4.11', utf8('a')), attribute('2.5.4.11', utf8('longer'))];
    const named = (...parts: readonly Bytes[]): string =>
      parseCertificate(certificateDer({ subject: sequence(tlv(0x31, ...parts)) })).subject.canonical;
    assert.equal(named(one, two), named(two, one));
  });
});
