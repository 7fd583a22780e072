import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Inventory } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { enforcedFor, heldForClients, only, read, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const list = [heldForClients([await issue({ subject: 'CN=billing' })])];

function judge(inventory: Partial<Inventory>, holdings = list): CheckResult {
  return run('mutual-auth-not-enforced', AT, holdings, { inventory });
}

describe('mutual-auth-not-enforced', () => {
  it('warns when certificates are uploaded and nobody has to present one', () => {
    const finding = only(judge({ permissionGrants: [enforcedFor()] }));
    assert.equal(finding.severity, 'warning');
    assert.equal(finding.title, '1 uploaded client certificate enforces nothing: users get in without them');
    assert.match(finding.detail, /with no certificate, or with any that leads to a root on the list/);
    assert.match(finding.remedy, /Setup > Permission Sets .*"Enforce SSL\/TLS Mutual Authentication"/);
    assert.deepEqual(finding.evidence['certificates'], ['Billing Client']);
    assert.equal(finding.use, 'inbound-api-mtls');
  });

  it('is one finding for the org, however long the list', () => {
    const two = [...list, heldForClients([], { name: 'Other' })];
    assert.match(
      only(judge({ permissionGrants: [enforcedFor()] }, two)).title,
      /^2 uploaded client certificates enforce/,
    );
  });

  it('is content when an active user must present one', () => {
    assert.deepEqual(judge({ permissionGrants: [enforcedFor('billing@acme.example')] }), nothing);
  });

  it('says nothing of an org without uploaded certificates', () => {
    assert.deepEqual(judge({ permissionGrants: [enforcedFor()] }, []), nothing);
    assert.deepEqual(judge({}, []), nothing);
  });

  it('is not checked, with the permission, when nobody looked who holds it', () => {
    const { observations, notChecked } = judge({});
    assert.deepEqual(observations, []);
    assert.match(notChecked[0]?.reason ?? '', /not read who holds "Enforce SSL\/TLS Mutual Authentication"/);
    assert.equal(notChecked[0]?.permission, 'View Setup and Configuration');
  });

  it('is not checked when the reader was denied, and gives its reason', () => {
    const denied = read('org.permissions', { status: 'denied', detail: 'Not allowed.', permission: 'Manage Users' });
    const { notChecked } = judge({ sources: [denied], permissionGrants: [] });
    assert.deepEqual(notChecked, [{ reason: 'Not allowed.', permission: 'Manage Users' }]);
  });

  it('takes a permission that no permission set mentions for held by nobody, once the sets were read', () => {
    assert.equal(judge({ sources: [read('org.permissions')], permissionGrants: [] }).observations.length, 1);
  });

  it('is not checked when it is granted and nobody looked to whom', () => {
    const { source, permission, grantedBy } = enforcedFor();
    const { observations, notChecked } = judge({ permissionGrants: [{ source, permission, grantedBy }] });
    assert.deepEqual(observations, []);
    assert.match(notChecked[0]?.reason ?? '', /not read to whom/);
  });

  it('does not take what a project says for what holds in the org', () => {
    const inProject = { ...enforcedFor('x@acme.example'), source: 'project.permissions' };
    assert.equal(judge({ permissionGrants: [inProject] }).notChecked.length, 1);
  });
});
