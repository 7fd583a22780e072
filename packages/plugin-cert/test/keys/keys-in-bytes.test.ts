import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { keysInBytes } from '../../src/keys/keys-in-bytes.ts';
import { zipEntries } from '../../src/keys/zip-entries.ts';
import { javaKeystore, planted, plantedSecrets, publicKeyPem } from '../../../core/test/fixtures/planted-secrets.ts';

const bytesOf = ({ text, bytes }: { readonly text: string; readonly bytes?: Uint8Array }): Uint8Array =>
  bytes ?? Buffer.from(text);
const key = planted('PKCS#8 in PEM');

describe('the keys in a file', () => {
  for (const secret of plantedSecrets) {
    test(`are found by its content: ${secret.face}`, () => {
      assert.deepEqual(
        keysInBytes(bytesOf(secret)).keys.map(({ protection }) => protection),
        [secret.protection],
      );
    });
  }

  test('are told with the line where each begins', () => {
    const text = `# keys\n\n${key.text}\n${publicKeyPem}${planted('SEC 1 in PEM').text}`;
    const [first, second, ...rest] = keysInBytes(Buffer.from(text)).keys;
    assert.deepEqual([first?.line, rest], [3, []]);
    assert.equal(text.split('\n')[(second?.line ?? 0) - 1], '-----BEGIN EC PRIVATE KEY-----');
  });

  test('are found in text that Windows writes in UTF-16, in either order of octets', () => {
    const little = Buffer.from(`\ufeff${key.text}`, 'utf16le');
    assert.equal(keysInBytes(little).keys.length, 1);
    assert.equal(keysInBytes(Buffer.from(little).swap16()).keys.length, 1);
  });

  test('are none where there is only an example of one', () => {
    assert.deepEqual(
      keysInBytes(Buffer.from('-----BEGIN PRIVATE KEY-----\nMIIEvQ...\n-----END PRIVATE KEY-----')).keys,
      [],
    );
  });
});

describe('the keys in a compressed file', () => {
  test('are found, without a line that nobody sees', () => {
    const { keys, unopened } = keysInBytes(gzipSync(`first\n${key.text}`));
    assert.deepEqual([keys.map(({ line, entry }) => [line, entry]), unopened], [[[undefined, undefined]], 0]);
  });

  test('are found in an archive within', () => {
    assert.equal(keysInBytes(gzipSync(zipSync({ 'server.key': Buffer.from(key.text) }))).keys.length, 1);
  });

  test('are counted as not opened where it is damaged, too deep, or comes to more than anybody wants', () => {
    const deep = gzipSync(gzipSync(gzipSync(key.text)));
    for (const bytes of [gzipSync(key.text).subarray(0, 40), deep, gzipSync(Buffer.alloc(33 * 1024 * 1024))]) {
      assert.deepEqual(keysInBytes(bytes), { keys: [], text: '', unopened: 1 });
    }
  });
});

describe('the keys in an archive', () => {
  const entries = {
    'readme.txt': Buffer.from('nothing'),
    'certs/server.key': Buffer.from(key.text),
    'store.jks': javaKeystore('jks', 'key'),
  };

  test('are found, with the path within', () => {
    const { keys, unopened } = keysInBytes(zipSync(entries));
    assert.deepEqual([keys.map(({ entry }) => entry), unopened], [['certs/server.key', 'store.jks'], 0]);
  });

  test('are found in an archive within, and no deeper', () => {
    const once = zipSync({ 'inner.zip': zipSync(entries) });
    assert.deepEqual(
      keysInBytes(once).keys.map(({ entry }) => entry),
      ['inner.zip/certs/server.key', 'inner.zip/store.jks'],
    );
    const { keys, unopened } = keysInBytes(zipSync({ 'outer.zip': once }));
    assert.deepEqual([keys, unopened], [[], 1]);
  });

  test('that is damaged are told to be not looked at', () => {
    const whole = zipSync(entries);
    for (const bytes of [whole.subarray(0, whole.length - 30), withSizes(whole, 0xffffffff)]) {
      const { keys, unopened } = keysInBytes(bytes);
      assert.deepEqual(keys, []);
      assert.ok(unopened > 0);
    }
  });

  test('that would unpack to more than anybody keeps are told to be not looked at', () => {
    const { entries: opened, unopened } = zipEntries(zipSync({ 'zeros.bin': new Uint8Array(6 * 1024 * 1024) }));
    assert.deepEqual([opened.length, unopened], [0, 1]);
  });
});

/** The same archive, whose directory states another length for every entry. */
function withSizes(archive: Uint8Array, size: number): Uint8Array {
  const copy = Buffer.from(archive);
  for (let at = copy.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = copy.indexOf('PK\x01\x02', at + 4, 'latin1'))
    copy.writeUInt32LE(size, at + 24);
  return copy;
}
