import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCrl, type CertificateRevocationList, type RevokedEntry } from '@cert-health/core';
import { commonName, extension, NONE, pem } from './certificate-writer.ts';
import { crlDer, largeCrl, reason, revoked, type CrlParts } from './crl-writer.ts';
import {
  boolean,
  explicit,
  generalizedTime,
  hex,
  implicit,
  integer,
  join,
  nothing,
  octets,
  oid,
  sequence,
  text,
  utcTime,
  utf8,
  type Bytes,
} from './der-writer.ts';
import { parseError } from './parse-error.ts';

const crl = (parts: CrlParts = {}): CertificateRevocationList => parseCrl(crlDer(parts));
const withExtension = (id: string, value: Bytes): CertificateRevocationList =>
  crl({ extensions: [extension(id, value)] });
const content = (serial: number | bigint): Bytes => integer(serial).subarray(2);
const find = (list: CertificateRevocationList, serial: number | bigint): RevokedEntry[] => list.find(content(serial));
const directory = (value: string): Bytes => explicit(4, commonName(value));

describe('A certificate revocation list', () => {
  it('gives its fields, from DER and PEM', () => {
    const der = crlDer({ entries: [revoked(5)], extensions: [extension('2.5.29.20', integer(77))] });
    for (const input of [der, pem('X509 CRL', der), Buffer.from(der).toString('base64')]) {
      const list = parseCrl(input);
      assert.equal(list.issuer.text, 'CN=Test CA');
      assert.equal(list.thisUpdate.toISOString(), '2026-01-01T00:00:00.000Z');
      assert.equal(list.nextUpdate!.toISOString(), '2026-02-01T00:00:00.000Z');
      assert.equal(list.crlNumber, 77n);
      assert.equal(list.entryCount, 1);
      assert.equal(list.signatureAlgorithm.name, 'sha256WithRSAEncryption');
      assert.deepEqual([...list.signature], [0, 255, 0, 255]);
      assert.deepEqual(list.irregularities, []);
    }
  });

  it('of version 1, without a next update and without entries is read', () => {
    const list = crl({ version: NONE, dates: utcTime('260101000000Z') });
    assert.equal(list.nextUpdate, undefined);
    assert.equal(list.entryCount, 0);
    assert.deepEqual(find(list, 5), []);
  });

  it('keeps its entries when it names no next update', () => {
    const list = crl({ dates: utcTime('260101000000Z'), entries: [revoked(5)] });
    assert.equal(list.entryCount, 1);
    assert.equal(find(list, 5).length, 1);
  });

  it('is told as irregular with a list of entries that is empty', () => {
    assert.deepEqual(
      crl({ entries: [] }).irregularities.map(({ code }) => code),
      ['revoked-list-empty'],
    );
  });

  it('tells a delta, its base and where the freshest is', () => {
    const list = crl({
      extensions: [
        extension('2.5.29.27', integer(70), true),
        extension('2.5.29.46', sequence(sequence(explicit(0, explicit(0, implicit(6, text('http://d.example'))))))),
        extension('2.5.29.35', sequence(implicit(0, hex('aabb')))),
      ],
    });
    assert.equal(list.deltaBase, 70n);
    assert.equal(list.freshestCrl![0]!.fullName![0]!.value, 'http://d.example');
    assert.deepEqual([...list.authorityKeyIdentifier!.keyId!], [0xaa, 0xbb]);
    assert.equal(list.extensionList.length, 3);
  });

  it('tells what it is limited to', () => {
    const limits = withExtension(
      '2.5.29.28',
      sequence(
        explicit(0, explicit(0, implicit(6, text('http://c.example')))),
        implicit(1, hex('ff')),
        implicit(3, hex('0540')),
        implicit(4, hex('ff')),
      ),
    ).issuingDistributionPoint!;
    assert.equal(limits.distributionPoint!.fullName![0]!.value, 'http://c.example');
    assert.deepEqual(
      [limits.onlyUserCerts, limits.onlyCaCerts, limits.onlySomeReasons, limits.indirect, limits.onlyAttributeCerts],
      [true, false, [1], true, false],
    );
    const relative = withExtension(
      '2.5.29.28',
      sequence(explicit(0, explicit(1, sequence(oid('2.5.4.3'), utf8('part'))))),
    ).issuingDistributionPoint!;
    assert.equal(relative.distributionPoint!.nameRelativeToIssuer![0]!.value, 'part');
    assert.equal(crl().issuingDistributionPoint, undefined);
  });

  it('is refused when limited to several kinds of certificates at once', () => {
    parseError('x509.issuing-distribution-point', () =>
      withExtension('2.5.29.28', sequence(implicit(1, hex('ff')), implicit(2, hex('ff')))),
    );
    parseError('der.boolean', () => withExtension('2.5.29.28', sequence(implicit(1, hex('01')))));
  });

  it('is refused in a broken frame', () => {
    parseError('x509.version', () => crl({ version: integer(0) }));
    assert.match(parseError('x509.version', () => crl({ version: integer(2) })).message, /version 3/);
    parseError('x509.version', () => crl({ version: NONE, extensions: [reason(1)] }));
    parseError('x509.version', () => crl({ version: NONE, entries: [revoked(5, reason(1))] }));
    parseError('x509.duplicate-extension', () => crl({ extensions: [reason(1), reason(1)] }));
    parseError('x509.signature-algorithm-mismatch', () => crl({ outerAlgorithm: sequence(oid('1.2.3')) }));
    parseError('der.trailing-data', () => crl({ tail: nothing }));
    parseError('der.trailing-data', () => parseCrl(join(crlDer(), hex('00'))));
    parseError('x509.crl-number', () => withExtension('2.5.29.20', integer(1n << 9000n)));
    parseError('der.trailing-data', () => withExtension('2.5.29.20', join(integer(1), nothing)));
  });

  it('is told as irregular for what OpenSSL, Java and Go read all the same', () => {
    const told = (parts: CrlParts): string[] => crl(parts).irregularities.map(({ code }) => code);
    const notCritical = sequence(oid('2.5.29.20'), boolean(false), octets(integer(7)));
    assert.deepEqual(told({ extensions: [] }), ['extension-empty']);
    assert.deepEqual(told({ extensions: [notCritical] }), ['not-critical-encoded']);
    assert.deepEqual(told({ extensions: [extension('2.5.29.20', integer(-1))] }), ['crl-number-odd']);
    assert.deepEqual(told({ extensions: [extension('2.5.29.27', integer(1n << 168n))] }), ['crl-number-odd']);
    assert.deepEqual(told({ extensions: [extension('2.5.29.46', sequence())] }), ['extension-empty']);
    for (const [entry, code] of [
      [sequence(integer(5), utcTime('260101000000Z'), sequence()), 'extension-empty'],
      [revoked(5, reason(11)), 'revocation-reason-unknown'],
      [revoked(5, extension('2.5.29.24', utcTime('260101000000Z'))), 'extension-unreadable'],
      [revoked(5, sequence(oid('2.5.29.21'), boolean(false), octets(hex('0a0101')))), 'not-critical-encoded'],
    ] as const) {
      assert.deepEqual(told({ entries: [revoked(4), entry] }), [code]);
      assert.equal(find(crl({ entries: [revoked(4), entry] }), 5).length, 1, 'it is revoked all the same');
    }
    assert.equal(crl({ extensions: [extension('2.5.29.20', integer(-1))] }).crlNumber, -1n);
  });

  it('is refused when any entry is broken, looked up or not', () => {
    for (const entry of [
      sequence(integer(5)),
      sequence(integer(5), utcTime('2601010000Z')),
      sequence(hex('02020005'), utcTime('260101000000Z')),
      sequence(integer(5), utcTime('260101000000Z'), sequence(reason(1)), nothing),
      revoked(5, reason(256)),
      revoked(5, reason(1, 2)),
      revoked(5, reason(1), reason(1)),
      revoked(5, extension('2.5.29.24', utcTime('260101000000Z'), true)),
      revoked(5, extension('2.5.29.29', sequence())),
      nothing,
    ])
      assert.throws(() => crl({ entries: [revoked(4), entry] }), { name: 'CertificateParseError' });
  });
});

