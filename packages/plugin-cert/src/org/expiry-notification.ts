import type { ExpiryNotification, Source } from '@cert-health/core';
import { plural } from '@cert-health/core';
import type { ReadPermissionGrants } from './permission-grants.ts';

const about = { id: 'org.expiry-notification', label: 'Who is mailed before a certificate expires' } as const;

/** Active users that hold "Receive Certificate Expiration Notifications", out of what was read of permissions. */
export function expiryNotificationOf({ source, permissionGrants }: ReadPermissionGrants): {
  readonly source: Source;
  readonly notification?: ExpiryNotification;
} {
  if (!permissionGrants && source.status !== 'unavailable') return { source: { ...source, ...about } };
  const holders = permissionGrants?.find(({ permission }) => permission === 'ManageCertificatesExpiration')?.holders;
  if (!holders) {
    const detail =
      'This org does not show the permission "Receive Certificate Expiration Notifications"; look in Setup, Permission Sets, who is mailed.';
    return { source: { ...about, status: 'unavailable', items: 0, detail } };
  }
  const detail = `Mails go to ${plural(holders.length, 'active user')}.`;
  return { source: { ...about, status: 'read', items: holders.length, detail }, notification: { holders } };
}
