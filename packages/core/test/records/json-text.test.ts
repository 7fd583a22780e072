import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { jsonWithin } from '../../src/records/json-text.ts';
import { shortened } from '../../src/records/scan-changes.ts';
import { DAY_1, ORG, report } from './made-report.ts';
import { RecordStore } from './record-store.ts';

describe('JSON that must fit a field', () => {
  it('is whole where it fits', () => {
    const value = { list: [1, 2, 3], text: 'x', nothing: null, yes: true };
    assert.equal(jsonWithin(value, 1000), JSON.stringify(value));
  });

  it('loses the ends of lists, and lists of texts say how many they lost', () => {
    const list = Array.from({ length: 300 }, (_, index) => `name-${index}`);
    const shorter = JSON.parse(jsonWithin({ list }, 1500)) as { list: string[] };
    assert.deepEqual([shorter.list.length, shorter.list.at(-1)], [101, '… and 200 more']);
  });

  it('loses the last entries of lists of other things, which then are of one kind still', () => {
    const list = Array.from({ length: 300 }, (_, index) => ({ index }));
    const shorter = JSON.parse(jsonWithin({ list }, 1500)) as { list: { index: number }[] };
    assert.deepEqual([shorter.list.length, shorter.list.at(-1)?.index], [100, 99]);
  });

  it('loses the ends of texts, never half a character', () => {
    const text = jsonWithin({ text: `${'x'.repeat(499)}😀${'y'.repeat(3000)}` }, 800);
    assert.equal(text.isWellFormed(), true);
    assert.match(text, /…"\}$/);
  });

  it('fits, and is JSON, whatever it is', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 4, max: 400 }), (json, length) => {
        const text = jsonWithin(JSON.parse(json), length);
        assert.ok(text.length <= length, `${text.length} > ${length}`);
        JSON.parse(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the forecast of a large org', () => {
  it('keeps the certificates that end first', () => {
    const perCertificate = Array.from({ length: 3000 }, (_, index) => ({
      certificate: String(index).padStart(64, '0'),
      limited: false,
      lifetimeDays: 365,
      today: 1,
      under200: 2,
      under100: 4,
      under47: 8,
    }));
    const forecast = { basis: 'b', today: 1, under200: 2, under100: 4, under47: 8, perCertificate, byMonth: [] };
    const store = new RecordStore();
    store.publish(report({ forecast }));
    const json = String(store.row('CertHealth_Scan__c', `${ORG}/${DAY_1}`)['Forecast__c']);
    const kept = (JSON.parse(json) as typeof forecast).perCertificate;
    assert.ok(json.length <= 131_072 && kept.length >= 250);
    assert.equal(kept[0]?.certificate, '0'.repeat(64));
  });
});

describe('changes that must fit a field', () => {
  const none = { appeared: [], worse: [], resolved: [], renewed: [], certificatesAdded: [], certificatesGone: [] };
  const entry = (index: number) => ({ key: `${index}-${'k'.repeat(250)}`, title: 't'.repeat(255), severity: 'info' });

  it('have short titles and whole keys', () => {
    const [first] = shortened({ ...none, appeared: [entry(1)] }).appeared;
    assert.equal(first?.title.length, 201);
    assert.equal(first?.key, entry(1).key);
  });

  it('name fewer where even fifty of each do not fit', () => {
    const many = Array.from({ length: 60 }, (_, index) => entry(index));
    const named = many.map(({ key, title }) => ({ key, name: title.repeat(40) }));
    const worse = many.map(({ key, title }) => ({ key, title, from: 'info'.repeat(80), to: 'critical'.repeat(60) }));
    const wide = {
      appeared: many,
      worse,
      resolved: worse,
      renewed: named.map((one) => ({ ...one, from: 'f'.repeat(300), to: 't'.repeat(300) })),
      certificatesAdded: named,
      certificatesGone: named,
    };
    const changes = shortened(wide);
    assert.ok(JSON.stringify(changes).length <= 131_072);
    const kept = Object.values(changes).reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 0);
    assert.equal(kept + changes.more, 360);
    assert.ok(kept > 0 && kept < 300);
  });
});