describe('An entry of a CRL', () => {
  it('is found by its serial number, and by no other', () => {
    const serials = [0, 5, 127, 128, 255, 256, -5, 1n << 127n, 0x80];
    const list = crl({ entries: serials.map((serial) => revoked(serial)) });
    assert.equal(list.entryCount, serials.length);
    for (const serial of serials) assert.deepEqual([...find(list, serial)[0]!.serialBytes], [...content(serial)]);
    for (const serial of [1, 6, 257, -6, -1]) assert.deepEqual(find(list, serial), []);
    assert.deepEqual(list.find(hex('')), []);
    assert.deepEqual(list.find(hex('0005')), [], 'only the encoding that DER allows is a serial number');
    assert.equal(find(list, 0x80).length, 2, 'an entry that is there twice is found twice');
  });

  it('tells date, reason and since when the key is not to be trusted', () => {
    const list = crl({
      entries: [
        revoked(1),
        revoked(2, reason(1)),
        revoked(3, reason(6), extension('2.5.29.24', generalizedTime('20251231235959Z'))),
        sequence(integer(4), generalizedTime('20600101000000Z')),
      ],
    });
    assert.deepEqual(Object.keys(find(list, 1)[0]!).sort(), ['revocationDate', 'serialBytes', 'unknownCritical']);
    assert.equal(find(list, 2)[0]!.reason, 1);
    assert.deepEqual(
      [find(list, 3)[0]!.reason, find(list, 3)[0]!.invalidityDate],
      [6, new Date('2025-12-31T23:59:59Z')],
    );
    assert.equal(find(list, 4)[0]!.revocationDate.getUTCFullYear(), 2060);
  });

  it('with a critical extension that is not known makes the whole list undecided', () => {
    const harmless = crl({ entries: [revoked(1, extension('1.2.3', hex('00')))] });
    assert.equal(harmless.hasUnknownCriticalEntry, false);
    const list = crl({ entries: [revoked(1), revoked(2, extension('1.2.3', hex('00'), true))] });
    assert.equal(list.hasUnknownCriticalEntry, true);
    assert.deepEqual(find(list, 1)[0]!.unknownCritical, []);
    assert.deepEqual(find(list, 2)[0]!.unknownCritical, ['1.2.3']);
  });

  it('of an indirect CRL belongs to the issuer named last', () => {
    const issuer = (value: string): Bytes => extension('2.5.29.29', sequence(directory(value)), true);
    const list = crl({
      entries: [
        revoked(1),
        revoked(2, issuer('A')),
        revoked(3),
        revoked(1, issuer('B')),
        revoked(5, reason(4)),
        revoked(6, issuer('A')),
      ],
    });
    const issuers = (serial: number): (string | undefined)[] =>
      find(list, serial).map((e) => e.certificateIssuer?.[0]!.value);
    assert.deepEqual(issuers(1), [undefined, 'CN=B'], 'in encoded order');
    assert.deepEqual(issuers(2), ['CN=A']);
    assert.deepEqual(issuers(3), ['CN=A']);
    assert.deepEqual(issuers(5), ['CN=B']);
    assert.deepEqual(issuers(6), ['CN=A']);
    assert.equal(list.hasUnknownCriticalEntry, false);
  });
});

describe('A large CRL', () => {
  it('of 14,102 entries is read and looked up', () => {
    const der = largeCrl(14_102);
    const list = parseCrl(der);
    const last = list.find(content(0x7b2f_9a41_55d0_c3e8_1122_3344_0000_0000n + 14_101n * 7919n));
    assert.equal(list.entryCount, 14_102);
    assert.equal(last[0]!.reason, 5);
  });

  it('finds each of its entries', () => {
    const list = parseCrl(largeCrl(3000));
    for (let i = 0; i < 3000; i++)
      assert.equal(find(list, 0x7b2f_9a41_55d0_c3e8_1122_3344_0000_0000n + BigInt(i) * 7919n).length, 1);
  });

  it('holds 50,000 entries that are all the same', () => {
    const der = crlDer({ entries: new Array<Bytes>(50_000).fill(revoked(7)) });
    assert.equal(find(parseCrl(der), 7).length, 50_000);
  });

  it('notes irregular entries a hundred times at most', () => {
    const entry = sequence(integer(1), generalizedTime('20260101000000Z'));
    assert.equal(crl({ entries: new Array<Bytes>(1000).fill(entry) }).irregularities.length, 100);
  });
});
