import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  CertificateParseError,
  certificateToPem,
  DerCursor,
  integerHex,
  integerValue,
  parseCertificate,
  readCryptographicFile,
  toHex,
} from '@cert-health/core';
import { attribute, certificateDer, extension, extensions, name, pem } from './certificate-writer.ts';
import { integer, oid, sequence, set, text, tlv, utf8 } from './der-writer.ts';

const dottedOid = fc
  .tuple(
    fc.integer({ min: 0, max: 2 }),
    fc.bigInt({ min: 0n, max: 39n }),
    fc.array(fc.bigInt({ min: 0n, max: 1n << 70n }), { maxLength: 8 }),
  )
  .map(([first, second, rest]) => [first, second, ...rest].join('.'));

describe('For every value', () => {
  it('an object identifier is read as it was written', () => {
    fc.assert(fc.property(dottedOid, (id) => assert.equal(new DerCursor(oid(id)).oid('x'), id)));
  });

  it('a serial number keeps its value, and its hex tells it', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(1n << 170n), max: 1n << 170n }), (serial) => {
        const c = parseCertificate(certificateDer({ serial: integer(serial) }));
        assert.equal(integerValue(c.serialBytes), serial);
        const digits = integerHex(c.serialBytes);
        assert.equal(digits, c.serialNumber);
        assert.equal(BigInt(`0x${digits.replace('-', '')}`) * (digits.startsWith('-') ? -1n : 1n), serial);
        assert.equal(digits.replace('-', '').length % 2, 0);
        assert.equal(
          c.irregularities.some(({ code }) => code === 'serial-negative'),
          serial < 0n,
        );
        assert.equal(
          c.irregularities.some(({ code }) => code === 'serial-zero'),
          serial === 0n,
        );
      }),
    );
  });

  it('a length of any form is read, and no other than the shortest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), fc.integer({ min: 1, max: 3 }), (length, padding) => {
        const der = tlv(4, new Uint8Array(length));
        assert.equal(new DerCursor(der).octetString('x').length, length);
        const octets = der.length - length - 2;
        const padded = Uint8Array.from([
          4,
          0x80 | (octets + padding),
          ...new Array<number>(padding).fill(0),
          ...der.subarray(octets === 0 ? 1 : 2),
        ]);
        assert.throws(() => new DerCursor(padded).read('x'), CertificateParseError);
      }),
    );
  });

  it('the text of a name has no unseen character, and equal texts mean equal names', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((v) => v.isWellFormed());
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [a, b].map(
          (v) => parseCertificate(certificateDer({ subject: name(['2.5.4.3', utf8(v)]) })).subject,
        );
        assert.equal(x!.get('CN'), a);
        assert.doesNotMatch(x!.text, /[\p{Cc}\u202a-\u202e]/u);
        assert.equal(x!.text === y!.text, a === b);
        if (a === b) assert.equal(x!.canonical, y!.canonical);
      }),
    );
  });

  it('names compare alike however they are cased and spaced', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9.-]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), (words, spaces) => {
        const of = (v: string): string =>
          parseCertificate(certificateDer({ subject: name(['2.5.4.10', utf8(v)]) })).subject.canonical;
        assert.equal(of(words.join(' ')), of(` ${words.join(' '.repeat(spaces)).toUpperCase()} `));
        assert.notEqual(of(words.join(' ')), of(`${words.join(' ')}x`));
      }),
    );
  });

  it('the order within a multi-valued name does not matter', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 2, maxLength: 4 }), (values) => {
        const inOrder = (list: string[]): Uint8Array =>
          sequence(set(...list.map((v) => attribute('2.5.4.11', utf8(v))).sort((p, q) => Buffer.compare(p, q))));
        const of = (list: string[]): string =>
          parseCertificate(certificateDer({ subject: inOrder(list) })).subject.canonical;
        assert.equal(of(values), of(values.map((v) => v.toUpperCase())));
      }),
    );
  });

  it('a certificate survives being written as PEM and read again', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
        const der = certificateDer({ extensions: extensions(extension('1.2.3.4', value)) });
        const again = parseCertificate(certificateToPem(parseCertificate(der)));
        assert.equal(toHex(again.der), toHex(der));
        assert.equal(toHex(again.extensionList[0]!.value), toHex(value));
      }),
    );
  });

  it('arbitrary octets and texts are read or refused, never anything else', () => {
    const harmless = (input: string | Uint8Array): void => {
      try {
        readCryptographicFile(input);
      } catch (error) {
        assert.ok(error instanceof CertificateParseError, String(error));
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), harmless), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }).map((b) => Uint8Array.from([0x30, ...b])),
        harmless,
      ),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), harmless), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200 }).map((s) => pem(s.slice(0, 20), text(s))),
        harmless,
      ),
      { numRuns: 500 },
    );
  });
});
