import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonicalRecordId } from '@cert-health/core';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'];
const shortIds = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 15, maxLength: 15 });

describe('a record Id', () => {
  it('of 15 characters gets the three that Salesforce appends', () => {
    assert.equal(canonicalRecordId('0P15g000000ABcd'), '0P15g000000ABcdCAG');
    assert.equal(canonicalRecordId('000000000000000'), '000000000000000AAA');
    assert.equal(canonicalRecordId('AAAAAAAAAAAAAAA'), 'AAAAAAAAAAAAAAA555');
  });

  it('that is well known keeps its well-known ending', () => {
    assert.equal(canonicalRecordId('001D000000IqhSL'), '001D000000IqhSLIAZ');
    assert.equal(canonicalRecordId('906F0000000AQQz'), '906F0000000AQQzIAO');
  });

  it('of 18 characters is itself, from 15 and back, whatever the letters', () => {
    fc.assert(
      fc.property(shortIds, (short) => {
        const long = canonicalRecordId(short) as string;
        assert.equal(long.length, 18);
        assert.equal(long.slice(0, 15), short);
        assert.equal(canonicalRecordId(long), long);
      }),
    );
  });

  it('of 18 characters that lost its case gets it back', () => {
    fc.assert(
      fc.property(shortIds, (short) => {
        const long = canonicalRecordId(short) as string;
        assert.equal(canonicalRecordId(long.toLowerCase()), long);
        assert.equal(canonicalRecordId(long.toUpperCase()), long);
      }),
    );
  });

  it('of 15 characters differs when the case differs', () => {
    assert.notEqual(canonicalRecordId('0P15g000000ABcd'), canonicalRecordId('0P15G000000ABcd'));
  });

  it('is not one with another length, another character, or capitals where digits stand', () => {
    for (const text of [
      '',
      '0P1',
      '0P15g000000ABcdCA',
      '0P15g000000ABcdCAG0',
      '0P15g000000ABc_',
      '0P15g000000ABcd CAG',
    ]) {
      assert.equal(canonicalRecordId(text), undefined, text);
    }
    assert.equal(canonicalRecordId('000000000000000BAA'), undefined);
    assert.equal(canonicalRecordId('0P15g000000ABcdCA9'), undefined);
  });
});
