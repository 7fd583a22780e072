import type { Row } from '../org/row.ts';
import type { Draft, Planting } from './planting.ts';

/** File names of the standard profiles, which are not their labels. */
const profileNames: Readonly<Record<string, string>> = {
  'System Administrator': 'Admin',
  'Standard User': 'Standard',
};

/** The permission sets and profiles of a company as metadata, from their rows. */
export function permissionComponents(people: Readonly<Record<string, readonly Row[]>>): Planting {
  const drafts = (people['PermissionSet'] ?? []).map((row): Draft => {
    const userPermissions = Object.keys(row)
      .filter((field) => field.startsWith('Permissions') && row[field] === true)
      .map((field) => ({ enabled: true, name: field.slice('Permissions'.length) }));
    const label = textOf(row, 'Label');
    if (row['IsOwnedByProfile'] !== true) {
      return {
        type: 'PermissionSet',
        fullName: textOf(row, 'Name'),
        id: textOf(row, 'Id'),
        values: { hasActivationRequired: false, label, userPermissions },
      };
    }
    const values = { custom: false, userLicense: 'Salesforce', userPermissions };
    return { type: 'Profile', fullName: profileNames[label] ?? label, id: textOf(row, 'ProfileId'), values };
  });
  return { drafts };
}

function textOf(row: Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}
