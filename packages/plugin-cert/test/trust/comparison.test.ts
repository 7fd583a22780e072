import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chromeStore, mozillaStore, readCacertsPage, salesforceTrustStore } from '@cert-health/core';
import { plainPaint } from '../../src/terminal/paint.ts';
import { columnsOf } from '../../src/terminal/text.ts';
import { compareStores } from '../../src/trust/comparison.ts';
import { trustDiffPage } from '../../src/terminal/trust-diff-page.ts';
import { builtInStore, storeOfPage } from '../../src/trust/opened-store.ts';
import type { OpenedStore } from '../../src/trust/opened-store.ts';
import { g2, izenpe, oldDigicert, pageOf, r4, tableOf, today } from './roots.ts';

const mozilla = builtInStore(mozillaStore);
const chrome = builtInStore(chromeStore);
const openPage = (body: string): OpenedStore => {
  const page = readCacertsPage(pageOf(body));
  return storeOfPage(page, salesforceTrustStore(page, { source: 'saved.html', fetchedAt: today.toISOString() }));
};
const shown = (first: OpenedStore, second: OpenedStore, columns = 80): string =>
  trustDiffPage(compareStores(first, second, today), { columns, paint: plainPaint });

describe('the comparison', () => {
  test('is plain JSON', () => {
    const comparison = compareStores(mozilla, chrome, today);
    assert.deepEqual(JSON.parse(JSON.stringify(comparison)), comparison);
  });

  test('accounts for every anchor of both lists', () => {
    const { first, second, inBoth, onlyInFirst, onlyInSecond, byNameOnly } = compareStores(mozilla, chrome, today);
    const shared = inBoth.sha256 + inBoth.sha1 + inBoth.md5 + byNameOnly.length;
    assert.equal(shared + onlyInFirst.length, first.anchors);
    assert.equal(shared + onlyInSecond.length, second.anchors);
    assert.ok(inBoth.sha256 > 90);
  });

  test('a list with itself has no difference', () => {
    const { onlyInFirst, onlyInSecond, constraintsDiffer } = compareStores(mozilla, mozilla, today);
    assert.deepEqual([onlyInFirst, onlyInSecond, constraintsDiffer], [[], [], []]);
  });

  test('roots that a list states by SHA-1 only are matched by that, and counted apart', () => {
    const page = openPage(tableOf('SHA-256', [['G2', g2.sha256]]) + tableOf('SHA-1', [['R4', r4.sha1]]));
    const { inBoth, onlyInFirst } = compareStores(page, mozilla, today);
    assert.deepEqual(inBoth, { sha256: 1, sha1: 1, md5: 0 });
    assert.deepEqual(onlyInFirst, []);
  });

  test('equal names alone are not taken as the same root', () => {
    const subject = 'CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US';
    const page = openPage(
      `<table><tr><th>Subject</th><th>Valid until</th></tr><tr><td>${subject}</td><td>2038</td></tr></table>`,
    );
    const { inBoth, byNameOnly } = compareStores(page, mozilla, today);
    assert.deepEqual(inBoth, { sha256: 0, sha1: 0, md5: 0 });
    assert.equal(byNameOnly.length, 1);
    assert.equal(byNameOnly[0]?.matchedBy, 'name');
  });

  test('limits that differ are told of both sides', () => {
    const { constraintsDiffer } = compareStores(mozilla, chrome, today);
    const pair = constraintsDiffer.find(({ first }) => first.fingerprints.sha256 === izenpe.sha256);
    assert.equal(pair?.matchedBy, 'sha256');
    assert.equal(pair.first.constraints.distrustAfter, '2026-04-15T23:59:59Z');
    assert.equal(pair.second.constraints.sctNotAfter, '2026-04-14T23:59:59Z');
  });
});

describe('the page for a terminal', () => {
  test('says of both lists what they are, where from and how old', () => {
    const page = shown(mozilla, chrome);
    assert.match(page, /^A {2}Mozilla root store: 169 anchors\ndata {4}NSS/m);
    assert.match(
      page,
      /^B {2}Chrome Root Store: 104 anchors\ndata .*\nsource {2}root_store\.textproto of a third-party copy of Chromium$/m,
    );
  });

  test('lists what only one has; roots for other purposes than websites are counted', () => {
    const page = shown(mozilla, chrome);
    assert.match(page, /^Only in A \(Mozilla\): \d+$/m);
    assert.match(page, /^b676f2ed {2}Certum Trusted Network CA 2$/m);
    assert.match(page, /^\d+ of them not for websites \(--json has them\)$/m);
    assert.doesNotMatch(page, /^4348a0e9/m);
  });

  test('shows a root that one side does not trust for websites', () => {
    const page = shown(openPage(`<pre>${oldDigicert.pem}</pre>`), mozilla);
    assert.match(page, /In both, trusted differently: 1/);
    assert.match(
      page,
      /4348a0e9 {2}DigiCert Global Root CA\n +A \(Salesforce's list\): no limit stated\n +B \(Mozilla\): for email only, not for websites/,
    );
  });

  test('says by what roots were matched', () => {
    const page = shown(
      openPage(tableOf('SHA-256', [['G2', g2.sha256]]) + tableOf('SHA-1', [['R4', r4.sha1]])),
      mozilla,
    );
    assert.match(page, /^In both: 2 \(1 by SHA-256, 1 by SHA-1 only\)$/m);
  });

  test('does not call a root missing from a list that was read in part', () => {
    const part = openPage(
      tableOf('SHA-256', [
        ['G2', g2.sha256],
        ['Broken', 'abcd'],
      ]),
    );
    assert.match(
      shown(mozilla, part),
      /Only in A \(Mozilla\): 168\nNot certain: the other list was not understood in full/,
    );
    assert.doesNotMatch(shown(mozilla, chrome), /Not certain/);
  });

  test('no line is wider than the terminal', () => {
    for (const columns of [40, 80]) {
      for (const line of shown(mozilla, chrome, columns).split('\n')) assert.ok(columnsOf(line) <= columns, line);
    }
  });
});
