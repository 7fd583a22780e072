import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyWaivers, isInForce, waiverChecks } from '@cert-health/core';
import type { Finding, LookedAt, Waiver } from '@cert-health/core';
import { fingerprint, madeFinding } from './made-finding.ts';

const AT = new Date('2026-11-22T02:15:00Z');
const waiver: Waiver = {
  certificate: 'Partner_*',
  check: 'weak-key',
  reason: 'The partner replaces its gateway in January',
  owner: 'Ada',
  until: '2027-01-31',
};
const ended: Waiver = { ...waiver, until: '2026-11-20' };
const decision = ({ reason, owner, until }: Waiver): Finding['waiver'] => ({ reason, owner, until });
const statuses = (findings: readonly Finding[]): string[] => findings.map(({ check, status }) => `${check} ${status}`);

describe('a waiver in force', () => {
  it('marks what it covers with the reason, who decided and until when', () => {
    const finding = madeFinding();
    assert.deepEqual(applyWaivers([finding], [waiver], AT), [
      { ...finding, status: 'waived', waiver: decision(waiver) },
    ]);
  });

  it('covers by fingerprint', () => {
    const found = applyWaivers([madeFinding()], [{ ...waiver, certificate: fingerprint.toUpperCase() }], AT);
    assert.deepEqual(statuses(found), ['weak-key waived']);
  });

  it('covers one check only: what gets worse in another way is open', () => {
    const expiringWaiver = { ...waiver, check: 'expiring' };
    const found = applyWaivers([madeFinding({ check: 'expired' })], [expiringWaiver], AT);
    assert.deepEqual(statuses(found), ['expired open', 'waiver-unused open']);
  });

  it('covers any severity of its check', () => {
    assert.deepEqual(statuses(applyWaivers([madeFinding({ severity: 'critical' })], [waiver], AT)), [
      'weak-key waived',
    ]);
  });

  it('leaves other certificates alone', () => {
    const other = madeFinding({ holding: { source: 'org.certificates', name: 'Billing' } });
    assert.deepEqual(statuses(applyWaivers([madeFinding(), other], [waiver], AT)), [
      'weak-key waived',
      'weak-key open',
    ]);
  });

  it('holds to the end of its last day, UTC', () => {
    assert.ok(isInForce(waiver, new Date('2027-01-31T23:59:59.999Z')));
    assert.ok(!isInForce(waiver, new Date('2027-02-01T00:00:00Z')));
  });

  it('that lasts longest is the one that is told', () => {
    const longer = { ...waiver, certificate: '*', until: '2027-06-30', owner: 'Grace' };
    const [found] = applyWaivers([madeFinding()], [waiver, longer], AT);
    assert.deepEqual(found?.waiver, decision(longer));
  });
});

describe('a waiver that has ended', () => {
  const found = applyWaivers([madeFinding()], [ended], AT);

  it('covers nothing any more, and is a warning of its own', () => {
    assert.deepEqual(statuses(found), ['weak-key open', 'waiver-expired open']);
    assert.equal(found[1]?.severity, 'warning');
  });

  it('names who decided, why, when it ended and what is open again', () => {
    const said = found[1];
    assert.equal(said?.title, 'weak-key counts again for Partner_*: its waiver ended 2 days ago (Fri 20 Nov)');
    assert.equal(
      said?.detail,
      'Ada had waived it: The partner replaces its gateway in January. 1 finding is open again.',
    );
    assert.equal(said?.owner, 'Ada');
    assert.deepEqual(said?.evidence['reopened'], ['weak-key/org.certificates/Partner_API_Client']);
    assert.deepEqual(said?.holding, madeFinding().holding);
  });

  it('is about no certificate in particular when several are open again', () => {
    const other = madeFinding({ id: 'b', holding: { source: 'org.certificates', name: 'Partner_B' } });
    const said = applyWaivers([madeFinding(), other], [ended], AT).at(-1);
    assert.equal(said?.check, 'waiver-expired');
    assert.equal(said?.holding, undefined);
    assert.match(said?.detail ?? '', /2 findings are open again/);
  });

  it('has the same id from day to day', () => {
    const later = applyWaivers([madeFinding()], [ended], new Date('2027-05-01T00:00:00Z'));
    assert.equal(later[1]?.id, found[1]?.id);
    assert.equal(found[1]?.id, 'waiver-expired/weak-key/partner_*');
  });

  it('is not complained about when a longer one was written beside it', () => {
    assert.deepEqual(statuses(applyWaivers([madeFinding()], [ended, waiver], AT)), ['weak-key waived']);
  });

  it('can be removed when another one covers all of it', () => {
    const other = { ...waiver, certificate: '*' };
    assert.deepEqual(statuses(applyWaivers([madeFinding()], [ended, other], AT)), [
      'weak-key waived',
      'waiver-unused open',
    ]);
  });
});

describe('a waiver that covers nothing', () => {
  const lookedAt: LookedAt = {
    subjects: [{ source: 'org.certificates', name: 'Partner_API_Client', fingerprint }],
    decided: [{ check: 'weak-key' }, { check: 'expiring' }],
    gaps: false,
  };
  const unused = (given: Partial<LookedAt>, one: Waiver = waiver): Finding[] =>
    applyWaivers([], [one], AT, { ...lookedAt, ...given });

  it('is a hint that it can be removed, in force or not', () => {
    for (const one of [waiver, ended]) {
      const [said] = unused({}, one);
      assert.equal(said?.check, 'waiver-unused');
      assert.equal(said?.severity, 'info');
      assert.match(said?.title ?? '', /weak-key for Partner_\* can be removed/);
      assert.equal(said?.detail, 'Nothing is found that it would have to cover.');
    }
  });

  it('says when nothing of that name was seen', () => {
    const [said] = unused({ subjects: [] });
    assert.match(said?.detail ?? '', /the certificate may be gone, or the name misspelt/);
  });

  it('is not spoken of when a place could not be read where the certificate may be', () => {
    assert.deepEqual(unused({ subjects: [], gaps: true }), []);
    assert.equal(unused({ gaps: true }).length, 1, 'the certificate itself was seen');
  });

  it('is not spoken of when its check did not run', () =>
    assert.deepEqual(unused({ decided: [{ check: 'expiring' }] }), []));

  it('is not spoken of when its check could not decide', () => {
    const weakKey = (more: object) => unused({ decided: [{ check: 'weak-key', ...more }] });
    assert.deepEqual(weakKey({ except: ['Partner_API_Client'] }), []);
    assert.deepEqual(weakKey({ ownOnly: ['Partner_API_Client'] }), [], 'what it covers may be said of an intermediate');
    assert.equal(weakKey({ except: ['Billing'] }).length, 1);
    const others = [{ check: 'weak-key' }, { check: 'expiring', except: ['Partner_API_Client'] }];
    assert.equal(unused({ decided: others }).length, 1);
  });
});

describe('what is said of waivers', () => {
  it('has the constants of its entry in the list', () => {
    const said = [...applyWaivers([madeFinding()], [ended], AT).slice(1), ...applyWaivers([], [waiver], AT)];
    assert.deepEqual(
      said.map(({ check, severity, docs }) => ({ check, severity, docs })),
      waiverChecks.map(({ id, severity }) => ({ check: id, severity, docs: `sf cert checks --explain ${id}` })),
    );
  });

  it('cannot itself be waived', () => {
    const found = applyWaivers([madeFinding()], [ended, { ...waiver, certificate: '*', check: 'waiver-expired' }], AT);
    assert.ok(found.some(({ check, status }) => check === 'waiver-expired' && status === 'open'));
  });
});
