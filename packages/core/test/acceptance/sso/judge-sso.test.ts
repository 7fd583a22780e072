import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeSso } from '@cert-health/core';
import type { SsoAttempt, SsoSetting, SsoStepId, SsoVerdict } from '@cert-health/core';
import { issue } from '../../fixtures/certificates.ts';

const at = new Date('2026-06-01T00:00:00Z');
const ENTITY = 'https://idp.example/app';
const { certificate: own } = await issue({ subject: 'CN=idp' });
const { certificate: next } = await issue({ subject: 'CN=idp', keyName: 'next' });
const { certificate: again } = await issue({ subject: 'CN=idp', notAfter: '2028-01-01' });
const { certificate: ended } = await issue({ subject: 'CN=idp', notAfter: '2026-05-31' });

const setting: SsoSetting = { name: 'Idp', issuer: ENTITY, certificate: own };
const attempt = (other: Partial<SsoAttempt> = {}): SsoAttempt => ({
  at,
  provider: { entityId: ENTITY, signing: [own] },
  settings: { kind: 'known', value: [{ name: 'Other', issuer: 'https://other.example', certificate: next }, setting] },
  ...other,
});
const holding = (...value: readonly SsoSetting[]): Partial<SsoAttempt> => ({ settings: { kind: 'known', value } });

const rows: readonly [string, SsoAttempt, SsoVerdict['verdict'], SsoStepId | null][] = [
  ['grants when the one setting of the issuer holds the one key', attempt(), 'granted', null],
  ['grants the setting that is named', attempt({ config: 'Idp' }), 'granted', null],
  [
    'refuses when no setting expects the issuer',
    attempt(holding({ ...setting, issuer: `${ENTITY}/` })),
    'refused',
    'issuer',
  ],
  ['refuses when the named setting expects another', attempt({ config: 'Other' }), 'refused', 'issuer'],
  [
    'refuses when the setting holds another key',
    attempt(holding({ ...setting, certificate: next })),
    'refused',
    'same-certificate',
  ],
  [
    'does not know of another certificate of that key',
    attempt(holding({ ...setting, certificate: again })),
    'unknown',
    'same-certificate',
  ],
  [
    'does not know while two keys are announced',
    attempt({ provider: { entityId: ENTITY, signing: [own, next] } }),
    'unknown',
    'one-key',
  ],
  [
    'refuses the old key once it is announced no more',
    attempt({ provider: { entityId: ENTITY, signing: [next] } }),
    'refused',
    'same-certificate',
  ],
  [
    'does not know whether Salesforce minds the dates',
    attempt({ ...holding({ ...setting, certificate: ended }), provider: { entityId: ENTITY, signing: [ended] } }),
    'unknown',
    'dates',
  ],
  [
    'does not know while two settings expect the issuer',
    attempt(holding(setting, { ...setting, name: 'Twin' })),
    'unknown',
    'issuer',
  ],
  [
    'does not know while a setting does not tell its issuer',
    attempt(holding({ name: 'Idp', certificate: own })),
    'unknown',
    'issuer',
  ],
  [
    'does not know while the certificate could not be read',
    attempt(holding({ name: 'Idp', issuer: ENTITY })),
    'unknown',
    'same-certificate',
  ],
  [
    'does not know without the settings',
    attempt({ settings: { kind: 'unknown', reason: 'No org was asked.' } }),
    'unknown',
    'issuer',
  ],
];

describe('a log-in by an identity provider', () => {
  for (const [says, given, verdict, decidedBy] of rows) {
    it(says, () => {
      const judged = judgeSso(given);
      assert.deepEqual([judged.verdict, judged.decidedBy], [verdict, decidedBy]);
      assert.deepEqual(
        judged.steps.map(({ id }) => id),
        ['issuer', 'same-certificate', 'one-key', 'dates'],
      );
    });
  }

  it('names the permission that is missing', () => {
    const permission = 'View Setup and Configuration';
    const [issuer] = judgeSso(attempt({ settings: { kind: 'unknown', reason: 'May not.', permission } })).steps;
    assert.equal(issuer?.permission, permission);
  });
});
