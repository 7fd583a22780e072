import type { Org } from '../org/org.ts';
import { idOf } from '../org/row.ts';

/** Who uses the app: by the one of its permission sets that is assigned, or none. */
export const appRights = ['admin', 'approver', 'viewer', 'none'] as const;
export type AppRights = (typeof appRights)[number];

const permissionSets: Readonly<Record<Exclude<AppRights, 'none'>, string>> = {
  admin: 'CertHealth_Admin',
  approver: 'CertHealth_Approver',
  viewer: 'CertHealth_Viewer',
};

/** What the org's user may do in the app. */
export function appRightsOf(org: Org): AppRights {
  const assigned = new Set(assignments(org).map(({ PermissionSetId }) => PermissionSetId));
  return appRights.find((rights) => rights !== 'none' && assigned.has(setId(org, rights))) ?? 'none';
}

/** Assigns one of the app's permission sets to the org's user, and takes the others away. One that is not deployed stays away. */
export function assignAppRights(org: Org, rights: AppRights): void {
  for (const assignment of assignments(org)) org.writable('PermissionSetAssignment').remove(assignment);
  if (rights !== 'none') assign(org, setId(org, rights));
}

/** Assigns a permission set to the org's user. Does nothing for one that is not there. */
export function assign(org: Org, permissionSet: string): void {
  if (permissionSet === '') return;
  org.writable('PermissionSetAssignment').put({
    Id: org.newRecordId('PermissionSetAssignment'),
    AssigneeId: org.identity.userId,
    PermissionSetId: permissionSet,
    IsActive: true,
    IsRevoked: false,
  });
}

/** The Id of a permission set; empty for one that is not there. */
export function permissionSetId(org: Org, name: string): string {
  return idOf(org.rows('PermissionSet').find(({ Name }) => Name === name) ?? {});
}

function setId(org: Org, rights: Exclude<AppRights, 'none'>): string {
  return permissionSetId(org, permissionSets[rights]);
}

function assignments(org: Org) {
  const own = new Set<unknown>(Object.values(permissionSets).map((name) => permissionSetId(org, name)));
  return org
    .table('PermissionSetAssignment')
    .where('AssigneeId', org.identity.userId, true)
    .filter(({ PermissionSetId }) => own.has(PermissionSetId));
}
