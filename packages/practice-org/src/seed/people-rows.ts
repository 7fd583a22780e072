import type { OrgIdentity } from '../org/org.ts';
import { recordId } from '../org/record-id.ts';
import type { Row } from '../org/row.ts';

/** The row of Organization. */
export function organizationRow(identity: OrgIdentity): Row {
  return {
    Id: identity.id,
    Name: identity.name,
    InstanceName: identity.instanceName,
    IsSandbox: identity.isSandbox,
    OrganizationType: 'Enterprise Edition',
    NamespacePrefix: null,
    TrialExpirationDate: null,
    LanguageLocaleKey: 'en_US',
    DefaultLocaleSidKey: 'en_US',
    TimeZoneSidKey: 'GMT',
  };
}

/** A user; number 1 is who logs in, with the profile of administrators. */
export function userRow(number: number, name: string, username: string, active = true): Row {
  const [first = '', last = ''] = name.split(' ');
  return {
    Id: recordId('User', number),
    FirstName: first,
    LastName: last,
    Name: name,
    Username: username,
    Email: username.replace(/\.practice$/, ''),
    IsActive: active,
    UserType: 'Standard',
    ProfileId: recordId('Profile', number === 1 ? 1 : 2),
    Alias: last.slice(0, 8).toLowerCase(),
    TimeZoneSidKey: 'GMT',
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
  };
}

/** What administrators may do, as far as this org asks. */
export const administratorPermissions = [
  'AssignPermissionSets',
  'AuthorApex',
  'CustomizeApplication',
  'ManageCertificates',
  'ManageInternalUsers',
  'ManageUsers',
  'ModifyAllData',
  'ModifyMetadata',
  'ViewAllData',
  'ViewSetup',
] as const;

const license = recordId('UserLicense', 1);

export const licenseRows: readonly Row[] = [
  { Id: license, LicenseDefinitionKey: 'SFDC', Name: 'Salesforce', MasterLabel: 'Salesforce', Status: 'Active' },
];

export const profileRows: readonly Row[] = [
  {
    Id: recordId('Profile', 1),
    Name: 'System Administrator',
    UserType: 'Standard',
    UserLicenseId: license,
    ...Object.fromEntries(administratorPermissions.map((permission) => [`Permissions${permission}`, true])),
  },
  { Id: recordId('Profile', 2), Name: 'Standard User', UserType: 'Standard', UserLicenseId: license },
];

/** A permission set with the permissions named. */
export function permissionSetRow(number: number, name: string, label: string, permissions: readonly string[]): Row {
  return {
    Id: recordId('PermissionSet', number),
    Name: name,
    Label: label,
    IsCustom: true,
    IsOwnedByProfile: false,
    Type: 'Regular',
    ...Object.fromEntries(permissions.map((permission) => [`Permissions${permission}`, true])),
  };
}

/** The permission set behind a profile; number 1 for both is the administrators'. */
export function profilePermissionRow(number: number, label: string, permissions: readonly string[]): Row {
  return {
    ...permissionSetRow(number, `X00ex0000001${number}oz`, label, permissions),
    IsCustom: false,
    IsOwnedByProfile: true,
    ProfileId: recordId('Profile', number),
    Type: 'Profile',
  };
}

/** Gives a user a permission set. */
export function assignmentRow(number: number, permissionSet: number, user: number): Row {
  return {
    Id: recordId('PermissionSetAssignment', number),
    PermissionSetId: recordId('PermissionSet', permissionSet),
    AssigneeId: recordId('User', user),
    IsActive: true,
    IsRevoked: false,
  };
}
