import type { PlatformType } from '../library/declaration.ts';
import { describeFieldResult, picklistEntry } from '../library/describe-field-result.ts';
import { describeSobjectResult, sobjectTypeFields } from '../library/describe-sobject-result.ts';
import { displayType } from '../library/display-type.ts';
import { sobjectField } from '../library/sobject-field.ts';
import { sobjectType } from '../library/sobject-type.ts';
import { database, savepoint } from './database.ts';
import { databaseError, deleteResult, saveResult, undeleteResult, upsertResult } from './database-results.ts';
import { aggregateResult, sobject } from './sobject.ts';

/** The types of the library that are about records. */
export const recordTypes: readonly PlatformType[] = [
  aggregateResult,
  database,
  databaseError,
  deleteResult,
  describeFieldResult,
  describeSobjectResult,
  displayType,
  picklistEntry,
  saveResult,
  savepoint,
  sobject,
  sobjectField,
  sobjectType,
  sobjectTypeFields,
  undeleteResult,
  upsertResult,
];
