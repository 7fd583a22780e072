import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { passwordOf } from '../../src/keystore/password.ts';
import { readPkcs12 } from '../../src/keystore/pkcs12.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { explicit, integer, loosened, nothing, octets, oid, sequence, tlv } from './der-writer.ts';
import { failureOf } from './failure.ts';
import { openPkcs12, rc2Pkcs12, smallPkcs12 } from './made-keystores.ts';
import { certificateBag, encryptedPart, openPart, pkcs12 } from './pkcs12-writer.ts';

const g2 = 'cb3ccbb76031e5e0138f8dd39a23f9de47ffc35e43c1144cea27d46a5ab1cb5f';
const r4 = '349dfa4058c5e263123b398ae795573c4e1313c83fe68f93556cd5e8031b3c7d';
const sesame = passwordOf('open sesame');
const read = (bytes: Uint8Array, password: typeof sesame | undefined = sesame) =>
  readPkcs12(bytes, password, new Rounds());
const withoutPassword = (bytes: Uint8Array) => readPkcs12(bytes, undefined, new Rounds());

const fingerprints = (bytes: Uint8Array, password = sesame): (string | undefined)[] =>
  read(bytes, password).entries.flatMap(({ certificates }) =>
    certificates.map(({ certificate }) => certificate?.fingerprint),
  );
const root = withoutPassword(openPkcs12).entries[0]?.certificates[0]?.der ?? new Uint8Array();

describe('what Java writes (AES-256, MAC with SHA-256)', () => {
  const { entries, integrity } = read(smallPkcs12);

  test('gives its trusted certificates octet for octet, with their aliases', () => {
    const trusted = entries.filter(({ kind }) => kind === 'trusted');
    assert.deepEqual(trusted.map(({ alias, certificates: [one] }) => [alias, one?.certificate?.fingerprint]).sort(), [
      ['digicertglobalrootg2', g2],
      ['gtsrootr4', r4],
    ]);
    assert.equal(integrity, 'verified');
  });

  test('has a key, and whose certificate that is, is not trusted', () => {
    const keys = entries.filter(({ kind }) => kind === 'key');
    assert.deepEqual(
      keys.map(({ alias, certificates }) => [alias, certificates.length]),
      [['server', 1]],
    );
  });

  test('shows its key and nothing encrypted without its password', () => {
    const open = withoutPassword(smallPkcs12);
    assert.deepEqual([open.sealedParts, open.integrity], [1, 'not-verified']);
    assert.deepEqual(
      open.entries.map(({ kind, alias, certificates }) => [kind, alias, certificates.length]),
      [['key', 'server', 0]],
    );
    assert.match(failureOf(() => read(smallPkcs12, passwordOf('changeit'))).message, /The password is wrong/);
  });
});

test('what newer Java writes for its own roots needs no password, and takes any', () => {
  for (const store of [withoutPassword(openPkcs12), read(openPkcs12)]) {
    assert.deepEqual(
      store.entries.map(({ kind }) => kind),
      ['trusted'],
    );
    assert.equal(store.integrity, 'none');
  }
});

test('what OpenSSL 1 wrote (RC2) is read; it marks nothing as trusted and names nothing', () => {
  assert.deepEqual(fingerprints(rc2Pkcs12, passwordOf('x')), [r4]);
  const [entry] = read(rc2Pkcs12, passwordOf('x')).entries;
  assert.deepEqual([entry?.kind, entry?.alias, entry?.aliasUnreadable], ['unmarked', undefined, undefined]);
});

describe('the looser forms of BER are read like DER:', () => {
  const inner = sequence(sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octets(sequence(certificateBag(root))))));
  const { content, mac } = splitOf(pkcs12([openPart(certificateBag(root))], { kind: 'pbmac1', password: 'x' }));
  assert.ok(content.equals(inner), 'the two are the same');

  for (const how of ['indefinite', 'segments', 'both', 'long-lengths'] as const) {
    test(`${how}, around what the MAC is made of`, () => {
      const store = loosened(pkcs12([openPart(certificateBag(root))], { kind: 'pbmac1', password: 'x' }), how);
      const { entries, integrity } = read(store, passwordOf('x'));
      assert.equal(entries[0]?.certificates[0]?.certificate?.fingerprint, r4);
      assert.equal(integrity, 'verified');
      assert.equal(failureOf(() => read(store, passwordOf('y'))).reason, 'password');
    });

    test(`${how}, within an encrypted part`, () => {
      const part = loosened(encryptedPart('x', loosened(certificateBag(root), how)), how);
      const { entries } = read(loosened(pkcs12([part], { kind: 'none' }), how), passwordOf('x'));
      assert.equal(entries[0]?.certificates[0]?.certificate?.fingerprint, r4);
    });
  }

  test('encrypted content in pieces', () => {
    const whole = encryptedPart('x', certificateBag(root));
    const at = whole.lastIndexOf(Buffer.from([0x80, 0x82]));
    const cipherText = whole.subarray(at + 4);
    const pieces = tlv(0xa0, octets(cipherText.subarray(0, 100)), octets(cipherText.subarray(100)));
    const info = sequence(oid('1.2.840.113549.1.7.1'), algorithmOf(whole), pieces);
    const part = sequence(oid('1.2.840.113549.1.7.6'), explicit(0, sequence(integer(0), info)));
    assert.deepEqual(fingerprints(pkcs12([part], { kind: 'none' }), passwordOf('x')), [r4]);
  });

  test('a MAC that is no longer that of the content is still noticed', () => {
    const changed = Buffer.from(content);
    changed[changed.length - 5] = (changed[changed.length - 5] as number) ^ 1;
    const authSafe = sequence(oid('1.2.840.113549.1.7.1'), explicit(0, octets(changed)));
    const store = loosened(sequence(integer(3), authSafe, mac), 'both');
    assert.equal(failureOf(() => read(store, passwordOf('x'))).reason, 'password');
  });
});

