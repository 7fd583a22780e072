import type { Row, RowValue } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';

/** Fields that follow from others. */
export function derivedValues(object: ObjectSchema, row: Row, id: string): Row {
  if (object.name === 'User') {
    // Source: Object Reference, User, Name: "Concatenation of FirstName and LastName."
    const parts = [row['FirstName'], row['LastName']].filter(isText);
    return {
      Name: parts.join(' '),
      IsActive: row['IsActive'] ?? true,
      UserType: row['UserType'] ?? 'Standard',
      CommunityNickname: row['CommunityNickname'] ?? row['Alias'] ?? null,
    };
  }
  if (object.name === 'PermissionSetAssignment') return { IsActive: true, IsRevoked: false };
  // unverified: that a custom object whose Name is a text takes its Id where no name is given
  if (object.name.endsWith('__c') && 'Name' in object.fields && (row['Name'] ?? null) === null) return { Name: id };
  return {};
}

function isText(value: RowValue | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
