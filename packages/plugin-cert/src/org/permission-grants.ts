import { certificatePermissions, permissionField, permissionGrantsOf, permissionsSource } from '@cert-health/core';
import type { AssignmentRow, ReadPermissionGrants } from '@cert-health/core';
import { permissions } from './access.ts';
import type { OrgApi } from './api.ts';
import { sourceOfError } from './gap.ts';

/**
 * Who holds the permissions about certificates. Profiles own a permission set too, so one query on the assignments
 * covers profiles, permission sets and groups.
 */
export async function readPermissionGrants(api: OrgApi): Promise<ReadPermissionGrants> {
  try {
    // The fields are described first: a query that names a field which is not there fails as a whole.
    const fields = await api.fieldTypes('PermissionSet');
    const known = certificatePermissions.filter((permission) => fields.has(permissionField(permission)));
    const columns = known.map((one) => `PermissionSet.${permissionField(one)}`);
    return permissionGrantsOf(known, known.length === 0 ? [] : await api.query<AssignmentRow>(queryFor(columns)));
  } catch (error) {
    return { source: sourceOfError(permissionsSource, error, permissions.readConfiguration, api) };
  }
}

function queryFor(fields: readonly string[]): string {
  const granted = fields.map((field) => `${field} = true`).join(' OR ');
  const who = ['AssigneeId', 'Assignee.Username', 'Assignee.Name', 'PermissionSet.Name', 'PermissionSet.Profile.Name'];
  const columns = [...who, ...fields].join(', ');
  return `SELECT ${columns} FROM PermissionSetAssignment WHERE Assignee.IsActive = true AND (${granted})`;
}
