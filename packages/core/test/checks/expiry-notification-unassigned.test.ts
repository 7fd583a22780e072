import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Inventory, OrgIdentity } from '@cert-health/core';
import { run } from '../fixtures/inventories.ts';

const AT = '2026-11-22T00:00:00Z';
const org: OrgIdentity = {
  id: '00D5g000000abcDEAQ',
  instanceUrl: 'https://acme.my.salesforce.com',
  username: 'admin@acme.example',
  isSandbox: false,
};
const ada = { id: '0055g000001AdaAAA', username: 'ada@acme.example', name: 'Ada' };
const bob = { id: '0055g000001BobAAA', username: 'bob@acme.example', name: 'Bob' };

const judge = (inventory: Partial<Inventory>) =>
  run('expiry-notification-unassigned', AT, [], { inventory: { org, ...inventory } });

describe('expiry-notification-unassigned', () => {
  it('warns when nobody holds the permission, since then everybody leaves it to the others', () => {
    const [finding] = judge({ expiryNotification: { holders: [] } }).observations;
    assert.equal(finding?.severity, 'warning');
    assert.equal(finding.title, 'Nobody in particular is told when a certificate is about to end');
    assert.match(finding.detail, /mails all administrators/);
    assert.match(finding.remedy, /Permission Sets/);
  });

  it('is a hint when one person alone holds it', () => {
    const [finding] = judge({ expiryNotification: { holders: [ada] } }).observations;
    assert.equal(finding?.severity, 'info');
    assert.match(finding.title, /^When Ada is away/);
    assert.deepEqual(finding.evidence, { holders: ['ada@acme.example'], recommended: 2 });
  });

  it('is content with two', () => {
    assert.deepEqual(judge({ expiryNotification: { holders: [ada, bob] } }), { observations: [], notChecked: [] });
  });

  it('is not checked, with the reason and the permission of its source, when that was denied', () => {
    const source = {
      id: 'org.expiry-notification',
      label: 'Expiry notification',
      status: 'denied',
      items: 0,
      detail: 'The user may not read permission set assignments.',
      permission: 'View Setup and Configuration',
    } as const;
    const { observations, notChecked } = judge({ sources: [source] });
    assert.deepEqual(observations, []);
    assert.deepEqual(notChecked, [{ reason: source.detail, permission: source.permission }]);
  });

  it('is not checked, with the usual permission, when it was not read at all', () => {
    const { notChecked } = judge({});
    assert.match(notChecked[0]?.reason ?? '', /not read who holds/);
    assert.equal(notChecked[0]?.permission, 'View Setup and Configuration');
  });

  it('does not concern files, which have no administrators', () => {
    assert.deepEqual(judge({ org: null }), { observations: [], notChecked: [] });
  });
});
