import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeInbound } from '@cert-health/core';
import {
  apiAttempt,
  ca,
  known,
  leaf,
  nobody,
  presenting,
  root,
  stored,
  strange,
  strangeCa,
  strangeRoot,
  trusting,
  unknown,
  withNothing,
} from './attempts.ts';
import { forServers, listed, renewed } from './clients.ts';
import { rows, stepOf } from './table.ts';

describe('layer 2 for the API (000383575, Certificate Identity Verification)', () => {
  const without = { enforced: known(false) };
  const notCompared = { 'on-list': 'not-applicable', 'same-certificate': 'not-applicable' } as const;
  rows([
    {
      says: 'grants a user without the permission who presents nothing',
      attempt: withNothing(apiAttempt(without)),
      verdict: 'granted',
      outcomes: { ...notCompared, permission: 'pass', 'chain-sent': 'not-applicable', 'root-listed': 'not-applicable' },
    },
    {
      says: 'grants one without it who presents any certificate below a listed root',
      attempt: apiAttempt({ ...without, list: known([]) }),
      verdict: 'granted',
      outcomes: notCompared,
    },
    {
      says: 'refuses one without it whose certificate leads to no listed root',
      attempt: apiAttempt({
        ...without,
        presented: presenting(strange, strangeCa, strangeRoot),
        roots: trusting(root),
      }),
      verdict: 'refused',
      decidedBy: 'root-listed',
      outcomes: notCompared,
    },
    {
      says: 'needs neither list to let one in who presents nothing and need not',
      attempt: withNothing(apiAttempt({ ...without, roots: unknown('-'), list: unknown('-'), crls: [] })),
      verdict: 'granted',
    },
    {
      says: 'refuses one with the permission who presents nothing',
      attempt: withNothing(apiAttempt()),
      verdict: 'refused',
      decidedBy: 'on-list',
      outcomes: { permission: 'pass' },
    },
    {
      says: 'refuses one with it whose certificate is not on the list',
      attempt: apiAttempt({ list: known([stored('Other', strange)]) }),
      verdict: 'refused',
      decidedBy: 'on-list',
      outcomes: { 'same-certificate': 'not-applicable' },
    },
    {
      says: 'refuses one with it while the list is empty',
      attempt: apiAttempt({ list: known([]) }),
      verdict: 'refused',
      decidedBy: 'on-list',
    },
    {
      says: 'refuses the renewed certificate while the old one is on the list',
      attempt: apiAttempt({ presented: presenting(renewed, ca) }),
      verdict: 'refused',
      decidedBy: 'same-certificate',
      outcomes: { 'on-list': 'pass' },
    },
    {
      says: 'finds it beside the old one',
      attempt: apiAttempt({
        presented: presenting(renewed, ca),
        list: known([stored('Old', leaf), stored('New', renewed, ca)]),
      }),
      verdict: 'granted',
    },
    {
      says: 'does not know while an entry cannot be read that may be the one',
      attempt: apiAttempt({ list: known([stored('Blank')]) }),
      verdict: 'unknown',
      decidedBy: 'on-list',
    },
    {
      says: 'does not know who calls while nobody is named',
      attempt: nobody(apiAttempt()),
      verdict: 'unknown',
      decidedBy: 'permission',
      outcomes: { 'on-list': 'pass', 'same-certificate': 'pass' },
    },
    {
      says: 'does not refuse for the list while nobody is named',
      attempt: nobody(apiAttempt({ list: known([]) })),
      verdict: 'unknown',
      decidedBy: 'permission',
      outcomes: { 'on-list': 'unknown' },
    },
    {
      says: 'grants nobody unnamed who presents nothing',
      attempt: withNothing(nobody(apiAttempt())),
      verdict: 'unknown',
      decidedBy: 'permission',
    },
    {
      says: 'does not know while the permission could not be read',
      attempt: apiAttempt({ enforced: unknown('May not read.', 'View Setup and Configuration') }),
      verdict: 'unknown',
      decidedBy: 'permission',
    },
    {
      says: 'does not know while the list could not be read',
      attempt: apiAttempt({ list: unknown('May not read.', 'Modify Metadata Through Metadata API Functions') }),
      verdict: 'unknown',
      decidedBy: 'on-list',
    },
    {
      says: 'refuses a user who is not active',
      attempt: apiAttempt({ user: { username: 'gone@acme.example', active: known(false) } }),
      verdict: 'refused',
      decidedBy: 'permission',
    },
    {
      says: 'lets a refusal outrank what is not known before it',
      attempt: apiAttempt({ crls: [], list: known([]) }),
      verdict: 'refused',
      decidedBy: 'on-list',
      outcomes: { revocation: 'unknown' },
    },
    {
      says: 'names the first of two refusals',
      attempt: apiAttempt({ ...listed(forServers, ca), list: known([]) }),
      verdict: 'refused',
      decidedBy: 'purpose',
      outcomes: { 'on-list': 'fail' },
    },
  ]);

  it('tells whether it is enforced, and what permission is missing', async () => {
    for (const enforced of [true, false]) {
      const judged = await judgeInbound(apiAttempt({ enforced: known(enforced) }));
      assert.equal(stepOf(judged, 'permission').evidence['enforced'], enforced);
    }
    const permission = 'View Setup and Configuration';
    const blind = await judgeInbound(apiAttempt({ enforced: unknown('May not read.', permission) }));
    assert.equal(stepOf(blind, 'permission').permission, permission);
    assert.equal(stepOf(blind, 'permission').evidence['enforced'], null);
  });
});
