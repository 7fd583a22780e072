import { plural } from '@cert-health/core';
import type { CertificatePermission, PermissionGrant, Source } from '@cert-health/core';
import { permissions } from './access.ts';
import type { OrgApi } from './api.ts';
import { sourceOfError } from './gap.ts';

export interface ReadPermissionGrants {
  readonly source: Source;
  /** Undefined when it could not be read. A permission that the org does not have is not in the list. */
  readonly permissionGrants?: readonly PermissionGrant[];
}

interface AssignmentRow {
  readonly AssigneeId: string;
  readonly Assignee: { readonly Username: string; readonly Name: string } | null;
  readonly PermissionSet:
    | (Readonly<Record<string, unknown>> & {
        readonly Name: string;
        readonly Profile: { readonly Name: string } | null;
      })
    | null;
}

export const permissionsSource = { id: 'org.permissions', label: 'Permissions about certificates' } as const;

const all: readonly CertificatePermission[] = [
  'EnforceMutualAuthentication',
  'ManageCertificates',
  'ManageCertificatesExpiration',
];
const fieldOf = (permission: CertificatePermission): string => `Permissions${permission}`;

/**
 * Who holds the permissions about certificates. Profiles own a permission set too, so one query on the assignments
 * covers profiles, permission sets and groups.
 */
export async function readPermissionGrants(api: OrgApi): Promise<ReadPermissionGrants> {
  try {
    // The fields are described first: a query that names a field which is not there fails as a whole.
    const fields = await api.fieldTypes('PermissionSet');
    const known = all.filter((permission) => fields.has(fieldOf(permission)));
    if (known.length === 0) {
      const detail = 'This org does not show permissions about certificates; look in Setup, Permission Sets.';
      return { source: { ...permissionsSource, status: 'unavailable', items: 0, detail } };
    }
    const rows = await api.query<AssignmentRow>(queryFor(known.map((one) => `PermissionSet.${fieldOf(one)}`)));
    const permissionGrants = known.map((permission) => grantOf(permission, rows));
    const items = new Set(rows.map((row) => row.AssigneeId)).size;
    const detail = `${plural(items, 'active user holds', 'active users hold')} at least one of ${plural(known.length, 'permission')}.`;
    return { source: { ...permissionsSource, status: 'read', items, detail }, permissionGrants };
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

/** What grants it to somebody who is active, and to whom; each once, however they came by it. */
function grantOf(permission: CertificatePermission, rows: readonly AssignmentRow[]): PermissionGrant {
  const granting = rows.filter((row) => row.PermissionSet?.[fieldOf(permission)] === true);
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
