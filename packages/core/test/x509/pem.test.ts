import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  certificateToPem,
  decodeBase64,
  parseCertificate,
  parseCertificates,
  readPemBlocks,
  toHex,
} from '@cert-health/core';
import { certificateDer, commonName, pem } from './certificate-writer.ts';
import { integer, join, octets, sequence, set, text, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const A = certificateDer({ serial: integer(10), subject: commonName('A') });
const B = certificateDer({ serial: integer(11), subject: commonName('B') });
const names = (input: string | Uint8Array): string[] => parseCertificates(input).map((c) => c.subject.get('CN')!);
const first = (input: string | Uint8Array): string | undefined => parseCertificate(input).subject.get('CN');
const base64 = (bytes: Bytes | string): string => Buffer.from(bytes).toString('base64');

describe('PEM', () => {
  it('is read with any line ends, and without a last one', () => {
    for (const lineEnd of ['\n', '\r\n', '\r']) assert.equal(first(pem('CERTIFICATE', A, lineEnd)), 'A');
    assert.equal(first(pem('CERTIFICATE', A).trimEnd()), 'A');
    assert.equal(first(pem('CERTIFICATE', A, '')), 'A');
  });

  it('is read with lines of any length, indented, spaced or blank', () => {
    const body = base64(A);
    for (const lines of [
      [body],
      body.match(/.{1,7}/g)!,
      body.match(/.{1,64}/g)!.map((line) => `\t  ${line}  `),
      ['', body, '', ''],
    ])
      assert.equal(first(['   -----BEGIN CERTIFICATE-----', ...lines, '   -----END CERTIFICATE-----'].join('\n')), 'A');
  });

  it('is found between other text, as openssl s_client and password stores print it', () => {
    const text = `CONNECTED(00000003)\n 0 s:CN = A\n   i:CN = CA\n${pem('CERTIFICATE', A)} 1 s:CN = B\nBag Attributes: <none>\n${pem('CERTIFICATE', B)}---\nDone --- -----\n`;
    assert.deepEqual(names(text), ['A', 'B']);
    assert.equal(first(text), 'A');
    assert.deepEqual(names(`0 s:CN = A\n${pem('CERTIFICATE', A)}`), ['A']);
    assert.deepEqual(names(new TextEncoder().encode(`0 s:CN = A\n${pem('CERTIFICATE', A)}`)), ['A']);
  });

  it('is read as octets, in UTF-8 with or without a byte order mark, and with foreign characters around', () => {
    const umlauts = `Zertifikat für Büro\n${pem('CERTIFICATE', A)}`;
    for (const input of [
      umlauts,
      `\ufeff${umlauts}`,
      Buffer.from(umlauts),
      Buffer.from(`\ufeff${umlauts}`),
      Buffer.from(umlauts, 'latin1'),
    ])
      assert.equal(first(input), 'A');
  });

  it('is read under the older labels too', () => {
    assert.deepEqual(names(pem('X509 CERTIFICATE', A)), ['A']);
  });

  it('is refused with octets behind the certificate that are neither line ends nor trust settings', () => {
    assert.deepEqual(names(pem('CERTIFICATE', join(A, text('\r\n')))), ['A']);
    parseError('der.trailing-data', () => first(pem('CERTIFICATE', join(A, sequence(set())))));
    parseError('der.trailing-data', () => first(pem('CERTIFICATE', join(A, octets()))));
  });

  it('is read out of JSON, YAML and XML, as they write line ends and slashes', () => {
    // Some of its base64 has a slash.
    const slashed = Array.from({ length: 50 }, (_, serial) => certificateDer({ serial: integer(serial + 1) })).find(
      (der) => base64(der).includes('/'),
    )!;
    const block = pem('CERTIFICATE', slashed);
    const json = JSON.stringify({ cert: block });
    for (const text of [
      json,
      json.replaceAll('/', '\\/'),
      JSON.stringify({ body: json }),
      JSON.stringify({ cert: block.replaceAll('\n', '\r\n') }),
      json.replaceAll('=', '\\u003d').replaceAll('+', '\\u002B'),
      `cert: "${block.replaceAll('\n', '\\n')}"`,
      `<Certificate>${block.replaceAll('\n', '&#xD;\n')}</Certificate>`,
      `<Certificate>${block.replaceAll('\n', '&#13;&#10;')}</Certificate>`,
    ])
      assert.deepEqual(parseCertificate(text).der, slashed, text.slice(0, 60));
  });

  it('with headers in a block is read', () => {
    const body = base64(A);
    for (const lineEnd of ['\n', '\r\n'])
      assert.equal(
        first(
          ['-----BEGIN CERTIFICATE-----', 'X-Name: one', 'X-More: two', '', body, '-----END CERTIFICATE-----'].join(
            lineEnd,
          ),
        ),
        'A',
      );
  });

  it('without armor is read, as SAML single sign-on settings store it', () => {
    assert.equal(first(base64(A)), 'A');
    assert.equal(
      first(
        `\n  ${base64(A)
          .match(/.{1,76}/g)!
          .join('\r\n')}\n`,
      ),
      'A',
    );
    assert.equal(first(Buffer.from(base64(A))), 'A');
  });

  it('in base64 once more is read, as external client apps store it', () => {
    assert.equal(first(base64(pem('CERTIFICATE', A))), 'A');
    assert.deepEqual(names(base64(pem('CERTIFICATE', A) + pem('CERTIFICATE', B))), ['A', 'B']);
    parseError('file.not-recognized', () => first(base64(base64(pem('CERTIFICATE', A)))));
  });

  it('keeps the order of a bundle, and passes over keys, parameters and the like', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const parameters = pem('EC PARAMETERS', Buffer.from('06082a8648ce3d030107', 'hex'));
    assert.deepEqual(names(parameters + key + pem('CERTIFICATE', B) + key + pem('CERTIFICATE', A)), ['B', 'A']);
  });

  it('loses nothing when one block of a bundle is broken: it is refused', () => {
    const broken = pem('CERTIFICATE', A).replace(/\n[A-Za-z0-9+/=]+\n-----END/, '\n-----END');
    assert.throws(() => names(pem('CERTIFICATE', B) + broken), { name: 'CertificateParseError' });
  });

  it('is refused where a block does not end, or ends as something else', () => {
    const error = parseError('pem.no-end', () => first(`x\n${pem('CERTIFICATE', A).replace(/-----END.*/s, '')}`));
    assert.equal(error.offset, 2);
    parseError('pem.no-end', () => names(pem('CERTIFICATE', A).replace('END CERTIFICATE', 'END X509 CRL')));
    parseError('pem.no-end', () => names(pem('CERTIFICATE', A).replace(/-----END.*\n/, '') + pem('CERTIFICATE', B)));
  });

  it('is refused where the text is no base64, with the place of it', () => {
    const block = pem('CERTIFICATE', A);
    for (const bad of ['!', '-', 'é', '\u0000', '\\x', '\\', '&#65;', '&amp;']) {
      const text = `${block.slice(0, 40)}${bad}${block.slice(40)}`;
      assert.equal(parseError('pem.base64', () => first(text)).offset, 40, JSON.stringify(bad));
    }
    parseError('pem.base64', () => first(block.replace('\n-----END', 'A\n-----END')));
    parseError('pem.base64', () => first(block.replace(/\n(.)/, '\n$1=')));
  });

  it('is written with lines of 64 characters, as it was read', () => {
    for (const serial of [1, 256, 65_536]) {
      const der = certificateDer({ serial: integer(serial) });
      const written = certificateToPem(parseCertificate(der));
      assert.equal(written, pem('CERTIFICATE', der));
      assert.equal(certificateToPem(der), written);
    }
  });
});

