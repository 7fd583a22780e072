import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginsAs, isPattern } from '../../src/named/asked-name.ts';

test('a star makes a pattern', () => {
  assert.deepEqual(['Partner*', '*', 'Partner', 'Part?er', ''].map(isPattern), [true, true, false, false, false]);
});

test('a fingerprint is asked for by eight digits at least, with or without colons', () => {
  const fingerprint = 'd8ae354a'.padEnd(64, '0');
  for (const asked of ['d8ae354a', 'D8:AE:35:4A', fingerprint]) assert.equal(beginsAs(fingerprint, asked), true, asked);
  for (const asked of ['d8ae354', 'd8:ae:35', '::::::::', 'd8ae354b']) {
    assert.equal(beginsAs(fingerprint, asked), false, asked);
  }
});
