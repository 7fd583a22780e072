import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  policyRule,
  policyRules,
  ruleInForce,
  rulesBetween,
  rulesInForce,
  type DatedRule,
  type RuleKind,
} from '@cert-health/core';

const second = 1000;
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The value of a rule in force, the second before an instant and at it. */
function around(kind: RuleKind, boundary: string): [unknown, unknown] {
  const at = Date.parse(boundary);
  return [ruleInForce(kind, new Date(at - second))?.value, ruleInForce(kind, new Date(at))?.value];
}

describe('the catalog of dated rules', () => {
  it('gives every rule an id of its own, a sentence, a source and an as-of day', () => {
    assert.equal(new Set(policyRules.map(({ id }) => id)).size, policyRules.length);
    for (const { id, text, source, asOf } of policyRules) {
      assert.match(text, /^[A-Z"].*\.$/s, id);
      assert.ok(source.document.length > 0 && source.section.length > 0, id);
      assert.match(asOf, /^\d{4}-\d\d-\d\d$/, id);
    }
  });

  it('writes dates as instants, beginnings before ends', () => {
    for (const { id, from, until } of policyRules) {
      if (from !== undefined) assert.match(from, instant, id);
      if (until !== undefined) assert.match(until, instant, id);
      if (from !== undefined && until !== undefined) assert.ok(from < until, id);
    }
  });

  it('keeps conflicts as conflicts: each side exists and one names the other', () => {
    for (const rule of policyRules) {
      for (const other of (rule.conflictsWith ?? []).map(policyRule)) assert.notEqual(other.id, rule.id);
    }
    assert.deepEqual(policyRule('salesforce.static-rsa.works').conflictsWith, ['salesforce.static-rsa.phase-out']);
    assert.deepEqual(policyRule('salesforce.static-rsa.phase-out').conflictsWith, ['salesforce.static-rsa.works']);
  });

  it('says so where a rule rests on one secondary source', () => {
    const weak = policyRules.filter(({ confidence }) => confidence === 'C');
    assert.ok(weak.some(({ id }) => id === 'salesforce.g2'));
    assert.ok(weak.every(({ id }) => !id.startsWith('br.') && !id.startsWith('mozilla.')));
  });

  it('does not know a rule that is not there', () => {
    assert.throws(() => policyRule('br.validity.12'), /no policy rule "br.validity.12"/);
  });
});

describe('the rule in force', () => {
  it('of data reuse changes at the second of each date', () => {
    assert.deepEqual(around('domain-data-reuse', '2026-03-15T00:00:00Z'), [{ days: 398 }, { days: 200 }]);
    assert.deepEqual(around('domain-data-reuse', '2027-03-15T00:00:00Z'), [{ days: 200 }, { days: 100 }]);
    assert.deepEqual(around('domain-data-reuse', '2029-03-15T00:00:00Z'), [{ days: 100 }, { days: 10 }]);
    assert.deepEqual(around('identity-data-reuse', '2026-03-15T00:00:00Z'), [{ days: 825 }, { days: 398 }]);
  });

  it('of recommended validity is one day less than the limit at all times', () => {
    for (const day of ['2026-01-01', '2026-06-01', '2028-01-01', '2030-01-01']) {
      const at = new Date(`${day}T00:00:00Z`);
      const limit = ruleInForce('leaf-validity', at)?.value as { days: number };
      assert.deepEqual(ruleInForce('leaf-validity-recommended', at)?.value, { days: limit.days - 1 });
    }
  });

  it('of short-lived certificates begins on 15 Mar 2024 and tightens on 15 Mar 2026', () => {
    assert.deepEqual(around('short-lived', '2024-03-15T00:00:00Z'), [undefined, { seconds: 864_000 }]);
    assert.deepEqual(around('short-lived', '2026-03-15T00:00:00Z'), [{ seconds: 864_000 }, { seconds: 604_800 }]);
  });

  it("of Let's Encrypt's default goes from 90 to 64 to 45 days", () => {
    const classic = (at: string): unknown =>
      rulesInForce('ca-validity', new Date(at)).find(({ id }) => id.startsWith('ca-validity.letsencrypt.classic'))
        ?.value;
    const days = ['2027-02-09T23:59:59Z', '2027-02-10T00:00:00Z', '2028-02-15T23:59:59Z', '2028-02-16T00:00:00Z'].map(
      (at) => (classic(at) as { days: number }).days,
    );
    assert.deepEqual(days, [90, 64, 64, 45]);
  });

  it('of validity is one alone at all times, the second of a change included', () => {
    for (const at of ['2026-03-14T23:59:59Z', '2026-03-15T00:00:00Z', '2027-03-15T00:00:00Z', '2029-03-15T00:00:00Z']) {
      assert.equal(rulesInForce('leaf-validity', new Date(at)).length, 1, at);
    }
  });

  it('names what is in force at a moment, latest first', () => {
    const ages = rulesInForce('root-age', new Date('2027-04-15T00:00:00Z')).map(({ id }) => id);
    assert.deepEqual(ages.slice(0, 2), ['chrome.root-age.2008', 'chrome.root-age.2006']);
  });
});

/** Every date of the facts with confidence A or B that begins something, by rule. */
const beginnings: readonly [id: string, day: string][] = [
  ['br.2.1.5', '2025-05-16'],
  ['br.sha1-sunset', '2026-09-15'],
  ['br.phone-methods-end', '2027-03-15'],
  ['br.email-methods-end', '2028-03-15'],
  ['br.dnssec', '2026-03-15'],
  ['br.dns-persist', '2025-11-10'],
  ['ca-validity.letsencrypt.tlsserver', '2026-05-13'],
  ['ca-validity.letsencrypt.shortlived', '2026-01-15'],
  ['ca-validity.digicert.199', '2026-02-24'],
  ['chrome.client-auth.sub-ca', '2026-06-15'],
  ['chrome.client-auth.applicants', '2025-06-15'],
  ['chrome.client-auth.leaf', '2027-03-15'],
  ['chrome.two-roots', '2027-09-15'],
  ['chrome.automation', '2027-03-15'],
  ['mozilla.client-auth', '2025-03-16'],
  ['mozilla.dual-roots', '2028-12-31'],
  ['microsoft.single-purpose', '2026-07-01'],
  ['apple.single-purpose', '2027-07-01'],
  ['chrome.sct-cut-off.2024-11-11', '2024-11-12'],
  ['chrome.sct-cut-off.2025-07-31', '2025-08-01'],
  ['chrome.sct-cut-off.2025-10-31', '2025-11-01'],
  ['chrome.sct-cut-off.2026-04-14', '2026-04-15'],
  ['chrome.sct-cut-off.2026-05-28', '2026-05-29'],
  ['chrome.sct-cut-off.2026-06-14', '2026-06-15'],
  ['chrome.sct-cut-off.2026-06-30', '2026-07-01'],
  ['chrome.sct-cut-off.2026-09-14', '2026-09-15'],
  ['chrome.sct-cut-off.2027-06-14', '2027-06-15'],
  ['chrome.sct-cut-off.2027-08-30', '2027-08-31'],
  ['chrome.sct-cut-off.2027-09-14', '2027-09-15'],
  ['mozilla.distrust-after.2024-11-30', '2024-12-01'],
  ['mozilla.distrust-after.2025-04-15', '2025-04-16'],
  ['mozilla.distrust-after.2026-04-15', '2026-04-16'],
  ['apple.entrust.2024-11-15', '2024-11-16'],
  ['java.entrust.2024-11-11', '2024-11-12'],
  ['mozilla.removed.3.95', '2023-11-16'],
  ['mozilla.websites-off.3.111', '2025-04-28'],
  ['mozilla.websites-on.3.113.1', '2025-07-01'],
  ['mozilla.websites-off.3.123', '2026-04-16'],
  ['mozilla.removed.3.123', '2026-04-16'],
  ['debian.blacklist.2026-10-20', '2026-10-20'],
  ['chrome.root-age.2006', '2026-04-15'],
  ['chrome.root-age.2008', '2027-04-15'],
  ['chrome.root-age.2010', '2028-04-15'],
  ['chrome.root-age.2012', '2029-04-15'],
  ['letsencrypt.ocsp-off', '2025-08-06'],
  ['digicert.crl-partitions', '2026-09-15'],
  ['salesforce.g2', '2026-02-05'],
];

describe('what changes by a date', () => {
  for (const [id, day] of beginnings) {
    it(`tells ${id} on ${day}, not the second before`, () => {
      const at = Date.parse(`${day}T00:00:00Z`);
      const begins = (from: number, to: number): boolean =>
        rulesBetween(new Date(from), new Date(to)).some(({ rule, change }) => rule.id === id && change === 'begins');
      assert.equal(begins(at - second, at), true);
      assert.equal(begins(at - 2 * second, at - second), false);
      assert.equal(begins(at, at + second), false);
    });
  }

  it('answers "what breaks by 15 Mar 2027?" from November 2026, in order of time', () => {
    const changes = rulesBetween(new Date('2026-11-22T00:00:00Z'), new Date('2027-03-15T00:00:00Z'));
    const ids = changes.map(({ rule }) => rule.id);
    for (const id of [
      'br.validity.100',
      'chrome.client-auth.leaf',
      'client-authentication-end.digicert',
      'ca-validity.letsencrypt.classic.64',
    ]) {
      assert.ok(ids.includes(id), id);
    }
    assert.deepEqual(
      changes.map(({ on }) => on),
      changes.map(({ on }) => on).sort(),
    );
    assert.ok(!ids.includes('br.validity.47'));
  });

  it('tells an end only where nothing takes over', () => {
    const ends = rulesBetween(new Date('2026-01-01T00:00:00Z'), new Date('2029-12-31T00:00:00Z')).filter(
      ({ change }) => change === 'ends',
    );
    assert.ok(ends.some(({ rule }: { rule: DatedRule }) => rule.id === 'ca-validity.letsencrypt.tlsclient'));
    assert.ok(!ends.some(({ rule }: { rule: DatedRule }) => rule.kind === 'leaf-validity'));
  });
});
