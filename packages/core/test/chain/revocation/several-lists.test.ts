import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkRevocation, parseCrl, verifyCertificatePath, type CrlInput, type PathResult } from '@cert-health/core';
import {
  authority,
  ECDSA_WITH_SHA256,
  revocationList,
  serverCertificate,
  signedBy,
} from '../../fixtures/der-authority.ts';
import { extension, pem } from '../../x509/certificate-writer.ts';
import { reason, revoked } from '../../x509/crl-writer.ts';
import {
  boolean,
  hex,
  implicit,
  integer,
  join,
  nothing,
  oid,
  sequence,
  text,
  utcTime,
  type Bytes,
} from '../../x509/der-writer.ts';
import { pkcs7 } from '../../x509/pkcs7-writer.ts';

const AT = new Date('2026-11-20T00:00:00Z');
const root = authority('Root');
const issuing = authority('Issuing', root);
const stranger = authority('Stranger');
const leaf = serverCertificate(issuing);

const number = (value: number): Bytes => extension('2.5.29.20', integer(value));
const delta = (base: number, value: number): Bytes[] => [number(value), extension('2.5.29.27', integer(base), true)];
const from = (day: string, until = '270301'): Bytes => join(utcTime(`${day}000000Z`), utcTime(`${until}000000Z`));
const naming = [revoked(0x9999), revoked(0x1234, reason(1))];

const ofRoot = revocationList(root);
const silent = revocationList(issuing);
const listing = revocationList(issuing, { entries: naming });
/** Its number is no number. */
const broken = revocationList(issuing, { extensions: [extension('2.5.29.20', boolean(true))] });

const verify = (crls: readonly CrlInput[], revocation?: 'require'): Promise<PathResult> =>
  verifyCertificatePath({
    leaf,
    intermediates: [issuing.der],
    trustAnchors: [root.der],
    at: AT,
    purpose: 'serverAuth',
    profile: 'path',
    crls,
    ...(revocation ? { revocation } : {}),
  });
const statusOfLeaf = async (...crls: readonly CrlInput[]) => (await verify(crls)).revocation[0]!;

describe('Every list of a file counts', () => {
  const files = (first: Bytes, second: Bytes): readonly (readonly [string, string | Bytes])[] => [
    ['PEM blocks', pem('X509 CRL', first) + pem('X509 CRL', second)],
    [
      'PEM blocks between certificates',
      [root.der, first, issuing.der, second]
        .map((der, i) => pem(i % 2 === 0 ? 'CERTIFICATE' : 'X509 CRL', der))
        .join('\n'),
    ],
    ['DER one after the other', join(first, second)],
    ['DER with a line end between', join(first, text('\r\n'), second, text('\n'))],
    ['PKCS#7', pkcs7([root.der], [first, second])],
    ['PKCS#7 in PEM', pem('PKCS7', pkcs7([], [first, second]))],
    ['JSON', JSON.stringify({ lists: pem('X509 CRL', first) + pem('X509 CRL', second) })],
  ];
  for (const [what, file] of files(ofRoot, listing))
    test(`${what}: a later one revokes`, async () => {
      const result = await verify([file]);
      assert.deepEqual(
        result.problems.map(({ code }) => code),
        ['revoked'],
      );
    });
  for (const [what, file] of files(silent, ofRoot))
    test(`${what}: together they answer for the whole path`, async () => {
      const result = await verify([file], 'require');
      assert.deepEqual(
        result.revocation.map(({ status }) => status),
        ['good', 'good'],
      );
      assert.equal(result.trusted, true);
    });

  test('the newest of one issuer decides, in any order and any file', async () => {
    const late = revocationList(issuing, { dates: from('261115') });
    const lateListing = revocationList(issuing, { dates: from('261115'), entries: naming });
    for (const order of [[listing, late], [late, listing], [pem('X509 CRL', listing) + pem('X509 CRL', late)]])
      assert.equal((await statusOfLeaf(...order)).status, 'good');
    for (const order of [
      [silent, lateListing],
      [lateListing, silent],
    ])
      assert.equal((await statusOfLeaf(...order)).status, 'revoked');
  });

  test('lists that are parsed already are taken as they are', async () => {
    assert.equal((await statusOfLeaf(parseCrl(listing))).status, 'revoked');
    const asked = { certificate: leaf, issuer: issuing.der, at: AT };
    assert.equal((await checkRevocation({ ...asked, crl: [parseCrl(ofRoot), parseCrl(silent)] })).status, 'good');
    assert.equal(
      (await checkRevocation({ ...asked, crl: pem('X509 CRL', ofRoot) + pem('X509 CRL', listing) })).status,
      'revoked',
    );
  });
});

