import { plural } from '../findings/index.ts';
import type { CertificatePermission, ExpiryNotification, PermissionGrant, Source } from '../inventory/index.ts';

export interface ReadPermissionGrants {
  readonly source: Source;
  /** Undefined when it could not be read. A permission that the org does not have is not in the list. */
  readonly permissionGrants?: readonly PermissionGrant[];
}

/** A row of PermissionSetAssignment. Profiles own a permission set too, so it covers profiles, sets and groups. */
export interface AssignmentRow {
  readonly AssigneeId: string;
  readonly Assignee?: { readonly Username: string; readonly Name: string } | null;
  /** With the fields of `permissionFields` that the org has. */
  readonly PermissionSet?:
    | (Readonly<Record<string, unknown>> & {
        readonly Name: string;
        readonly Profile?: { readonly Name: string } | null;
      })
    | null;
}

export const permissionsSource = { id: 'org.permissions', label: 'Permissions about certificates' } as const;

export const certificatePermissions: readonly CertificatePermission[] = [
  'EnforceMutualAuthentication',
  'ManageCertificates',
  'ManageCertificatesExpiration',
];

/** The field of PermissionSet that grants a permission. */
export function permissionField(permission: CertificatePermission): string {
  return `Permissions${permission}`;
}

/**
 * Who holds the permissions about certificates.
 *
 * @param known Permissions that the org has.
 * @param rows Assignments to active users that grant one of them.
 */
export function permissionGrantsOf(
  known: readonly CertificatePermission[],
  rows: readonly AssignmentRow[],
): ReadPermissionGrants {
  if (known.length === 0) {
    const detail = 'This org does not show permissions about certificates; look in Setup, Permission Sets.';
    return { source: { ...permissionsSource, status: 'failed', items: 0, detail } };
  }
  // Every org has an administrator who holds them.
  if (rows.length === 0) {
    const detail =
      'The org tells of nobody who holds a permission about certificates, so assignments seem to be hidden; look in Setup, Permission Sets.';
    return { source: { ...permissionsSource, status: 'failed', items: 0, detail } };
  }
  const items = new Set(rows.map((row) => row.AssigneeId)).size;
  const detail = `${plural(items, 'active user holds', 'active users hold')} at least one of ${plural(known.length, 'permission')}.`;
  return {
    source: { ...permissionsSource, status: 'read', items, detail },
    permissionGrants: known.map((permission) => grantOf(permission, rows)),
  };
}

/** What grants it to somebody who is active, and to whom; each once, however they came by it. */
function grantOf(permission: CertificatePermission, rows: readonly AssignmentRow[]): PermissionGrant {
  const granting = rows.filter((row) => row.PermissionSet?.[permissionField(permission)] === true);
  // The permission set behind a profile has a name that nobody knows.
  const names = granting.map(({ PermissionSet: set }) => set?.Profile?.Name ?? set?.Name ?? '');
  const holders = granting.map(({ AssigneeId: id, Assignee: user }) => ({
    id,
    username: user?.Username ?? '',
    name: user?.Name ?? '',
  }));
  return {
    source: permissionsSource.id,
    permission,
    grantedBy: [...new Set(names)].sort().map((name) => ({ name })),
    holders: [...new Map(holders.map((holder) => [holder.id, holder])).values()],
  };
}

const notification = { id: 'org.expiry-notification', label: 'Who is mailed before a certificate expires' } as const;

/** Active users that hold "Receive Certificate Expiration Notifications", out of what was read of permissions. */
export function expiryNotificationOf({ source, permissionGrants }: ReadPermissionGrants): {
  readonly source: Source;
  readonly notification?: ExpiryNotification;
} {
  if (!permissionGrants) return { source: { ...source, ...notification } };
  const holders = permissionGrants.find(({ permission }) => permission === 'ManageCertificatesExpiration')?.holders;
  if (!holders) {
    const detail =
      'This org does not show the permission "Receive Certificate Expiration Notifications"; look in Setup, Permission Sets, who is mailed.';
    return { source: { ...notification, status: 'unavailable', items: 0, detail } };
  }
  const detail = `Mails go to ${plural(holders.length, 'active user')}.`;
  return { source: { ...notification, status: 'read', items: holders.length, detail }, notification: { holders } };
}
