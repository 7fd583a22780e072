import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult, Holding, Inventory } from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';
import { enforcedFor, heldForClients, only, read, run } from '../fixtures/inventories.ts';

const AT = '2026-06-01T00:00:00Z';
const nothing = { observations: [], notChecked: [] };
const empty = read('org.inbound-certificates');
const billing = 'billing@acme.example';

function judge(inventory: Partial<Inventory>, holdings: readonly Holding[] = []): CheckResult {
  return run('mutual-auth-without-certificate', AT, holdings, { inventory });
}

describe('mutual-auth-without-certificate', () => {
  it('is critical when users must present a certificate and the list is empty', () => {
    const finding = only(judge({ sources: [empty], permissionGrants: [enforcedFor(billing)] }));
    assert.equal(finding.severity, 'critical');
    assert.equal(finding.title, 'billing@acme.example cannot log in to the API: no client certificate is uploaded');
    assert.match(finding.detail, /1 active user holds "Enforce SSL\/TLS Mutual Authentication"/);
    assert.match(finding.remedy, /Certificate and Key Management > Mutual Authentication Certificates/);
    assert.deepEqual(finding.evidence['holders'], [billing]);
  });

  it('names three users and counts the rest', () => {
    const grant = enforcedFor('a@x', 'b@x', 'c@x', 'd@x', 'e@x');
    const finding = only(judge({ sources: [empty], permissionGrants: [grant] }));
    assert.match(finding.title, /^a@x, b@x, c@x and 2 more users cannot log in/);
  });

  it('is content with a list that holds something, readable or not', async () => {
    const leaf = await issue({ subject: 'CN=billing' });
    const inventory = { sources: [empty], permissionGrants: [enforcedFor(billing)] };
    assert.deepEqual(judge(inventory, [heldForClients([leaf])]), nothing);
    assert.deepEqual(judge(inventory, [heldForClients([], { unreadable: 'it was empty' })]), nothing);
  });

  it('is content when nobody must present one, or the org lacks the feature', () => {
    assert.deepEqual(judge({ sources: [empty], permissionGrants: [enforcedFor()] }), nothing);
    const unavailable = read('org.inbound-certificates', { status: 'unavailable' });
    assert.deepEqual(judge({ sources: [unavailable], permissionGrants: [enforcedFor(billing)] }), nothing);
    assert.deepEqual(judge({ sources: [unavailable] }), nothing);
  });

  it('is not checked, with the permission, when the list could not be read and users depend on it', () => {
    const detail = 'The list can only be read through the Metadata API.';
    const denied = read('org.inbound-certificates', { status: 'denied', detail, permission: 'Modify Metadata' });
    const { observations, notChecked } = judge({ sources: [denied], permissionGrants: [enforcedFor(billing)] });
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [{ reason: detail, permission: 'Modify Metadata' }]);
    const { notChecked: unread } = judge({ permissionGrants: [enforcedFor(billing)] });
    assert.match(unread[0]?.reason ?? '', /was not read/);
  });

  it('is not checked when the list is empty and nobody looked who must present one', () => {
    assert.equal(judge({ sources: [empty] }).notChecked.length, 1);
  });

  it('says nothing where neither was looked at', () => {
    assert.deepEqual(judge({}), nothing);
  });
});
