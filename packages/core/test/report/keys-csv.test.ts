import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toKeysCsv } from '@cert-health/core';
import type { Holding } from '@cert-health/core';

const held = (name: string, more: Partial<Holding> = {}): Holding => ({
  source: 'org.certificates',
  name,
  label: name,
  kind: 'keyPair',
  certificates: [],
  ...more,
});
const linesOf = (...holdings: Holding[]): string[] => toKeysCsv({ holdings }).split('\r\n').slice(1, -1);

describe('what is known of keys', () => {
  it('is said as the record says it', () => {
    const record = { caSigned: true, privateKeyExportable: false, createdDate: new Date('2026-01-02') };
    assert.deepEqual(linesOf(held('A', { record })), [
      'org.certificates,A,,by an authority,no,not known,2026-01-02T00:00:00.000Z,not known,not known',
    ]);
    assert.match(
      linesOf(held('A', { record: { privateKeyExportable: true, caSigned: false } }))[0] ?? '',
      /by itself,yes/,
    );
  });

  it('is not known where nothing says it', () => {
    const [line = ''] = linesOf(held('A'));
    assert.equal(line.split(',').filter((cell) => cell === 'not known').length, 6);
    assert.doesNotMatch(line, /yes|,no,/);
  });

  it('says that the org made the key only while its request waits there', () => {
    const made = (holding: Holding): string | undefined => linesOf(holding)[0]?.split(',')[5];
    assert.equal(made(held('A', { pendingSignature: true })), 'in the org');
    assert.equal(made(held('A', { pendingSignature: true, source: 'project.certs' })), 'not known');
    assert.equal(made(held('A', { record: { caSigned: true } })), 'not known');
  });

  it('is about places with a key only', () => {
    assert.deepEqual(linesOf(held('A', { kind: 'trusted' }), held('B', { kind: 'pinned' })), []);
  });
});
