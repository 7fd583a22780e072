import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DerCursor, readGeneralizedTime, readTime, type Irregularities } from '@cert-health/core';
import { generalizedTime, integer, utcTime, type Bytes } from './der-writer.ts';
import { parseError } from './parse-error.ts';

const read = (der: Bytes, notes: Irregularities = []): string =>
  readTime(new DerCursor(der), 'the date', notes).toISOString();

describe('A time in a certificate', () => {
  it('is UTC: two-digit years run from 1950 to 2049', () => {
    assert.equal(read(utcTime('500101000000Z')), '1950-01-01T00:00:00.000Z');
    assert.equal(read(utcTime('991231235959Z')), '1999-12-31T23:59:59.000Z');
    assert.equal(read(utcTime('000229120000Z')), '2000-02-29T12:00:00.000Z');
    assert.equal(read(utcTime('491231235959Z')), '2049-12-31T23:59:59.000Z');
  });

  it('keeps its true value past 2050, up to the end of the year 9999', () => {
    assert.equal(read(generalizedTime('20500101000000Z')), '2050-01-01T00:00:00.000Z');
    assert.equal(read(generalizedTime('99991231235959Z')), '9999-12-31T23:59:59.000Z');
  });

  it('is told as irregular when a date before 2050 is GeneralizedTime', () => {
    const notes: Irregularities = [];
    assert.equal(read(generalizedTime('20491231235959Z'), notes), '2049-12-31T23:59:59.000Z');
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['time-generalized-before-2050'],
    );
    assert.equal(read(generalizedTime('00000101000000Z'), []), '0000-01-01T00:00:00.000Z');
  });

  it('agrees with Date for every second of every year', () => {
    const min = Date.UTC(1950, 0, 1) / 1000;
    const max = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;
    fc.assert(
      fc.property(fc.integer({ min, max }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString();
        const digits = iso.replace(/[-:T]|\.000/g, '');
        assert.equal(read(generalizedTime(digits)), iso);
        if (seconds < Date.UTC(2050, 0, 1) / 1000) assert.equal(read(utcTime(digits.slice(2))), iso);
      }),
    );
  });

  it('is refused without seconds, without Z, with an offset or with fractions', () => {
    for (const time of ['2601010000Z', '260101000000', '260101000000+0100', '260101000000z', '260101000000.5Z', ''])
      assert.equal(parseError('der.time', () => read(utcTime(time))).rule, 'RFC 5280 section 4.1.2.5');
    for (const time of ['20500101000000.5Z', '20500101000000', '205001010000Z', '20500101000000+0000', '500101000000Z'])
      parseError('der.time', () => read(generalizedTime(time)));
  });

  it('is refused for days and hours that do not exist, and for characters that are no digits', () => {
    for (const time of [
      '260001',
      '261301',
      '260100',
      '260132',
      '260230',
      '250229',
      '260431',
      '2a0101',
      '26 101',
      '26-101',
      '2601/1',
    ])
      parseError('der.time', () => read(utcTime(`${time}000000Z`)));
    for (const time of ['240000', '236000', '235960', '0x0000', '00:000'])
      parseError('der.time', () => read(utcTime(`260101${time}Z`)));
    parseError('der.time', () => read(generalizedTime('21000229000000Z')));
    assert.equal(read(generalizedTime('24000229000000Z')), '2400-02-29T00:00:00.000Z');
  });

  it('is refused as any other type', () => {
    parseError('der.unexpected-tag', () => read(integer(5)));
    parseError('der.unexpected-tag', () => readGeneralizedTime(new DerCursor(utcTime('260101000000Z')), 'the date'));
  });
});
