import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labelIn } from '../../src/keystore/pkcs12-label.ts';
import { readPkcs12 } from '../../src/keystore/pkcs12.ts';
import { Rounds } from '../../src/keystore/rounds.ts';
import { tlv } from './der-writer.ts';
import { openPkcs12 } from './made-keystores.ts';
import { bmp, certificateBag, openPart, pkcs12 } from './pkcs12-writer.ts';

const root = readPkcs12(openPkcs12, undefined, new Rounds()).entries[0]?.certificates[0]?.der ?? new Uint8Array();

const readable: Readonly<Record<string, [Uint8Array, string]>> = {
  'a BMPString, as the standard asks': [bmp('Größe ✓'), 'Größe ✓'],
  'a BMPString with a letter beyond the first plane': [bmp('🔑'), '🔑'],
  'one with an end mark': [bmp('name\0'), 'name'],
  'an empty one': [bmp(''), ''],
  'a UTF8String': [tlv(0x0c, Buffer.from('Größe')), 'Größe'],
  'a PrintableString': [tlv(0x13, Buffer.from('name')), 'name'],
  'an IA5String': [tlv(0x16, Buffer.from('a@b')), 'a@b'],
  'a TeletexString': [tlv(0x14, Buffer.from('Größe', 'latin1')), 'Größe'],
  'a UniversalString': [tlv(0x1c, Buffer.from('0001f511', 'hex')), '🔑'],
};
const unreadable: Readonly<Record<string, Uint8Array>> = {
  'an odd number of octets': tlv(0x1e, Buffer.from('006e00', 'hex')),
  'half a surrogate pair': tlv(0x1e, Buffer.from('d83d', 'hex')),
  'broken UTF-8': tlv(0x0c, Buffer.from('c328', 'hex')),
  'three octets of a UniversalString': tlv(0x1c, Buffer.from('000000', 'hex')),
  'a number that is no character': tlv(0x1c, Buffer.from('00110000', 'hex')),
  'a number in place of a text': tlv(0x02, Buffer.from('01', 'hex')),
};

describe('the name of an entry is decoded from', () => {
  for (const [what, [element, expected]] of Object.entries(readable)) {
    test(what, () => assert.deepEqual(labelIn(element[0] as number, element.subarray(2)), { alias: expected }));
  }
});

describe('a name that cannot be decoded costs the name, not the store:', () => {
  for (const [what, element] of Object.entries(unreadable)) {
    test(what, () => {
      const store = pkcs12(
        [openPart(certificateBag(root, { name: element, trusted: true }), certificateBag(root, { name: 'second' }))],
        { kind: 'none' },
      );
      const { entries } = readPkcs12(store, undefined, new Rounds());
      assert.deepEqual(
        entries.map(({ alias, aliasUnreadable, certificates: [one] }) => [
          alias,
          aliasUnreadable,
          one?.certificate !== undefined,
        ]),
        [
          [undefined, true, true],
          ['second', undefined, true],
        ],
      );
    });
  }
});
