import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryName, shownAlias } from '../../src/keystore/entry-name.ts';
import { javaText } from '../../src/keystore/java-text.ts';

test('an entry is called by its alias, or counted', () => {
  assert.equal(entryName({ alias: 'edi' }, 0), 'edi');
  assert.equal(entryName({}, 2), 'entry 3');
  assert.equal(entryName({ alias: '' }, 2), 'entry 3');
  assert.equal(entryName({ aliasUnreadable: true }, 1), 'entry 2 (its name cannot be decoded)');
});

test('what may be key material is not repeated as a name', () => {
  const key = Buffer.alloc(48, 'k3y').toString('base64');
  for (const alias of [key, `-----BEGIN PRIVATE KEY-----${key.slice(0, 8)}`, 'a'.repeat(201)]) {
    assert.equal(shownAlias({ alias }), undefined);
    assert.equal(entryName({ alias }, 0), 'entry 1 (its name is not shown)');
  }
});

test("Java's own form of UTF-8 is decoded, and what is none is not", () => {
  const decode = (hex: string): string | undefined => javaText(Buffer.from(hex, 'hex'));
  assert.equal(decode(Buffer.from('Größe ✓').toString('hex')), 'Größe ✓');
  assert.equal(decode('61c08062'), 'a\0b');
  // A letter beyond the first plane, each half of its pair in three octets.
  assert.equal(decode('eda0bdedb491'), '🔑');
  for (const broken of ['c3', 'e282', '80', 'f09f9491', 'c341', 'eda0bd']) assert.equal(decode(broken), undefined);
});
