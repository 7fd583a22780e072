import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caaObstacle } from '@cert-health/core';
import type { CaaQuestion } from '@cert-health/core';

const account = 'https://ca.example/acct/7';
const record = (tag: string, value: string, critical = false) => ({ tag, value, critical });

const obstacle = (records: CaaQuestion['records'], question: Partial<CaaQuestion> = {}) =>
  caaObstacle({
    records,
    wildcard: false,
    identities: ['ca.example', 'pki.ca.example'],
    account,
    method: 'dns-01',
    ...question,
  });

describe('CAA records let an authority issue', () => {
  for (const [why, records] of [
    ['there are none', []],
    ['they say nothing of issuing', [record('iodef', 'mailto:a@b.example')]],
    ['it is named', [record('issue', 'other.example'), record('issue', ' CA.example ')]],
    ['it is named by another of its domains', [record('issue', 'pki.ca.example')]],
    ['its account is named', [record('issue', `ca.example; accounturi=${account}`)]],
    ['its way of proof is among those named', [record('issue', 'ca.example; validationmethods=http-01,dns-01')]],
    ['what is not known is not critical', [record('unknown', 'x'), record('issue', 'ca.example')]],
    [
      'another record is for another account',
      [record('issue', 'ca.example; accounturi=x'), record('issue', 'ca.example')],
    ],
  ] as const) {
    it(`when ${why}`, () => assert.equal(obstacle(records), undefined));
  }

  it('for wildcards by issuewild, which outranks issue', () => {
    const records = [record('issue', ';'), record('issuewild', 'ca.example')];
    assert.equal(obstacle(records, { wildcard: true }), undefined);
    assert.match(obstacle(records) ?? '', /lets no authority issue/);
    assert.match(
      obstacle([record('issue', 'ca.example'), record('issuewild', ';')], { wildcard: true }) ?? '',
      /no authority/,
    );
  });
});

describe('CAA records keep an authority from issuing', () => {
  for (const [why, records, says] of [
    ['they name another one', [record('issue', 'other.example')], /name "other\.example" and not "ca\.example"/],
    ['they allow none', [record('issue', ';')], /lets no authority issue/],
    [
      'they name another account',
      [record('issue', 'ca.example; accounturi=https://ca.example/acct/8')],
      /another ACME account .* this one is https:\/\/ca\.example\/acct\/7/,
    ],
    [
      'they name two accounts, which means none',
      [record('issue', `ca.example; accounturi=${account}; accounturi=${account}`)],
      /another ACME account/,
    ],
    [
      'they want another proof',
      [record('issue', 'ca.example;validationmethods=http-01')],
      /other ways of proof than dns-01 \(validationmethods "http-01"\)/,
    ],
    [
      'something critical is not known',
      [record('issue', 'ca.example'), record('tbs', 'x', true)],
      /"tbs" is marked as critical/,
    ],
  ] as const) {
    it(`when ${why}`, () => assert.match(obstacle(records) ?? '', says));
  }
});
