import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from '../../src/project/decode-text.ts';

const xml = '<?xml version="1.0" encoding="UTF-8"?>\r\n<A>Zürich</A>';
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

for (const [what, bytes, text] of [
  ['UTF-8', Buffer.from(xml), xml],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${xml}`), xml],
  ['UTF-16 with a mark', Buffer.from(`\ufeff${xml}`, 'utf16le'), xml],
  ['UTF-16 the other way round, with a mark', swapped(`\ufeff${xml}`), xml],
  ['UTF-16 without a mark', Buffer.from(xml, 'utf16le'), xml],
  ['UTF-16 the other way round, without a mark', swapped(xml), xml],
  [
    'Latin-1 that says so',
    Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1'),
    xml.replace('UTF-8', 'ISO-8859-1'),
  ],
  ['Latin-1 that claims to be UTF-8', Buffer.from(xml, 'latin1'), xml],
  ['Latin-1 that says nothing', Buffer.from('// für\nclass A {}', 'latin1'), '// für\nclass A {}'],
  ['UTF-8 that claims to be UTF-16', Buffer.from(xml.replace('UTF-8', 'UTF-16')), xml.replace('UTF-8', 'UTF-16')],
  ['an odd number of bytes', Buffer.from('<A>'), '<A>'],
  ['a single letter', Buffer.from('A'), 'A'],
  ['nothing', Buffer.alloc(0), ''],
] as const) {
  test(`text in ${what} is read`, () => {
    assert.deepEqual(decodeText(bytes), { text });
  });
}

for (const [what, bytes] of [
  ['zero bytes', Buffer.from('<A>\0\0</A>')],
  ['nothing but zero bytes', Buffer.alloc(64)],
  ['an encoding that nobody knows', Buffer.from('<?xml version="1.0" encoding="x-mine"?><A/>')],
] as const) {
  test(`a file with ${what} is none, and that is told`, () => {
    assert.ok('problem' in decodeText(bytes));
  });
}
