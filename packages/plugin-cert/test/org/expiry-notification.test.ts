import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readExpiryNotification } from '../../src/org/expiry-notification.ts';
import { fakeOrg, refuse } from './fake-org.ts';

const field = 'PermissionsManageCertificatesExpiration';
const assigned = (id: string) => ({ AssigneeId: id, Assignee: { Username: `${id}@example.com`, Name: `User ${id}` } });

test('holders of the permission are listed once, however they came by it', async () => {
  const org = fakeOrg({ fieldNames: () => ['Id', field], query: () => [assigned('1'), assigned('2'), assigned('1')] });
  const { source, notification } = await readExpiryNotification(org);
  assert.equal(source.status, 'read');
  assert.equal(source.items, 2);
  assert.deepEqual(notification?.holders, [
    { id: '1', username: '1@example.com', name: 'User 1' },
    { id: '2', username: '2@example.com', name: 'User 2' },
  ]);
});

test('only active users are asked for', async () => {
  const org = fakeOrg({ fieldNames: () => [field] });
  await readExpiryNotification(org);
  assert.match(org.asked[1] ?? '', /Assignee\.IsActive = true/);
});

test('nobody holding it is an answer, not an error', async () => {
  const { source, notification } = await readExpiryNotification(fakeOrg({ fieldNames: () => [field] }));
  assert.equal(source.status, 'read');
  assert.deepEqual(notification?.holders, []);
});

test('an org that does not show the permission is unavailable, and no query names the field', async () => {
  const org = fakeOrg({ fieldNames: () => ['Id'] });
  const { source, notification } = await readExpiryNotification(org);
  assert.equal(source.status, 'unavailable');
  assert.equal(notification, undefined);
  assert.deepEqual(org.asked, ['describe: PermissionSet']);
});

test('a user who may not look is told the permission', async () => {
  const { source } = await readExpiryNotification(fakeOrg({ fieldNames: () => refuse('INSUFFICIENT_ACCESS') }));
  assert.equal(source.status, 'denied');
  assert.ok(source.permission);
});

test('an error is a failed source', async () => {
  const { source } = await readExpiryNotification(
    fakeOrg({ fieldNames: () => [field], query: () => refuse('ERROR_HTTP_503') }),
  );
  assert.equal(source.status, 'failed');
  assert.match(source.detail, /busy/);
});
