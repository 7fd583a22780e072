import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReplacementOutcome, ReplacementSubject, UseId } from '@cert-health/core';
import * as c from './chains.ts';
import type { Case } from './chains.ts';

/** Columns of the table, in the order of the catalog of uses. */
const uses = Object.keys(c.known) as UseId[];
const letters: Readonly<Record<string, ReplacementOutcome>> = {
  '-': 'unchanged',
  T: 'tell-first',
  '?': 'unknown',
  B: 'breaks',
};
const weights = ['breaks', 'unknown', 'tell-first', 'unchanged'];

const next = c.given;
const private_ = next(c.underOther, c.otherCa, c.otherRoot);

/**
 * What one difference comes to in each use: inbound one-way, custom domain, outbound one-way, user mTLS, API mTLS, outbound mTLS,
 * inbound SSO, outbound SSO. `-` nothing, `T` somebody first, `?` cannot be told, `B` breaks.
 */
const table: readonly (readonly [says: string, subject: ReplacementSubject, outcomes: string, Case])[] = [
  ['a renewal: whoever holds the certificate', 'certificate', '-T-TTTTT', { next: next(c.renewed, c.ca) }],
  ['a renewal: the new key must be in the org that uses it', 'key', '-T---T-T', { next: next(c.renewed, c.ca) }],
  ['the same key', 'key', '--------', { next: next(c.sameKey, c.ca) }],
  ['the same root', 'root', '--------', { next: next(c.renewed, c.ca), trustStore: c.listOf(c.root) }],
  ['another root, not on the list', 'root', 'BBBBBT--', { next: private_, trustStore: c.listOf(c.root) }],
  ['another root, on the list', 'root', 'BB---T--', { next: private_, trustStore: c.listOf(c.root, c.otherRoot) }],
  ['another root, without a list', 'root', 'BB???T--', { next: private_ }],
  ['a root that does not show', 'root', '??????--', { next: next(c.underOther) }],
  ['signed by itself', 'root', 'BBBBBT--', { next: next(c.selfSigned) }],
  ['another intermediate of the same root', 'chain', '-----T--', { next: next(c.underSecond, c.secondCa) }],
  ['the intermediate left out', 'chain', 'BBBBB?--', { next: next(c.renewed) }],
  [
    'both without intermediate, so that nothing shows what is sent',
    'chain',
    '?????---',
    { old: next(c.old), next: next(c.renewed) },
  ],
  ['the wrong order', 'chain', '??B???--', { next: c.disordered(c.renewed, c.ca, c.renewed) }],
  ['an intermediate of the name with another key', 'chain', 'BBBBB---', { next: next(c.forged, c.ca) }],
  ['the same certificate without its chain', 'chain', 'BBBBB?--', { next: next(c.old) }],
  ['no longer for clients', 'purposes', '---BB?--', { next: next(c.forServers, c.ca) }],
  ['no longer for servers', 'purposes', 'BBB-----', { next: next(c.forClients, c.ca) }],
  ['for "any purpose"', 'purposes', '??????--', { next: next(c.anyPurpose, c.ca) }],
  ['both purposes kept', 'purposes', '--------', { next: next(c.renewed, c.ca) }],
  ['a key on an elliptic curve', 'key', 'TB-??B?B', { next: next(c.elliptic, c.ca) }],
  ['an Edwards key', 'key', '?B???B?B', { next: next(c.edwards, c.ca) }],
  ['a key too short', 'key', 'BBBBBB?B', { next: next(c.weakKey, c.ca) }],
  ['the name that is called lost', 'names', 'BBB--T--', { next: next(c.otherNames, c.ca) }],
  ['another name lost', 'names', 'TT---T--', { next: next(c.fewerNames, c.ca) }],
  ['the names kept', 'names', '--------', { next: next(c.renewed, c.ca) }],
  ['another subject', 'subject', '-----T--', { next: next(c.otherSubject, c.ca) }],
  ['another issuer', 'issuer', '-----T--', { next: next(c.underSecond, c.secondCa) }],
  ['ended', 'dates', 'BBB?BB??', { next: next(c.ended, c.ca) }],
  ['not valid yet', 'dates', 'BBB?BB??', { next: next(c.early, c.ca) }],
  [
    'not valid yet, judged on a later day',
    'dates',
    '--------',
    { next: next(c.early, c.ca), at: new Date('2026-06-11') },
  ],
  ['an intermediate that has ended', 'dates', 'BBBBB?--', { next: next(c.underEnded, c.endedCa) }],
  ['a SHA-1 signature', 'signature', 'BBBBB?--', { next: next(c.weakHash, c.ca) }],
  ['the same signature', 'signature', '--------', { next: next(c.renewed, c.ca) }],
  ['asked for revocation elsewhere', 'revocation', '-----T--', { next: next(c.otherList, c.ca) }],
  ['asked for revocation nowhere', 'revocation', '---??---', { next: next(c.noList, c.ca) }],
];

describe('what a difference comes to in each use:', () => {
  for (const [says, subject, outcomes, one] of table) {
    test(says, async () => {
      const found = await Promise.all(
        uses.map(async (use) => {
          const { reasons } = await c.judgedAt(use, one);
          const own = reasons.filter((reason) => reason.subject === subject).map(({ outcome }) => outcome);
          return weights.find((outcome) => own.some((each) => each === outcome)) ?? 'unchanged';
        }),
      );
      const expected = [...outcomes].map((letter) => letters[letter]);
      assert.deepEqual(
        Object.fromEntries(uses.map((use, at) => [use, found[at]])),
        Object.fromEntries(uses.map((use, at) => [use, expected[at]])),
      );
    });
  }
});

describe('a reason', () => {
  const all = async () => {
    const judged = await Promise.all(table.map(([, , , one]) => Promise.all(uses.map((use) => c.judgedAt(use, one)))));
    return judged.flat(2);
  };

  test('that is no "unchanged" says who has to do what, and by which rule', async () => {
    const reasons = (await all()).flatMap((place) => place.reasons);
    assert.ok(reasons.length > 500);
    for (const { outcome, who, what, why, rule } of reasons) {
      assert.match(why, /^[^a-z].*\.$/s);
      assert.match(rule, /^(?:Salesforce|RFC|CA\/Browser|NIST|Metadata)/);
      if (outcome === 'unchanged') continue;
      assert.ok(who, why);
      assert.match(what ?? '', /^[^a-z].*\.$/s, why);
    }
  });

  test('that is the worst speaks for its place', async () => {
    for (const { outcome, why, reasons } of await all()) {
      const worst = Math.min(...reasons.map((reason) => weights.indexOf(reason.outcome)));
      assert.equal(outcome, weights[worst]);
      assert.equal(why, reasons.find((reason) => reason.outcome === outcome)?.why);
    }
  });
});
