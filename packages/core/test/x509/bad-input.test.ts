import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import {
  CertificateParseError,
  MAX_FILE,
  MAX_REVOCATION_LIST,
  parseCertificate,
  parseCertificates,
  parseCertificationRequest,
  parseCrl,
  readCryptographicFile,
  tooLargeFault,
} from '@cert-health/core';
import { certificateDer, extension, pem } from './certificate-writer.ts';
import { crlDer, revoked } from './crl-writer.ts';
import { explicit, hex, integer, join, octets, oid, sequence, set, text, tlv, utcTime } from './der-writer.ts';
import { parseError } from './parse-error.ts';
import { pkcs7 } from './pkcs7-writer.ts';
import { requestDer } from './request-writer.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const PKCS12 = sequence(integer(3), sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octets(hex('00')))));
const OCSP = sequence(tlv(0x0a, hex('00')), explicit(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(hex('00')))));

/** Whatever the entry point, the same file gets the same answer. */
const refused = (code: string, input: string | Uint8Array, words: RegExp): void => {
  for (const parse of [parseCertificate, parseCertificates])
    assert.match(parseError(code, () => parse(input)).message, words);
};

describe('A file that is no certificate is named:', () => {
  it('an empty one', () => {
    for (const input of ['', ' \r\n\t', '\ufeff\n', new Uint8Array(0), text('\n\n'), hex('efbbbf')])
      refused('file.empty', input, /empty/);
  });

  it('one that was never written', () => refused('file.zeros', new Uint8Array(4096), /zeros/));

  it('a web page saved in its place', () => {
    for (const page of [
      '<!DOCTYPE html><html>',
      '\n<html lang="en">',
      '<HTML><HEAD>',
      '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html>',
    ])
      refused('file.html', page, /web page/);
    refused('file.html', text('<!doctype html><title>Log in</title>'), /log-in or error page/);
  });

  it('SAML metadata, other XML and JSON', () => {
    refused(
      'file.saml-metadata',
      '<?xml version="1.0"?><md:EntityDescriptor><ds:X509Certificate>MIIC</ds:X509Certificate>',
      /X509Certificate element/,
    );
    refused('file.xml', '<?xml version="1.0"?><Error>', /XML/);
    refused('file.json', '{"error":"not found"}', /JSON/);
  });

  it('a signing request', () => {
    refused('file.request', requestDer(), /give the certificate that the CA issued/);
    refused('file.request', pem('CERTIFICATE REQUEST', requestDer()), /CSR/);
    refused('file.request', pem('CERTIFICATE', requestDer()), /CSR/);
  });

  it('a CRL', () => {
    refused('file.crl', crlDer(), /CRL/);
    refused('file.crl', pem('X509 CRL', crlDer()), /CRL/);
    refused('file.crl', crlDer({ version: new Uint8Array(0) }), /CRL/);
  });

  it('a private key, in every form, with no part of it in the message', () => {
    const keys: (string | Uint8Array)[] = [
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
      ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      privateKey.export({ type: 'pkcs8', format: 'der' }),
      privateKey.export({ type: 'pkcs1', format: 'der' }),
      ec.privateKey.export({ type: 'sec1', format: 'der' }),
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' }),
      privateKey.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      pem('OPENSSH PRIVATE KEY', text('openssh-key-v1')),
      privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    ];
    for (const key of keys)
      refused('file.private-key', key, /^This is a private key, not a certificate; keep it secret/);
  });

  it('a public key', () => {
    for (const type of ['spki', 'pkcs1'] as const) {
      refused('file.public-key', publicKey.export({ type, format: 'pem' }).toString(), /public key/);
      refused('file.public-key', publicKey.export({ type, format: 'der' }), /public key/);
    }
    refused('file.ssh-key', 'ssh-rsa AAAAB3NzaC1yc2E user@host', /SSH/);
    refused('file.ssh-key', 'ecdsa-sha2-nistp256 AAAA', /SSH/);
    refused('file.pgp', pem('PGP PUBLIC KEY BLOCK', hex('00')), /PGP/);
  });

  it('a keystore, which is never said to be wanted without its key', () => {
    const kinds: readonly (readonly [string | Uint8Array, RegExp])[] = [
      [PKCS12, /PKCS#12 keystore/],
      [Buffer.from(PKCS12).toString('base64'), /PKCS#12 keystore/],
      [pem('PKCS12', PKCS12), /PKCS#12 keystore/],
      [hex('feedfeed00000002'), /Java keystore \(JKS\)/],
      [hex('cececece00000002'), /JCEKS/],
      [join(hex('0000000200000014'), new Uint8Array(20)), /BKS/],
    ];
    for (const [input, name] of kinds) {
      refused('file.keystore', input, name);
      refused('file.keystore', input, /^(?!.*(?:export|without the key)).*sf cert inspect/);
    }
  });

  it('an OCSP response', () => refused('file.ocsp-response', OCSP, /OCSP/));

  it('an archive or a document', () => {
    refused('file.zip', hex('504b03041400'), /ZIP/);
    refused('file.gzip', hex('1f8b0800'), /gzip/);
    refused('file.pdf', text('%PDF-1.7'), /PDF/);
  });

  it('text in UTF-16, which PowerShell writes', () => {
    const block = pem('CERTIFICATE', certificateDer());
    const little = Buffer.from(block, 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const input of [Buffer.concat([hex('fffe'), little]), Buffer.concat([hex('feff'), big]), little, big])
      refused('file.utf16', input, /UTF-8/);
    const bare = Buffer.from(Buffer.from(certificateDer()).toString('base64'), 'utf16le');
    refused('file.utf16', bare, /UTF-8/);
    refused('file.utf16', Buffer.from(bare).swap16(), /UTF-8/);
  });

  it('a block whose dashes an editor made beautiful', () => {
    const block = pem('CERTIFICATE', certificateDer());
    for (const dashes of ['—–—', '----', '–––––'])
      refused('pem.dashes', block.replaceAll('-----', dashes), /five plain hyphens/);
  });

  it('a printed certificate, or a block without its first line', () => {
    refused('file.printed-certificate', 'Certificate:\n    Data:\n        Version: 3 (0x2)\n', /BEGIN CERTIFICATE/);
    refused('pem.no-begin', '-----END CERTIFICATE-----\n', /BEGIN/);
    refused('pem.no-begin', pem('CERTIFICATE', certificateDer()).replace(/^.*\n/, ''), /BEGIN/);
  });

  it('anything else', () => {
    for (const input of ['hello, world', 'hello', 'deadbeef', hex('ffffffff'), hex('7f454c46'), 'MII', '\u0000'])
      assert.throws(() => parseCertificate(input), CertificateParseError, JSON.stringify(input));
    refused('file.not-recognized', 'Lorem ipsum dolor, sit amet.', /neither PEM text nor DER/);
    refused('file.other', pem('SOMETHING', hex('0500')), /something else/);
  });

  it('a file beyond 16 MB, before anything else is done with it', () => {
    const size = MAX_FILE + 1;
    refused('file.too-large', new Uint8Array(size), /16 MB/);
    refused('file.too-large', 'A'.repeat(size), /16 MB/);
  });

  it('a certificate and a bundle beyond 16 MB, but no list', () => {
    const size = MAX_FILE + 1;
    refused('file.too-large', join(certificateDer(), new Uint8Array(size)), /far more than certificates take/);
    refused(
      'file.too-large',
      `${pem('CERTIFICATE', certificateDer())}${' '.repeat(size)}`,
      /a revocation list: 160 MB/,
    );
    const entries = [
      revoked(5),
      sequence(integer(6), utcTime('260101000000Z'), sequence(extension('1.2.3', new Uint8Array(size)))),
    ];
    const list = crlDer({ entries });
    assert.ok(list.length > MAX_FILE);
    for (const input of [list, pem('X509 CRL', list), Buffer.from(list).toString('base64'), pkcs7([], [list])])
      assert.equal(readCryptographicFile(input).crls[0]?.entryCount, 2);
    assert.equal(readCryptographicFile(pem('CERTIFICATE', certificateDer()) + pem('X509 CRL', list)).crls.length, 1);
  });

  it('a list beyond 160 MB, as a list', () => {
    const entries = [revoked(5), revoked(6), revoked(7)];
    const fault = tooLargeFault(MAX_REVOCATION_LIST + 1, crlDer({ entries }));
    assert.match(fault ?? '', /^The revocation list has 161 MB; lists \(CRL\) of up to 160 MB are read\.$/);
    assert.equal(tooLargeFault(MAX_REVOCATION_LIST, crlDer({ entries })), undefined);
    assert.match(tooLargeFault(MAX_REVOCATION_LIST, certificateDer()) ?? '', /^The file has 160 MB, far more/);
    assert.equal(tooLargeFault(MAX_FILE, certificateDer()), undefined);
    for (const version of [integer(1), new Uint8Array(0)])
      assert.equal(
        tooLargeFault(MAX_FILE + 1, crlDer({ version, entries }).subarray(0, 100)),
        undefined,
        'its beginning tells',
      );
  });
});

describe('The message says what was asked for', () => {
  it('when a request or a CRL was', () => {
    assert.match(
      parseError('file.certificate', () => parseCrl(certificateDer())).message,
      /not a certificate revocation list \(CRL\)/,
    );
    assert.match(
      parseError('file.private-key', () => parseCertificationRequest(pem('PRIVATE KEY', hex('00')))).message,
      /not a certificate signing request/,
    );
    parseError('file.certificate', () => parseCertificationRequest(certificateDer()));
    parseError('file.nothing-found', () => parseCrl('-----BEGIN nothing'));
  });
});

describe('Hostile input', () => {
  it('ends quickly, whatever its shape', () => {
    const mega = 1024 * 1024;
    const deep = new Uint8Array(mega).map((_, i) => (i % 4 === 0 ? 0x30 : i % 4 === 1 ? 0x82 : 0xff));
    const inputs = [
      deep,
      new Uint8Array(mega).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80)),
      join(hex('3084000fffff'), new Uint8Array(mega)),
      join(sequence(sequence(sequence(set()))), new Uint8Array(mega).fill(5)),
      new Uint8Array(mega).map((_, i) => (i % 2 === 0 ? 0x30 : 0)),
      '-----BEGIN CERTIFICATE-----'.repeat(100_000),
      `-----BEGIN CERTIFICATE-----\n${'A'.repeat(mega * 4)}`,
      ' '.repeat(mega * 8),
      '<'.repeat(mega),
      'A'.repeat(mega * 4),
      `-----BEGIN CERTIFICATE-----\n${'\n \r'.repeat(mega)}-----END CERTIFICATE-----`,
    ];
    for (const input of inputs) {
      assert.throws(() => parseCertificates(input), CertificateParseError);
      try {
        readCryptographicFile(input);
      } catch (error) {
        assert.ok(error instanceof CertificateParseError);
      }
    }
  });
});
