import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../src/settings/nearest.ts';

const words = ['expired', 'expiring', 'weak-key', 'weak-signature'];

for (const [written, meant] of [
  ['expird', 'expired'],
  ['Expiring', 'expiring'],
  ['weak_key', 'weak-key'],
  ['weaksignature', 'weak-signature'],
] as const) {
  test(`"${written}" means "${meant}"`, () => assert.equal(nearest(written, words), meant));
}

test('what comes near nothing means nothing', () => {
  assert.equal(nearest('colour', words), undefined);
  assert.equal(nearest('x', []), undefined);
});

test('long input is not compared', () => assert.equal(nearest('x'.repeat(100_000), words), undefined));