describe('A list that cannot be read', () => {
  test('is told, and costs none of the others in its file', async () => {
    const { ignored, revocation } = await verify([
      pem('X509 CRL', ofRoot) + pem('X509 CRL', broken) + pem('X509 CRL', silent),
    ]);
    assert.deepEqual(
      revocation.map(({ status }) => status),
      ['good', 'good'],
    );
    assert.match(
      ignored?.[0] ?? '',
      /^Revocation list 1 cannot be read and was left out: Revocation list 2 of the file/,
    );
  });

  test('is the reason that is given where it was the one to ask, by whoever published it', async () => {
    const { status, reason: why } = await statusOfLeaf(pem('X509 CRL', ofRoot) + pem('X509 CRL', broken));
    assert.equal(status, 'unknown');
    assert.match(why ?? '', /^The revocation list of CN=Issuing cannot be read: /);
    const alone = await statusOfLeaf(broken);
    assert.match(alone.reason ?? '', /^The revocation list of CN=Issuing cannot be read: /);
  });

  test('of somebody else is no reason', async () => {
    const other = revocationList(stranger, { extensions: [extension('2.5.29.20', boolean(true))] });
    assert.match((await statusOfLeaf(other)).reason ?? '', /^No revocation list of CN=Issuing is at hand\.$/);
  });

  test('of nobody knows whom is never called "not at hand"', async () => {
    assert.match((await statusOfLeaf('nonsense')).reason ?? '', /^A revocation list that was given cannot be read: /);
  });
});

describe('A list of changes (delta)', () => {
  const base = revocationList(issuing, { extensions: [number(10)] });
  const adds = revocationList(issuing, { extensions: delta(10, 12), dates: from('261110'), entries: naming });

  test('that names the certificate revokes it, with its base, without, and with one that it does not fit', async () => {
    const misfit = revocationList(issuing, { extensions: [number(5)] });
    for (const lists of [[adds], [base, adds], [adds, misfit], [adds, ofRoot]])
      assert.equal((await statusOfLeaf(...lists)).status, 'revoked');
  });

  test('that does not name it says nothing by itself, and why', async () => {
    const other = revocationList(issuing, { extensions: delta(10, 12), entries: [revoked(0x9999)] });
    const { status, reason: why } = await statusOfLeaf(other);
    assert.equal(status, 'unknown');
    assert.match(why ?? '', /not used: it holds only the changes since list number 10 \(delta\)/);
    assert.equal((await statusOfLeaf(other, base)).status, 'good');
    assert.equal((await verify([other, ofRoot], 'require')).trusted, false);
  });

  test('that takes it off the list revokes nothing', async () => {
    const removes = revocationList(issuing, { extensions: delta(10, 12), entries: [revoked(0x1234, reason(8))] });
    assert.equal((await statusOfLeaf(removes)).status, 'unknown');
    assert.equal((await statusOfLeaf(removes, base)).status, 'good');
  });

  test('is overruled by a newer complete list, and by a newer delta that goes back as far', async () => {
    const newer = revocationList(issuing, { extensions: [number(13)], dates: from('261115') });
    assert.equal((await statusOfLeaf(adds, newer)).status, 'good');
    const later = revocationList(issuing, { extensions: delta(10, 13), dates: from('261115') });
    assert.equal((await statusOfLeaf(base, adds, later)).status, 'good');
    const laterButShorter = revocationList(issuing, { extensions: delta(12, 13), dates: from('261115') });
    assert.equal((await statusOfLeaf(base, adds, laterButShorter)).status, 'revoked');
  });

  test('that somebody else signed, or that is about others, revokes nothing', async () => {
    const forged = { extensions: delta(10, 12), entries: naming, sign: signedBy(stranger.key) };
    assert.equal((await statusOfLeaf(revocationList(issuing, forged), base)).status, 'good');
    const ofAuthorities = [...delta(10, 12), extension('2.5.29.28', sequence(implicit(2, hex('ff'))), true)];
    assert.equal(
      (await statusOfLeaf(revocationList(issuing, { extensions: ofAuthorities, entries: naming }), base)).status,
      'good',
    );
  });

  test('that is out of date and newer than the complete list leaves it open, and says what it says', async () => {
    const stale = revocationList(issuing, {
      extensions: delta(10, 12),
      dates: from('261110', '261115'),
      entries: naming,
    });
    for (const lists of [[stale], [base, stale]]) {
      const { status, reason: why, listed } = await statusOfLeaf(...lists);
      assert.deepEqual([status, listed], ['unknown', true]);
      assert.match(
        why ?? '',
        /out of date.*It names the certificate all the same: revoked on 2026-01-01: its key was compromised/,
      );
    }
  });
});