describe('PEM blocks', () => {
  it('come with label, octets and place', () => {
    const text = `hello\n${pem('CERTIFICATE', A)}\n${pem('X509 CRL', B)}`;
    const blocks = readPemBlocks(text);
    assert.deepEqual(
      blocks.map(({ label, offset }) => [label, offset]),
      [
        ['CERTIFICATE', 6],
        ['X509 CRL', text.indexOf('-----BEGIN X509')],
      ],
    );
    assert.equal(toHex(blocks[0]!.der), toHex(A));
    assert.deepEqual(readPemBlocks('nothing here -----BEGIN'), []);
  });

  it('of private keys are never decoded', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const keys = [
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
      privateKey.export({ type: 'sec1', format: 'pem' }),
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' }),
    ].join('');
    assert.deepEqual(
      readPemBlocks(keys).map(({ label, der }) => [label, der.length]),
      [
        ['PRIVATE KEY', 0],
        ['EC PRIVATE KEY', 0],
        ['ENCRYPTED PRIVATE KEY', 0],
      ],
    );
    assert.ok(createPrivateKey(keys));
  });

  it('are found among megabytes, whatever stands between', () => {
    assert.deepEqual(readPemBlocks('-----BEGIN '.repeat(200_000)), []);
    assert.equal(readPemBlocks('-----BEGIN A-----\nAAAA\n-----END A-----\n'.repeat(20_000)).length, 20_000);
    assert.throws(() => readPemBlocks(`-----BEGIN A-----\n${'a: b\n \t'.repeat(100_000)}-----END A-----`), {
      code: 'pem.base64',
    });
  });
});

describe('Base64', () => {
  it('gives back what was encoded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 1, max: 80 }), (bytes, width) => {
        const lines = base64(bytes).match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
        assert.deepEqual([...decodeBase64(lines.join('\r\n'))], [...bytes]);
      }),
    );
  });

  it('refuses wrong lengths, padding and stray bits', () => {
    for (const text of [
      'A',
      'AA',
      'AAA',
      'AA=',
      'A===',
      'AAAA=',
      'AA==AA==',
      'AB==',
      'AAB=',
      '====',
      'AAAA====',
      '=',
    ]) {
      parseError('pem.base64', () => decodeBase64(text));
    }
    assert.deepEqual([...decodeBase64('AA==')], [0]);
    assert.deepEqual([...decodeBase64('')], []);
  });
});
