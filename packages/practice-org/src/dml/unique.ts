import { idOf } from '../org/row.ts';
import type { Row } from '../org/row.ts';
import type { ObjectSchema } from '../schema/object-schema.ts';
import { DmlError } from './dml-error.ts';
import type { Writer } from './writer.ts';

/**
 * Refuses a second record with the same value of a field that is unique, or a second assignment of a permission set.
 *
 * Source: SOAP API Developer Guide, StatusCode, DUPLICATE_VALUE and DUPLICATE_USERNAME.
 */
export function refuseTwins({ org }: Writer, object: ObjectSchema, row: Row, own?: string): void {
  for (const [name, isCaseSensitive] of Object.entries(object.unique ?? {})) {
    const value = row[name];
    if (typeof value !== 'string') continue;
    const twin = org
      .table(object.name)
      .where(name, value)
      .find((other) => idOf(other) !== own && (!isCaseSensitive || other[name] === value));
    if (twin === undefined) continue;
    if (object.name === 'User' && name === 'Username') {
      throw new DmlError(
        'DUPLICATE_USERNAME',
        'Duplicate Username.<br>The username already exists in this or another Salesforce organization.',
        [name],
      );
    }
    throw new DmlError(
      'DUPLICATE_VALUE',
      `duplicate value found: ${name} duplicates value on record with id: ${idOf(twin)}`,
      [],
    );
  }
  if (object.name === 'PermissionSetAssignment' && own === undefined)
    refuseSecondAssignment(org.rows(object.name), row);
}

function refuseSecondAssignment(assignments: readonly Row[], row: Row): void {
  const [set, user] = [row['PermissionSetId'], row['AssigneeId']];
  if (!assignments.some((other) => other['PermissionSetId'] === set && other['AssigneeId'] === user)) return;
  // unverified: the wording
  throw new DmlError('DUPLICATE_VALUE', 'Duplicate PermissionSetAssignment.', ['AssigneeId', 'PermissionSetId']);
}
