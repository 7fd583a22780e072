import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldsToRead, recordFields, recordKey, recordObjects } from '@cert-health/core';
import type { CertificateDetails } from '@cert-health/core';
import { certificate, DAY_1, finding, ORG, report, source } from './made-report.ts';
import { RecordStore, rowsPlanned } from './record-store.ts';

describe('a key', () => {
  it('is its parts, joined', () => {
    assert.equal(recordKey(['org.certificates', 'Partner_API']), 'org.certificates/Partner_API');
  });

  it('of 255 characters is whole; a longer one is cut to 230, # and 16 hex digits of its SHA-256', () => {
    assert.equal(recordKey(['x'.repeat(255)]), 'x'.repeat(255));
    // printf 'x%.0s' {1..256} | sha256sum
    assert.equal(recordKey(['x'.repeat(256)]), `${'x'.repeat(230)}#85e62acd750c4eb5`);
  });

  it('tells long names with the same beginning apart', () => {
    assert.notEqual(recordKey([`${'x'.repeat(300)}a`]), recordKey([`${'x'.repeat(300)}b`]));
  });

  it('that Salesforce would trim or refuse is cleaned, and still its own', () => {
    const odd = [recordKey(['a ']), recordKey([' a']), recordKey(['a\n']), recordKey(['a\0']), recordKey(['a'])];
    assert.equal(new Set(odd).size, 5);
    for (const key of odd) assert.match(key, /^a( )*(#[0-9a-f]{16})?$/);
  });

  it('does not end in half of a character', () => {
    assert.equal(recordKey([`${'x'.repeat(229)}😀${'y'.repeat(99)}`]).isWellFormed(), true);
  });
});

describe('values as fields can hold them', () => {
  const long = `CN=${'n'.repeat(400)}`;

  function stored(parts: Parameters<typeof report>[0]): RecordStore {
    const store = new RecordStore();
    store.publish(report(parts));
    return store;
  }

  it('a long text ends with … and is whole in the details', () => {
    const row = stored({ certificates: [certificate('A', { subject: long })] }).certificate('A');
    assert.equal(row['Subject__c'], `CN=${'n'.repeat(251)}…`);
    assert.equal((JSON.parse(String(row['Details__c'])) as CertificateDetails).certificate?.subject, long);
  });

  it('a finding names days and no distances, as it is read days after the scan', () => {
    const said = { title: 'A stops working in 4 days (Thu 26 Nov)', detail: 'Since 2 days ago (Fri 20 Nov 2026).' };
    const row = stored({ findings: [finding('expiring', 'A', said)] }).finding('expiring', 'A');
    assert.match(String(row?.['Title__c']), /^A stops working on Thu 26 Nov \d{4}$/);
    assert.equal(row?.['Detail__c'], 'Since on Fri 20 Nov 2026.');
  });

  it('a title that is cut stands whole before the detail', () => {
    const row = stored({ findings: [finding('expired', 'A', { title: long, detail: 'Why.' })] }).finding(
      'expired',
      'A',
    );
    assert.equal(String(row['Title__c']).length, 255);
    assert.equal(row['Detail__c'], `${long}\n\nWhy.`);
  });

  it('the day after all days, 31 Dec 9999, becomes the last one that Salesforce can hold', () => {
    const row = stored({ certificates: [certificate('A', { notAfter: '9999-12-31T23:59:59.000Z' })] }).certificate('A');
    assert.equal(row['Expires_At__c'], '4000-12-31T00:00:00.000Z');
  });

  it('moments are stored to the second', () => {
    const row = stored({ at: '2026-11-22T02:15:07.891Z' }).row('CertHealth_Scan__c', `${ORG}/2026-11-22T02:15:07.891Z`);
    assert.equal(row['Scanned_At__c'], '2026-11-22T02:15:07.000Z');
  });

  it('a name with a line end in it does not pass for two', () => {
    const row = stored({
      certificates: [certificate('A', { subjectAltNames: ['good.example\nbad.example', 'b'] })],
    }).certificate('A');
    assert.equal(row['Alternative_Names__c'], 'good.example bad.example\nb');
  });

  it('two thousand alternative names are cut, and the details still are JSON', () => {
    const names = Array.from({ length: 2000 }, (_, number) => `host-${number}.${'long-label-'.repeat(6)}.example`);
    const row = stored({ certificates: [certificate('A', { subjectAltNames: names })] }).certificate('A');
    assert.equal(String(row['Alternative_Names__c']).length, 32_768);
    const details = JSON.parse(String(row['Details__c'])) as CertificateDetails;
    assert.equal(details.certificate?.subjectAltNames[0], names[0]);
    assert.match(details.certificate?.subjectAltNames.at(-1) ?? '', /^… and \d+ more$/);
  });

  it('whatever the report says, every field fits its type', () => {
    const huge = 'ä😀\0\n "'.repeat(40_000);
    const store = stored({
      sources: [{ ...source(`file:${huge}`), label: huge, detail: huge, permission: huge, items: 1e12 }],
      certificates: [
        certificate('A', {
          subject: huge,
          issuer: huge,
          serialNumber: huge,
          lifetimeDays: 3.65e9,
          extendedKeyUsage: [huge],
          subjectAltNames: [huge, huge],
        }),
      ],
      findings: [
        finding('expired', 'A', {
          title: huge,
          detail: huge,
          remedy: huge,
          source: huge,
          owner: huge,
          evidence: { huge, list: [huge, huge] },
        }),
      ],
      notChecked: [{ check: 'expired', subject: huge, reason: huge, permission: huge }],
    });
    let texts = 0;
    for (const object of recordObjects) {
      for (const key of store.keys(object)) {
        for (const [name, value] of Object.entries(store.row(object, key))) {
          const type = recordFields[object][name];
          if (!type || typeof value !== 'string' || !('length' in type)) continue;
          texts += 1;
          assert.ok(value.length <= type.length, `${object}.${name} has ${value.length} characters`);
          assert.ok(value.isWellFormed(), `${object}.${name} holds half a character`);
          assert.doesNotMatch(value, /\0/, `${object}.${name}`);
        }
      }
    }
    assert.ok(texts >= 40, `${texts} texts were looked at`);
    assert.equal(store.plan(report({ at: DAY_1 })).steps.length > 0, true);
  });

  it('an empty text is no value: nothing is written for it in a new row', () => {
    const planned = rowsPlanned(
      new RecordStore().plan(report({ certificates: [certificate('A', { extendedKeyUsage: [] })] })),
    );
    assert.ok(planned.every(({ fields }) => Object.values(fields).every((value) => value !== null && value !== '')));
  });
});

describe('the fields to read before a publication', () => {
  it('name what is compared, the Id and the lookup', () => {
    const fields = fieldsToRead('CertHealth_Finding__c');
    assert.deepEqual(fields.slice(0, 2), ['Id', 'Finding_Key__c']);
    assert.equal(fields.at(-1), 'Certificate__c');
    assert.ok(fields.includes('Evidence__c'));
  });

  it('can do without long texts', () => {
    assert.ok(!fieldsToRead('CertHealth_Finding__c', 'without').includes('Evidence__c'));
  });

  it('never ask for the notes of people', () => {
    assert.ok(!fieldsToRead('CertHealth_Certificate__c').includes('Notes__c'));
  });
});
