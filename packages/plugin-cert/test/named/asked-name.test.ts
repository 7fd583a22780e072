import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fingerprintMatcher, nameMatcher } from '../../src/named/asked-name.ts';

const cases: readonly (readonly [asked: string, name: string, fits: boolean])[] = [
  ['Partner_API', 'partner_api', true],
  ['Partner_API', 'Partner_API_2', false],
  ['Partner*', 'Partner_API', true],
  ['Partner*', 'My_Partner', false],
  ['*client', 'EDI_Client', true],
  ['*edi*', 'Legacy_EDI_Client', true],
  ['a*b*c', 'a1b2c', true],
  ['a*b*c', 'acb', false],
  ['aa*aa', 'aaa', false],
  ['ab*ba', 'abba', true],
  ['a*bb*b', 'abb', false],
  ['*', '', true],
  ['', 'x', false],
  ['a.c', 'abc', false],
  ['(a+)+$', 'aaaa', false],
];

for (const [asked, name, fits] of cases) {
  test(`"${asked}" ${fits ? 'asks' : 'does not ask'} for "${name}"`, () =>
    assert.equal(nameMatcher(asked)(name), fits));
}

test('what has no name is called nothing', () => {
  assert.equal(nameMatcher('*')(undefined), false);
  assert.equal(nameMatcher('')(undefined), false);
});

test('a pattern of many stars is answered', () => {
  assert.equal(nameMatcher(`${'*a'.repeat(5000)}*b*`)('a'.repeat(20_000)), false);
});

test('a fingerprint is asked for by eight digits at least, with or without colons', () => {
  const fingerprint = 'd8ae354a'.padEnd(64, '0');
  for (const asked of ['d8ae354a', 'D8:AE:35:4A', fingerprint]) {
    assert.equal(fingerprintMatcher(asked)(fingerprint), true, asked);
  }
  for (const asked of ['d8ae354', 'd8:ae:35', '::::::::', 'd8ae354b']) {
    assert.equal(fingerprintMatcher(asked)(fingerprint), false, asked);
  }
});
