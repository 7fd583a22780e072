import { member, type PlatformType } from '../library/declaration.ts';
import { referencePage } from '../library/page.ts';
import { enumValue } from '../library/enum.ts';
import { statusCode } from '../library/status-code.ts';
import type { WriteResult } from '../org/org.ts';
import { primitive } from '../values/type-of.ts';
import { PlatformObject } from '../values/scalar.ts';
import { ApexList } from '../values/value.ts';

type ResultName = 'Database.SaveResult' | 'Database.UpsertResult' | 'Database.DeleteResult' | 'Database.UndeleteResult';

/** What became of a record that `Database` wrote. */
export class ResultValue extends PlatformObject {
  readonly typeName: ResultName;
  readonly result: WriteResult;

  constructor(typeName: ResultName, result: WriteResult) {
    super();
    this.typeName = typeName;
    this.result = result;
  }
}

class ErrorValue extends PlatformObject {
  readonly typeName = 'Database.Error';
  readonly error: WriteResult['errors'][number];

  constructor(error: WriteResult['errors'][number]) {
    super();
    this.error = error;
  }
}

const all = [
  member('Boolean isSuccess()', (_tx, { result }: ResultValue) => result.success),
  member('Id getId()', (_tx, { result }: ResultValue) => result.id),
  member(
    'List<Database.Error> getErrors()',
    (_tx, { result }: ResultValue) =>
      new ApexList(
        { kind: 'platform', name: 'Database.Error' },
        result.errors.map((error) => new ErrorValue(error)),
      ),
  ),
];

function resultType(name: ResultName, members: PlatformType['members'] = []): PlatformType {
  const page = referencePage(`apex_methods_system_database_${name.slice('Database.'.length).toLowerCase()}`);
  return { name, page, members: [...all, ...members] };
}

export const saveResult = resultType('Database.SaveResult');
export const deleteResult = resultType('Database.DeleteResult');
export const undeleteResult = resultType('Database.UndeleteResult');
export const upsertResult = resultType('Database.UpsertResult', [
  member('Boolean isCreated()', (_tx, { result }: ResultValue) => result.created),
]);

export const databaseError: PlatformType = {
  name: 'Database.Error',
  page: referencePage('apex_methods_system_database_error'),
  members: [
    member('String getMessage()', (_tx, { error }: ErrorValue) => error.message),
    member(
      'StatusCode getStatusCode()',
      (_tx, { error }: ErrorValue) => enumValue(statusCode, error.statusCode) ?? null,
    ),
    member(
      'List<String> getFields()',
      (_tx, { error }: ErrorValue) => new ApexList(primitive('String'), [...error.fields]),
    ),
  ],
};
