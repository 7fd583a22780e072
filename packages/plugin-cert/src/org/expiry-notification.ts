import type { ExpiryNotification, Source } from '@cert-health/core';
import { plural } from '@cert-health/core';
import { permissions, sourceOfError } from './access.ts';
import type { OrgApi } from './api.ts';

/** API name of "Receive Certificate Expiration Notifications" on PermissionSet. */
const field = 'PermissionsManageCertificatesExpiration';

const about = { id: 'org.expiry-notification', label: 'Who is mailed before a certificate expires' } as const;

interface AssignmentRow {
  readonly AssigneeId: string;
  readonly Assignee: { readonly Username: string; readonly Name: string } | null;
}

/**
 * Active users whom a profile, permission set or permission set group gives "Receive Certificate Expiration
 * Notifications". Profiles own a permission set too, so one query on the assignments covers all three.
 */
export async function readExpiryNotification(
  api: OrgApi,
): Promise<{ readonly source: Source; readonly notification?: ExpiryNotification }> {
  try {
    // The field is described first: a query that names a field which is not there fails as a whole.
    if (!(await api.fieldNames('PermissionSet')).has(field)) {
      const detail =
        'This org does not show the permission "Receive Certificate Expiration Notifications"; look in Setup, Permission Sets, who is mailed.';
      return { source: { ...about, status: 'unavailable', items: 0, detail } };
    }
    const rows = await api.query<AssignmentRow>(
      `SELECT AssigneeId, Assignee.Username, Assignee.Name FROM PermissionSetAssignment WHERE PermissionSet.${field} = true AND Assignee.IsActive = true`,
    );
    const holders = [...new Map(rows.map((row) => [row.AssigneeId, holderOf(row)])).values()];
    const detail = `Mails go to ${plural(holders.length, 'active user')}.`;
    return { source: { ...about, status: 'read', items: holders.length, detail }, notification: { holders } };
  } catch (error) {
    return { source: sourceOfError(about, error, permissions.readCertificates, api) };
  }
}

function holderOf(row: AssignmentRow): ExpiryNotification['holders'][number] {
  return { id: row.AssigneeId, username: row.Assignee?.Username ?? '', name: row.Assignee?.Name ?? '' };
}
