import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCertificate, parseCertificationRequest, parseCrl, readCryptographicFile } from '@cert-health/core';
import { signingRequest } from '../fixtures/der-authority.ts';
import { sound } from '../fixtures/odd-certificates.ts';
import { pem } from './certificate-writer.ts';
import { crlDer, revoked } from './crl-writer.ts';
import { hex, join, text, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

/** What an editor writes that reads octets as UTF-8: U+FFFD where they are none. */
const replaced = (der: Bytes): Bytes => text(new TextDecoder().decode(der));
/** What one writes that reads them as Latin-1 and saves UTF-8. */
const widened = (der: Bytes): Bytes => text(Buffer.from(der).toString('latin1'));
const withCarriageReturns = (der: Bytes): Bytes =>
  Buffer.from(Buffer.from(der).toString('latin1').replaceAll('\n', '\r\n'), 'latin1');

const list = crlDer({ entries: Array.from({ length: 20 }, (_, serial) => revoked(1000 + serial)) });
const binaries: readonly (readonly [string, Bytes, (input: Bytes) => unknown])[] = [
  ['certificate', sound, parseCertificate],
  ['list', list, parseCrl],
  ['request', signingRequest(), parseCertificationRequest],
];

describe('A binary file that was saved as text is named as that', () => {
  for (const [what, der, read] of binaries)
    it(`when it is a ${what}`, () => {
      read(der);
      for (const damaged of [replaced(der), widened(der)]) {
        const { message } = parseError('file.saved-as-text', () => read(damaged));
        assert.match(message, /binary file that was saved as text.*transfer it as binary/);
        assert.throws(() => readCryptographicFile(damaged), { code: 'file.saved-as-text' });
      }
      assert.match(parseError('file.saved-as-text', () => read(replaced(der))).message, /EF BF BD/);
    });

  it('also when it was made PEM or base64 afterwards', () => {
    for (const damaged of [replaced(sound), widened(sound)]) {
      parseError('file.saved-as-text', () => parseCertificate(pem('CERTIFICATE', damaged)));
      parseError('file.saved-as-text', () => parseCertificate(Buffer.from(damaged).toString('base64')));
    }
  });

  it('also when only its line ends were changed', () => {
    const changed = Array.from({ length: 50 }, (_, i) =>
      crlDer({ entries: [revoked(0x0a0a0a00 + i), revoked(i)] }),
    ).map(withCarriageReturns);
    for (const damaged of changed) {
      assert.match(parseError('file.saved-as-text', () => parseCrl(damaged)).message, /line ends were changed/);
    }
  });

  it('and a keystore too, whose kind is lost', () => {
    parseError('file.saved-as-text', () => parseCertificate(replaced(hex('feedfeed0000000200000001'))));
  });
});

describe('What only looks like it is read', () => {
  it('when text has the character U+FFFD', () => {
    parseCertificate(`Schl\ufffdssel\n${pem('CERTIFICATE', sound)}`);
    parseCertificate(text(`Schl\ufffdssel\n${pem('CERTIFICATE', sound)}`));
  });

  it('when line ends follow a list that has line ends in it', () => {
    const der = crlDer({ entries: [revoked(0x0d0a), revoked(0x0d0a0d)] });
    assert.equal(parseCrl(join(der, text('\r\n\r\n'))).entryCount, 2);
  });
});
