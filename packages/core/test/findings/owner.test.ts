import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ownerOf, withOwners } from '@cert-health/core';
import { fingerprint, madeFinding } from './made-finding.ts';

const owners = [
  { certificate: 'Partner_*', source: 'org.*', owner: 'Integration team' },
  { certificate: fingerprint, owner: 'Whoever has that very certificate' },
  { source: 'org.saml*', owner: 'Identity team' },
  { certificate: 'Portal_*', owner: 'Web team' },
];

describe('the owner of a certificate', () => {
  it('goes by name and source together where both are told', () => {
    assert.equal(ownerOf({ source: 'org.certificates', name: 'Partner_API' }, owners), 'Integration team');
    assert.equal(ownerOf({ source: 'project.certificates', name: 'Partner_API' }, owners), undefined);
  });

  it('goes by fingerprint', () => {
    assert.equal(ownerOf({ source: 'x', name: 'y', fingerprint }, owners), 'Whoever has that very certificate');
  });

  it('goes by source alone', () =>
    assert.equal(ownerOf({ source: 'org.saml-sso-configs', name: 'Okta' }, owners), 'Identity team'));

  it('is the first that fits', () => {
    assert.equal(ownerOf({ source: 'org.saml-sso-configs', name: 'Portal_Okta' }, owners), 'Identity team');
  });

  it('is nobody where nobody was named', () => {
    assert.equal(ownerOf({ source: 'org.certificates', name: 'Billing' }, owners), undefined);
    assert.equal(ownerOf({ source: 'org.certificates', name: 'Billing' }), undefined);
  });
});

describe('findings with owners', () => {
  it('carry the name of who sees to them', () => {
    const [found] = withOwners([madeFinding()], owners);
    assert.equal(found?.owner, 'Integration team');
  });

  it('keep an owner that they name themselves', () => {
    assert.equal(withOwners([madeFinding({ owner: 'Ada' })], owners)[0]?.owner, 'Ada');
  });

  it('stay as they are where nobody is named', () => {
    const finding = madeFinding();
    assert.deepEqual(withOwners([finding]), [finding]);
    assert.ok(!('owner' in (withOwners([finding])[0] ?? {})));
  });
});