describe('a damaged file', () => {
  test('that is cut off anywhere is damaged, and never read', () => {
    for (let length = 1; length < openPkcs12.length; length += 7) {
      assert.equal(failureOf(() => withoutPassword(openPkcs12.subarray(0, length))).reason, 'damaged');
    }
  });

  test('with one octet changed under its MAC is not believed', () => {
    const changed = Buffer.from(smallPkcs12);
    changed[400] = (changed[400] as number) ^ 1;
    assert.equal(failureOf(() => read(changed)).reason, 'password');
  });

  test('is told from one that octets follow', () => {
    for (const behind of ['\n', '\r\n', '\0\0', 'something else']) {
      const { trailing, entries } = read(Buffer.concat([openPkcs12, Buffer.from(behind)]));
      assert.deepEqual([trailing, entries.length], [behind.length, 1]);
    }
  });

  test('that nests without end is refused in a sentence', () => {
    const nested = Buffer.concat([Buffer.from('3080020103', 'hex'), Buffer.alloc(20_000, Buffer.from('3080', 'hex'))]);
    const { reason, message } = failureOf(() => read(nested));
    assert.equal(reason, 'damaged');
    assert.match(message, /nested more than 48 levels deep/);
  });
});

describe('what is not read says so:', () => {
  const unsupported = (bytes: Uint8Array, expected: RegExp): void => {
    const { reason, message } = failureOf(() => read(bytes));
    assert.equal(reason, 'unsupported');
    assert.match(message, expected);
  };
  const partWith = (algorithm: Uint8Array): Buffer => {
    const info = sequence(oid('1.2.840.113549.1.7.1'), algorithm, tlv(0x80, Buffer.alloc(8)));
    return sequence(oid('1.2.840.113549.1.7.6'), explicit(0, sequence(integer(0), info)));
  };

  test('a store that is signed', () => {
    const signed = sequence(integer(3), sequence(oid('1.2.840.113549.1.7.2'), explicit(0, sequence())));
    unsupported(signed, /signed instead of protected/);
  });

  test('an unknown way of encryption', () => {
    unsupported(
      pkcs12([partWith(sequence(oid('1.2.3.4'), sequence()))], { kind: 'none' }),
      /not read here \(1\.2\.3\.4\)/,
    );
  });

  test('rounds of key derivation without end', () => {
    const parameters = sequence(octets(Buffer.alloc(8)), integer(0x7fffffff));
    const part = partWith(sequence(oid('1.2.840.113549.1.12.1.3'), parameters));
    unsupported(pkcs12([part], { kind: 'none' }), /asks for 2147483647 rounds/);
  });

  test('a derivation that takes memory without end', () => {
    const scrypt = sequence(
      oid('1.3.6.1.4.1.11591.4.11'),
      sequence(octets(Buffer.alloc(8)), integer(2 ** 24), integer(8), integer(1)),
    );
    const cipher = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(Buffer.alloc(16)));
    unsupported(
      pkcs12([partWith(sequence(oid('1.2.840.113549.1.5.13'), sequence(scrypt, cipher)))], { kind: 'none' }),
      /scrypt.*more than 128 MB/,
    );
  });

  test('a store of a great many parts', () => {
    const part = sequence(oid('1.2.3'), nothing);
    assert.equal(withoutPassword(pkcs12(Array<Buffer>(16).fill(part), { kind: 'none' })).sealedParts, 16);
    unsupported(pkcs12(Array<Buffer>(17).fill(part), { kind: 'none' }), /more than 16 parts/);
  });

  test('entries of other kinds', () => {
    const secret = sequence(oid('1.2.840.113549.1.12.10.1.5'), explicit(0, sequence()));
    const { entries } = read(pkcs12([openPart(secret, certificateBag(root))], { kind: 'none' }));
    assert.deepEqual(entries.map(({ kind }) => kind).sort(), ['other', 'unmarked']);
  });
});

/** What the MAC of a store is made of, and the MAC. */
function splitOf(store: Buffer): { content: Buffer; mac: Buffer } {
  const head = store.indexOf(Buffer.from('06092a864886f70d010701a0', 'hex'));
  const content = store.indexOf(Buffer.from('0482', 'hex'), head) + 4;
  const length = store.readUInt16BE(content - 2);
  return { content: store.subarray(content, content + length), mac: store.subarray(content + length) };
}

/** The algorithm of an encrypted part: what stands behind the second "data". */
function algorithmOf(part: Buffer): Buffer {
  const data = Buffer.from('06092a864886f70d010701', 'hex');
  const at = part.indexOf(data) + data.length;
  return part.subarray(at, at + 2 + (part[at + 1] as number));
}
