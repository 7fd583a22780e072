import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { endingsOf, isOver } from '@cert-health/core';
import type { Holding } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { held } from '../fixtures/inventories.ts';

const root = await issue({ subject: 'CN=Root', ca: true, notAfter: '2026-03-01T00:00:00Z' });
const early = await issue({ subject: 'CN=Early', issuer: root, ca: true, notAfter: '2026-06-01T00:00:00Z' });
const late = await issue({ subject: 'CN=Late', issuer: root, ca: true, notAfter: '2027-06-01T00:00:00Z' });

const told = (holding: Holding): string[] => endingsOf(holding).map(({ of, last }) => `${of} ${last.toISOString()}`);

describe('endingsOf', () => {
  it('gives the end of the certificate, then of an intermediate that ends before it', async () => {
    const leaf = await issue({ subject: 'CN=leaf', issuer: early });
    assert.deepEqual(told(held([leaf, early, root])), [
      'leaf 2026-12-31T12:00:00.000Z',
      'intermediate 2026-06-01T00:00:00.000Z',
    ]);
  });

  it('leaves out intermediates that last at least as long, roots, and what is not on the path', async () => {
    const leaf = await issue({ subject: 'CN=leaf', issuer: late });
    assert.deepEqual(told(held([leaf, late, early, root])), ['leaf 2026-12-31T12:00:00.000Z']);
  });

  it('measures an intermediate by the lifetime of the certificate below it', async () => {
    const leaf = await issue({ subject: 'CN=leaf', issuer: early });
    for (const { start, leafEnd } of endingsOf(held([leaf, early]))) {
      assert.equal(start?.toISOString(), '2026-01-01T12:00:00.000Z');
      assert.equal(leafEnd.toISOString(), '2026-12-31T12:00:00.000Z');
    }
  });

  it('goes by the record when there is no certificate, and by nothing when there is no date', () => {
    const record = { expirationDate: new Date('2026-11-26') };
    assert.deepEqual(told(held([], { record })), ['record 2026-11-26T00:00:00.000Z']);
    assert.deepEqual(told(held([], { record: {} })), []);
  });

  it('believes the certificate rather than its record', async () => {
    const leaf = await issue({ subject: 'CN=leaf' });
    const record = { expirationDate: new Date('2030-01-01') };
    assert.deepEqual(told(held([leaf], { record })), ['leaf 2026-12-31T12:00:00.000Z']);
  });
});

describe('isOver', () => {
  it('counts the last moment of a certificate as valid', async () => {
    const [ending] = endingsOf(held([await issue({ subject: 'CN=leaf' })]));
    assert.ok(ending);
    assert.equal(isOver(ending, new Date('2026-12-31T12:00:00.000Z')), false);
    assert.equal(isOver(ending, new Date('2026-12-31T12:00:00.001Z')), true);
  });

  it('counts the whole last day of a record as valid', () => {
    const [ending] = endingsOf(held([], { record: { expirationDate: new Date('2026-11-26') } }));
    assert.ok(ending);
    assert.equal(isOver(ending, new Date('2026-11-26T23:59:59.999Z')), false);
    assert.equal(isOver(ending, new Date('2026-11-27T00:00:00.000Z')), true);
  });
});
