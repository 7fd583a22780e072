import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAsOf } from '../../src/options/as-of.ts';

test('a day means its first moment in UTC', () => {
  assert.equal(parseAsOf('2027-03-15')?.toISOString(), '2027-03-15T00:00:00.000Z');
});

test('a date-time without an offset is UTC, on every machine', () => {
  assert.equal(parseAsOf('2027-03-15T12:30')?.toISOString(), '2027-03-15T12:30:00.000Z');
  assert.equal(parseAsOf('2027-03-15T12:30:15.250')?.toISOString(), '2027-03-15T12:30:15.250Z');
});

test('an offset is honored', () => {
  assert.equal(parseAsOf('2027-03-15T01:00:00+02:00')?.toISOString(), '2027-03-14T23:00:00.000Z');
  assert.equal(parseAsOf('2027-03-15T01:00:00Z')?.toISOString(), '2027-03-15T01:00:00.000Z');
});

for (const text of [
  '',
  'tomorrow',
  '2027',
  '2027-3-5',
  '15.03.2027',
  '03/15/2027',
  '2027-13-01',
  '2027-02-30',
  '2027-03-15T25:00',
  '2027-03-15 12:00',
  '2027-03-15x',
]) {
  test(`"${text}" is no date`, () => assert.equal(parseAsOf(text), undefined));
}

test('29 February exists in leap years only', () => {
  assert.equal(parseAsOf('2028-02-29')?.toISOString(), '2028-02-29T00:00:00.000Z');
  assert.equal(parseAsOf('2027-02-29'), undefined);
});
