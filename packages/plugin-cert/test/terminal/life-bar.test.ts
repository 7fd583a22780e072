import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lifeBar } from '../../src/terminal/life-bar.ts';

test('a fresh certificate has an empty bar', () => assert.equal(lifeBar(0, 10), '░░░░░░░░░░ 0 % used'));

test('half a life fills half the bar', () => assert.equal(lifeBar(0.5, 10), '█████░░░░░ 50 % used'));

test('the bar is as fine as an eighth of a column', () => assert.equal(lifeBar(0.5125, 10), '█████▏░░░░ 51 % used'));

test('a certificate in its last seconds is not called expired', () => {
  assert.equal(lifeBar(0.9999, 10), '█████████▉ 99 % used');
});

test('a bar that is full says expired, however long ago', () => {
  assert.equal(lifeBar(1, 10), '██████████ expired');
  assert.equal(lifeBar(7.5, 10), '██████████ expired');
});

test('a certificate that is not valid yet has used nothing', () => assert.equal(lifeBar(-0.2, 4), '░░░░ 0 % used'));
