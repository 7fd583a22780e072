import type { EnumValue } from '../values/scalar.ts';
import type { PlatformType } from './declaration.ts';
import { enumValue, enumValues } from './enum.ts';
import { referencePage } from './page.ts';

/**
 * Why a record was refused. Only codes that the org gives or that Apex of the project names; the platform has some 200 more.
 *
 * Source: SOAP API Developer Guide, StatusCode.
 */
export const statusCode: PlatformType = {
  name: 'StatusCode',
  page: referencePage('apex_enum_System_StatusCode'),
  values: [
    'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
    'DELETE_FAILED',
    'DUPLICATE_EXTERNAL_ID',
    'DUPLICATE_USERNAME',
    'DUPLICATE_VALUE',
    'ENTITY_IS_DELETED',
    'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
    'INSUFFICIENT_ACCESS_OR_READONLY',
    'INVALID_CROSS_REFERENCE_KEY',
    'INVALID_FIELD',
    'INVALID_FIELD_FOR_INSERT_UPDATE',
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    'INVALID_TYPE',
    'MISSING_ARGUMENT',
    'MIXED_DML_OPERATION',
    'NUMBER_OUTSIDE_VALID_RANGE',
    'REQUIRED_FIELD_MISSING',
    'STRING_TOO_LONG',
    'UNDELETE_FAILED',
    'UNKNOWN_EXCEPTION',
  ],
  members: [],
};

/** The value of a code that the org gave. */
export function statusCodeNamed(code: string): EnumValue {
  return enumValue(statusCode, code) ?? enumValues(statusCode).at(-1)!;
}
