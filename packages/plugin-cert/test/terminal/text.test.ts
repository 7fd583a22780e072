import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, padTo, printable, wrap } from '../../src/terminal/text.ts';

test('wide characters take two columns and combining marks none', () => {
  assert.equal(columnsOf('証明書'), 6);
  assert.equal(columnsOf('é'), 1);
  assert.equal(columnsOf('e\u0301'), 1);
  assert.equal(columnsOf('🔒'), 2);
});

test('padding counts columns, not characters', () => {
  assert.equal(padTo('証', 4), '証  ');
  assert.equal(padTo('longer', 3), 'longer');
});

test('text breaks at spaces and never exceeds the width', () => {
  const lines = wrap('the certificate that vouches for it is not held with it', 20);
  assert.deepEqual(lines, ['the certificate that', 'vouches for it is', 'not held with it']);
});

test('a word that is too long is broken behind a separator, and nothing of it is lost', () => {
  const path = 'force-app/main/default/certs/Partner_API_Client_With_A_Long_Name.crt';
  const lines = wrap(path, 32);
  assert.ok(lines.every((line) => columnsOf(line) <= 32));
  assert.equal(lines.join(''), path);
  assert.equal(lines[0], 'force-app/main/default/certs/');
});

test('a word without separators is broken where the line ends', () => {
  assert.deepEqual(wrap('a'.repeat(25), 10), ['a'.repeat(10), 'a'.repeat(10), 'aaaaa']);
});

test('wide characters are not torn apart at the end of a line', () => {
  const lines = wrap('証'.repeat(7), 9);
  assert.deepEqual(lines, ['証証証証', '証証証']);
});

test('control characters of a name cannot reach the terminal', () => {
  assert.equal(printable('a\u001b[2Jb\r\n\u0007'), 'a\\u{1b}[2Jb\\u{d}\\u{a}\\u{7}');
  assert.equal(printable('\u009b31m'), '\\u{9b}31m');
});

test('characters that turn the direction of text or hide are shown as escapes', () => {
  assert.equal(printable('abc\u202egpj.exe'), 'abc\\u{202e}gpj.exe');
  assert.equal(printable('a\u200bb\ufeff'), 'a\\u{200b}b\\u{feff}');
});

test('an empty text is one empty line', () => assert.deepEqual(wrap('', 20), ['']));
