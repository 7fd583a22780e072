import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chromeStore, readCacertsPage, salesforceTrustStore } from '@cert-health/core';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { trustListPage } from '../../src/terminal/trust-list-page.ts';
import { listStore } from '../../src/trust/listing.ts';
import { mozillaStoreAt } from '../../src/trust/mozilla-at.ts';
import { builtInStore, storeOfPage } from '../../src/trust/opened-store.ts';
import type { OpenedStore } from '../../src/trust/opened-store.ts';
import { g2, pageOf, r4, tableOf, today } from './roots.ts';

const mozilla = builtInStore(mozillaStoreAt(today));
const chrome = builtInStore(chromeStore);
const openPage = (body: string, fetchedAt?: string): OpenedStore => {
  const page = readCacertsPage(pageOf(body));
  return storeOfPage(page, salesforceTrustStore(page, { source: 'saved.html', ...(fetchedAt ? { fetchedAt } : {}) }));
};
const shown = (opened: OpenedStore, at = today, columns = 80): string =>
  trustListPage(listStore(opened, at), { columns, paint: plainPaint });

describe('the listing', () => {
  test('is plain JSON', () => {
    for (const opened of [mozilla, chrome]) {
      const listing = listStore(opened, today);
      assert.deepEqual(JSON.parse(JSON.stringify(listing)), listing);
    }
  });

  test('has every anchor by name, with age and limits', () => {
    const { anchors, store } = listStore(mozilla, today);
    assert.equal(anchors.length, store.anchors);
    const names = anchors.map(({ name }) => name.toLowerCase());
    assert.ok(names.indexOf('actalis authentication root ca') < names.indexOf('digicert global root g2'));
    const root = anchors.find(({ fingerprints }) => fingerprints.sha256 === g2.sha256);
    assert.equal(root?.ageYears, 13);
    assert.equal(root.notAfter, '2038-01-15T12:00:00.000Z');
    assert.equal(root.expired, false);
    assert.deepEqual(root.constraints, { websites: true, email: true, distrustAfter: null, sctNotAfter: null });
  });

  test('an age is full years: the day before a birthday counts one less', () => {
    const age = (day: string) =>
      listStore(mozilla, new Date(day)).anchors.find(({ fingerprints }) => fingerprints.sha256 === g2.sha256)?.ageYears;
    assert.equal(age('2028-07-31T00:00:00Z'), 14);
    assert.equal(age('2028-08-01T12:00:00Z'), 15);
  });

  test('knows the dates of a root that a list names by its SHA-256, and of no other', () => {
    const { anchors } = listStore(openPage(tableOf('SHA-256', [['G2', g2.sha256]])), today);
    assert.equal(anchors[0]?.notAfter, '2038-01-15T12:00:00.000Z');
    const weak = listStore(openPage(tableOf('SHA-1', [['G2', g2.sha1]])), today);
    assert.deepEqual(weak.anchors[0]?.fingerprints, { sha256: null, sha1: g2.sha1, md5: null });
    assert.equal(weak.anchors[0].notAfter, null);
    assert.equal(weak.anchors[0].expired, null);
  });

  test('data older than 120 days is stale on the day that is judged', () => {
    assert.equal(listStore(chrome, new Date('2027-03-22')).store.stale, false);
    assert.equal(listStore(chrome, new Date('2027-03-23T00:00:01Z')).store.stale, true);
  });
});

describe('the page for a terminal', () => {
  test('begins with what the list is, its counts, its data and its source', () => {
    const [title = '', counts = '', data = '', source = ''] = shown(chrome).split('\n');
    assert.match(title, /^Chrome Root Store +as of 22 Nov 2026 02:15 UTC$/);
    assert.match(counts, /^104 anchors · 26 only up to a date$/);
    assert.match(data, /^data {4}Chrome Root Store v36, of Sun 22 Nov \(0 days old\)$/);
    assert.match(source, /^source {2}root_store\.textproto of a third-party copy of Chromium$/);
  });

  test('tells what ends several roots at once in one place, and a projection from a date', () => {
    const page = shown(chrome);
    assert.match(page, /about Thu 15 Apr 2027: \d+ roots\. Chrome retires roots whose key was made in 2008\s+to/);
    assert.match(page, /^Mon 14 Jun 2027: 1 root\. Chrome trusts no certificate that is logged later\./m);
    assert.ok(page.indexOf('15 Apr 2027') < page.indexOf('14 Jun 2027'));
  });

  test('has a line for every anchor, with its limit below', () => {
    const page = shown(mozilla);
    assert.match(page, /^cb3ccbb7 {2}DigiCert Global Root G2 +13 y, to 2038-01-15$/m);
    assert.match(page, /^2530cc8e {2}Izenpe\.com .*\n {10}only certificates valid from 2026-04-15 or before$/m);
    assert.match(page, /^4348a0e9 .*\n {10}for email only, not for websites$/m);
  });

  test('says loudly that data is old', () => {
    assert.match(shown(chrome, new Date('2027-06-01')), /▲ OLD DATA +The data of Chrome Root Store is 191 days old\./);
    assert.doesNotMatch(shown(chrome), /OLD DATA/);
  });

  test("a saved page of no known date is not taken for today's", () => {
    const page = shown(openPage(`<pre>${g2.pem}</pre>`));
    assert.match(page, /of no known date/);
    assert.match(page, /▲ OLD DATA +The date of the data .* is not known\./s);
    assert.doesNotMatch(shown(openPage(`<pre>${g2.pem}</pre>`, today.toISOString())), /OLD DATA/);
  });

  test('counts what was not understood, and names alone', () => {
    const rows = tableOf('SHA-256', [
      ['G2', g2.sha256],
      ['Broken', 'abcd'],
    ]);
    const page = shown(
      openPage(
        `${rows}<table><tr><th>Subject</th><th>Valid until</th></tr><tr><td>CN=Named Only</td><td>2030</td></tr></table>`,
      ),
    );
    assert.match(page, /\? BY NAME +1 entry tells a name and no fingerprint/);
    assert.match(page, /\? NOT READ +1 entry of The instance's own list of trusted roots\s+\(\/cacerts\.jsp\)/);
    assert.match(page, /end not known/);
    assert.match(page, /When 1 anchor will end is not known/);
  });

  test('an anchor that has expired says so', () => {
    assert.match(shown(openPage(`<pre>${g2.pem}</pre>`), new Date('2039-01-01')), /25 y, ended 2038-01-15/);
  });

  test('no line is wider than the terminal', () => {
    const long = openPage(
      `<table><tr><th>Name</th><th>SHA-256</th></tr><tr><td>${'Root '.repeat(30)}</td><td>${r4.sha256}</td></tr></table>`,
    );
    for (const columns of [40, 80]) {
      for (const opened of [mozilla, chrome, long]) {
        for (const line of shown(opened, today, columns).split('\n')) assert.ok(columnsOf(line) <= columns, line);
      }
    }
  });
});
