import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expiryNotificationOf } from '@cert-health/core';
import { readPermissionGrants } from '../../src/org/permission-grants.ts';
import { asking, refuse } from './fake-org.ts';
import type { Answers } from './fake-org.ts';

const manage = 'PermissionsManageCertificates';
const expiry = 'PermissionsManageCertificatesExpiration';
const enforce = 'PermissionsEnforceMutualAuthentication';

const assigned = (id: string, ...granted: string[]) => ({
  AssigneeId: id,
  Assignee: { Username: `${id}@example.com`, Name: `User ${id}` },
  PermissionSet: {
    ...Object.fromEntries([manage, expiry, enforce].map((field) => [field, granted.includes(field)])),
    Name: `Set_of_${id}`,
    Profile: id === '3' ? { Name: 'Administrator' } : null,
  },
});
const person = (id: string) => ({ id, username: `${id}@example.com`, name: `User ${id}` });

async function read(answers: Answers) {
  const org = asking(answers);
  const holders = await readPermissionGrants(org);
  return { ...holders, asked: org.api.asked, expiry: expiryNotificationOf(holders) };
}

describe('who holds permissions about certificates', () => {
  test('is told for each permission with what grants it, each person once, profiles by their names', async () => {
    const { source, permissionGrants } = await read({
      fieldTypes: () => ['Id', manage, expiry, enforce],
      query: () => [
        assigned('1', manage, expiry),
        assigned('2', enforce),
        assigned('1', manage),
        assigned('3', manage),
      ],
    });
    assert.equal(source.status, 'read');
    assert.equal(source.items, 3);
    assert.equal(source.detail, '3 active users hold at least one of 3 permissions.');
    assert.deepEqual(permissionGrants, [
      {
        source: 'org.permissions',
        permission: 'EnforceMutualAuthentication',
        grantedBy: [{ name: 'Set_of_2' }],
        holders: [person('2')],
      },
      {
        source: 'org.permissions',
        permission: 'ManageCertificates',
        grantedBy: [{ name: 'Administrator' }, { name: 'Set_of_1' }],
        holders: [person('1'), person('3')],
      },
      {
        source: 'org.permissions',
        permission: 'ManageCertificatesExpiration',
        grantedBy: [{ name: 'Set_of_1' }],
        holders: [person('1')],
      },
    ]);
  });

  test('takes one description and one query, for active users only', async () => {
    const { asked } = await read({ fieldTypes: () => [manage, expiry] });
    assert.equal(asked.length, 2);
    assert.match(
      asked[1] ?? '',
      /Assignee\.IsActive = true AND \(PermissionSet\.PermissionsManageCertificates = true OR/,
    );
  });

  test('leaves out a permission that the org does not have, and does not ask for it', async () => {
    const { permissionGrants, asked } = await read({
      fieldTypes: () => [manage, expiry],
      query: () => [assigned('1', manage)],
    });
    assert.deepEqual(
      permissionGrants?.map(({ permission }) => permission),
      ['ManageCertificates', 'ManageCertificatesExpiration'],
    );
    assert.doesNotMatch(asked.join('\n'), /EnforceMutualAuthentication/);
  });

  test('is a gap where nobody is told of: every org has an administrator', async () => {
    const { source, permissionGrants, expiry: told } = await read({ fieldTypes: () => [manage, expiry] });
    assert.deepEqual([source.status, told.source.status], ['failed', 'failed']);
    assert.deepEqual([permissionGrants, told.notification], [undefined, undefined]);
  });

  for (const [may, status] of [
    [{}, 'read'],
    [{ PermissionsViewSetup: false }, 'denied'],
    ['unknown', 'denied'],
  ] as const) {
    test(`is ${status} where the user sees only assignments of its own and its rights are ${JSON.stringify(may)}`, async () => {
      const own = { ...assigned('1', manage), Assignee: { Username: 'Admin@example.com', Name: 'Admin' } };
      const { source } = await read({ may, fieldTypes: () => [manage, expiry], query: () => [own] });
      assert.equal(source.status, status);
    });
  }

  test('is a gap where the org shows none of them, and nothing is queried', async () => {
    const { source, asked, permissionGrants } = await read({ fieldTypes: () => ['Id'] });
    assert.equal(source.status, 'failed');
    assert.equal(permissionGrants, undefined);
    assert.deepEqual(asked, ['describe: PermissionSet']);
  });

  test('is denied with the permission that a user needs to look', async () => {
    const { source } = await read({ fieldTypes: () => refuse('INSUFFICIENT_ACCESS') });
    assert.equal(source.status, 'denied');
    assert.equal(source.permission, 'View Setup and Configuration');
  });
});

describe('who is mailed before a certificate expires', () => {
  test('are the holders of one of these permissions', async () => {
    const { expiry: told } = await read({
      fieldTypes: () => [manage, expiry],
      query: () => [assigned('1', expiry), assigned('2', manage), assigned('3', expiry)],
    });
    assert.deepEqual(told, {
      source: {
        id: 'org.expiry-notification',
        label: 'Who is mailed before a certificate expires',
        status: 'read',
        items: 2,
        detail: 'Mails go to 2 active users.',
      },
      notification: { holders: [person('1'), person('3')] },
    });
  });

  test('may be nobody, which is an answer and not an error', async () => {
    const { expiry: told } = await read({
      fieldTypes: () => [manage, expiry],
      query: () => [assigned('1', manage)],
    });
    assert.equal(told.source.status, 'read');
    assert.deepEqual(told.notification, { holders: [] });
  });

  test('is unavailable where the org does not show that permission', async () => {
    const { expiry: told } = await read({ fieldTypes: () => [manage], query: () => [assigned('1', manage)] });
    assert.equal(told.source.status, 'unavailable');
    assert.equal(told.notification, undefined);
  });

  for (const [code, status] of [
    ['INSUFFICIENT_ACCESS', 'denied'],
    ['ERROR_HTTP_503', 'failed'],
  ] as const) {
    test(`is ${status} when the assignments answer ${code}`, async () => {
      const { expiry: told, source } = await read({ fieldTypes: () => [expiry], query: () => refuse(code) });
      assert.equal(told.source.status, status);
      assert.equal(told.source.id, 'org.expiry-notification');
      assert.equal(told.source.detail, source.detail);
      assert.equal(told.notification, undefined);
    });
  }
});
