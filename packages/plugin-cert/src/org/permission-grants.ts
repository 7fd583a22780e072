import { certificatePermissions, permissionField, permissionGrantsOf, permissionsSource } from '@cert-health/core';
import type { AssignmentRow, ReadPermissionGrants } from '@cert-health/core';
import { permissions } from './access.ts';
import type { Asking } from './asking.ts';
import { sourceOfError } from './gap.ts';

/**
 * Who holds the permissions about certificates. Profiles own a permission set too, so one query on the assignments
 * covers profiles, permission sets and groups.
 */
export async function readPermissionGrants({ api, permissions: own }: Asking): Promise<ReadPermissionGrants> {
  try {
    // The fields are described first: a query that names a field which is not there fails as a whole.
    const fields = await api.fieldTypes('PermissionSet');
    const known = certificatePermissions.filter((permission) => fields.has(permissionField(permission)));
    const columns = known.map((one) => `PermissionSet.${permissionField(one)}`);
    const rows = known.length === 0 ? [] : await api.query<AssignmentRow>(queryFor(columns));
    const read = permissionGrantsOf(known, rows);
    // unverified: a user who may not see Setup is shown the user's own assignments only.
    const isOwnOnly = rows.length > 0 && rows.every(({ Assignee }) => isSame(Assignee?.Username, api.username));
    if (!isOwnOnly || (await own.holds('PermissionsViewSetup')) === true) return read;
    const needed = permissions.readConfiguration;
    const detail = `${api.username} is shown no assignments of others; give that user the permission "${needed}" and run again.`;
    return { source: { ...permissionsSource, status: 'denied', items: 0, detail, permission: needed } };
  } catch (error) {
    return { source: sourceOfError(permissionsSource, error, permissions.readConfiguration, api) };
  }
}

function isSame(name: string | undefined, other: string): boolean {
  return name?.toLowerCase() === other.toLowerCase();
}

function queryFor(fields: readonly string[]): string {
  const granted = fields.map((field) => `${field} = true`).join(' OR ');
  const who = ['AssigneeId', 'Assignee.Username', 'Assignee.Name', 'PermissionSet.Name', 'PermissionSet.Profile.Name'];
  const columns = [...who, ...fields].join(', ');
  return `SELECT ${columns} FROM PermissionSetAssignment WHERE Assignee.IsActive = true AND (${granted})`;
}