describe('A list that may not be used', () => {
  const stale = { dates: from('260301', '260401'), entries: naming };

  for (const [what, parts, fault] of [
    ['is out of date', stale, /out of date/],
    ['is from a later day', { dates: from('261201'), entries: naming }, /dated later/],
    ['never holds', { dates: from('261110', '261105'), entries: naming }, /out of date/],
    [
      'carries a condition that nobody knows',
      { extensions: [number(1), extension('1.2.3.4', nothing, true)], entries: naming },
      /critical extension/,
    ],
  ] as const)
    test(`because it ${what} leaves it open, and tells that it names the certificate`, async () => {
      const { status, reason: why, listed } = await statusOfLeaf(revocationList(issuing, parts));
      assert.deepEqual([status, listed], ['unknown', true]);
      assert.match(why ?? '', fault);
      assert.match(why ?? '', /It names the certificate all the same: revoked on 2026-01-01: its key was compromised/);
      const silently = await statusOfLeaf(revocationList(issuing, { ...parts, entries: [revoked(0x9999)] }));
      assert.deepEqual([silently.status, silently.listed], ['unknown', undefined]);
      assert.doesNotMatch(silently.reason ?? '', /names the certificate/);
    });

  test('is believed in nothing when somebody else signed it', async () => {
    const {
      status,
      reason: why,
      listed,
    } = await statusOfLeaf(revocationList(issuing, { ...stale, sign: signedBy(stranger.key) }));
    assert.deepEqual([status, listed], ['unknown', undefined]);
    assert.doesNotMatch(why ?? '', /names the certificate/);
  });

  test('is overruled by a newer one that may be used, and not by an older one', async () => {
    assert.equal((await statusOfLeaf(revocationList(issuing, stale), silent)).status, 'good');
    const ended = revocationList(issuing, { dates: from('261110', '261115'), entries: naming });
    const older = revocationList(issuing, { dates: from('261101') });
    for (const lists of [
      [ended, older],
      [older, ended],
    ])
      assert.deepEqual(
        [(await statusOfLeaf(...lists)).status, (await statusOfLeaf(...lists)).listed],
        ['unknown', true],
      );
  });

  test('with NULL behind its algorithm may be used', async () => {
    const algorithm = sequence(oid('1.2.840.10045.4.3.2'), nothing);
    assert.notDeepEqual(algorithm, ECDSA_WITH_SHA256);
    assert.equal((await statusOfLeaf(revocationList(issuing, { algorithm, entries: naming }))).status, 'revoked');
  });
});
