import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expiryNotificationOf, inventoryOfSnapshot, permissionGrantsOf } from '@cert-health/core';
import type { AssignmentRow } from '@cert-health/core';
import { denied, snapshotOf } from './rows.ts';

const manage = 'PermissionsManageCertificates';
const expiry = 'PermissionsManageCertificatesExpiration';

function assigned(id: string, set: Partial<NonNullable<AssignmentRow['PermissionSet']>>): AssignmentRow {
  return { AssigneeId: id, Assignee: { Username: `${id}@x`, Name: id }, PermissionSet: { Name: 'Set', ...set } };
}

function grantsIn(rows: readonly AssignmentRow[]) {
  return inventoryOfSnapshot(snapshotOf({ assignments: { rows } }), []).inventory;
}

describe('who holds permissions about certificates', () => {
  it('is each user once for each permission, and a profile goes by its own name', () => {
    const { permissionGrants } = grantsIn([
      assigned('a', { Profile: { Name: 'Admin' }, [manage]: true, [expiry]: false }),
      assigned('a', { [manage]: true, [expiry]: true }),
      assigned('b', { [manage]: false, [expiry]: true }),
    ]);
    assert.deepEqual(
      permissionGrants?.map(({ permission, grantedBy, holders }) => [
        permission,
        grantedBy.map(({ name }) => name),
        holders?.map(({ id }) => id),
      ]),
      [
        ['ManageCertificates', ['Admin', 'Set'], ['a']],
        ['ManageCertificatesExpiration', ['Set'], ['a', 'b']],
      ],
    );
  });

  it('leaves out a permission that is no column of the org, instead of saying that nobody holds it', () => {
    const { permissionGrants, expiryNotification, sources } = grantsIn([assigned('a', { [manage]: true })]);
    assert.deepEqual(
      permissionGrants?.map(({ permission }) => permission),
      ['ManageCertificates'],
    );
    assert.equal(expiryNotification, undefined);
    assert.equal(sources.find(({ id }) => id === 'org.expiry-notification')?.status, 'unavailable');
  });

  it('is not nobody where no row came: every org has an administrator', () => {
    const { permissionGrants, expiryNotification, sources } = grantsIn([]);
    assert.deepEqual([permissionGrants, expiryNotification], [undefined, undefined]);
    for (const id of ['org.permissions', 'org.expiry-notification']) {
      assert.equal(sources.find((one) => one.id === id)?.status, 'failed');
    }
  });

  it('that may not be asked leaves both sources without an answer', () => {
    const { inventory } = inventoryOfSnapshot(snapshotOf({ assignments: { problem: denied } }), []);
    assert.equal(inventory.permissionGrants, undefined);
    assert.equal(inventory.expiryNotification, undefined);
    for (const id of ['org.permissions', 'org.expiry-notification']) {
      assert.equal(inventory.sources.find((one) => one.id === id)?.status, 'denied');
    }
  });

  it('that no column tells of is not known: every org has these permissions', () => {
    const read = permissionGrantsOf([], []);
    assert.equal(read.source.status, 'failed');
    assert.equal(expiryNotificationOf(read).source.status, 'failed');
  });
});
