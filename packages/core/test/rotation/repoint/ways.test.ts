import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referenceUses, wayOf, ways } from '@cert-health/core';

test('every field that names or carries a certificate has a way, in each of its spellings', () => {
  for (const { field, also = [], kind } of referenceUses) {
    if (kind !== 'names' && kind !== 'carries') continue;
    for (const spelling of [field, ...also]) assert.equal(wayOf(spelling)?.field, field, spelling);
  }
});

test('what meets or pins a certificate of somebody else has none', () => {
  for (const { field, kind } of referenceUses) {
    if (kind === 'meets' || kind === 'pins') assert.equal(wayOf(field), undefined, field);
  }
});

test('every way has a source, is a known field, and says where the value stands or why a person has to do it', () => {
  const known = new Set(referenceUses.map(({ field }) => field));
  assert.equal(new Set(ways.map(({ field }) => field)).size, ways.length);
  for (const way of ways) {
    assert.ok(known.has(way.field), way.field);
    assert.ok(way.source.document && way.source.section, way.field);
    if (way.by === 'deploy') assert.ok(way.place.path.length > 0 && way.place.directory && way.place.suffix, way.field);
    if (way.by === 'hand') assert.match(way.why, /^[a-z].*[^.]$/, way.field);
  }
});
