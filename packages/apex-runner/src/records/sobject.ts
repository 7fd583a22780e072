import { member, type PlatformType } from '../library/declaration.ts';
import { referencePage } from '../library/page.ts';
import { fieldNamed, objectToken } from '../library/schema-token.ts';
import type { SObjectFieldToken } from '../library/schema-token.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { primitive } from '../values/type-of.ts';
import { ApexList, ApexMap, RecordValue, type Value } from '../values/value.ts';
import { getByName, putByName, relatedByName } from './fields.ts';

/**
 * A copy of a record. Without `keepsId` it is a new one; without `isDeep` its parents and children are the same records; without
 * `keepsTimes` and `keepsNumber` the fields that the org sets are left out.
 */
function copy(
  tx: Transaction,
  record: RecordValue,
  keepsId = false,
  isDeep = false,
  keepsTimes = false,
  keepsNumber = false,
): RecordValue {
  const known = tx.org.schema.object(record.object)?.fields;
  const fields = new Map<string, Value>();
  for (const [name, value] of record.fields) {
    if (name === 'Id' && !keepsId) continue;
    if (times.has(name) && !keepsTimes) continue;
    if (known?.get(name)?.isAutoNumber === true && !keepsNumber) continue;
    fields.set(name, isDeep ? deep(tx, value) : value);
  }
  return new RecordValue(record.object, fields, record.queried);
}

function deep(tx: Transaction, value: Value): Value {
  if (value instanceof RecordValue) return copy(tx, value, true, true, true, true);
  if (value instanceof ApexList)
    return new ApexList(
      value.of,
      value.items.map((item) => deep(tx, item)),
    );
  return value;
}

/** Source: Apex Reference Guide, SObject.clone, preserveReadonlyTimestamps. */
const times = new Set(['CreatedById', 'CreatedDate', 'LastModifiedById', 'LastModifiedDate']);

/** Fields that are set, by name; relationships too. */
function populated(record: RecordValue): ApexMap {
  const map = new ApexMap(primitive('String'), { kind: 'object' });
  for (const [name, value] of record.fields) {
    // A field that a query found empty is not populated.
    if (value !== null || record.queried?.has(name) !== true) map.entries.set(name, { key: name, value });
  }
  return map;
}

export const sobject: PlatformType = {
  name: 'SObject',
  namespace: 'Schema',
  page: referencePage('apex_methods_system_sobject'),
  members: [
    member('Object get(String fieldName)', (tx, self: RecordValue, name: string | null) =>
      getByName(tx, self, name ?? ''),
    ),
    member('Object get(SObjectField field)', (tx, self: RecordValue, field: SObjectFieldToken | null) =>
      getByName(tx, self, given(tx, field).field.name),
    ),
    member('Object put(String fieldName, Object value)', (tx, self: RecordValue, name: string | null, value: Value) =>
      putByName(tx, self, name ?? '', value),
    ),
    member(
      'Object put(SObjectField field, Object value)',
      (tx, self: RecordValue, field: SObjectFieldToken | null, value: Value) =>
        putByName(tx, self, given(tx, field).field.name, value),
    ),
    member('SObject getSObject(String relationshipName)', (tx, self: RecordValue, name: string | null) =>
      relatedByName(tx, self, name ?? ''),
    ),
    member('List<SObject> getSObjects(String relationshipName)', (tx, self: RecordValue, name: string | null) =>
      relatedByName(tx, self, name ?? ''),
    ),
    member('Boolean isSet(String fieldName)', (tx, self: RecordValue, name: string | null) => {
      const object = objectToken(tx, self.object).object;
      return self.fields.has(fieldNamed(object, name ?? '')?.name ?? '');
    }),
    member('SObjectType getSObjectType()', (tx, self: RecordValue) => objectToken(tx, self.object)),
    member('Map<String, Object> getPopulatedFieldsAsMap()', (_tx, self: RecordValue) => populated(self)),
    // `T` is the type of the record itself.
    member('T clone()', (tx, self: RecordValue) => copy(tx, self)),
    member('T clone(Boolean preserveId)', (tx, self: RecordValue, keepsId: boolean | null) =>
      copy(tx, self, keepsId === true),
    ),
    member(
      'T clone(Boolean preserveId, Boolean isDeepClone)',
      (tx, self: RecordValue, keepsId: boolean | null, isDeep: boolean | null) =>
        copy(tx, self, keepsId === true, isDeep === true),
    ),
    member(
      'T clone(Boolean preserveId, Boolean isDeepClone, Boolean preserveReadonlyTimestamps, Boolean preserveAutonumber)',
      (
        tx,
        self: RecordValue,
        keepsId: boolean | null,
        isDeep: boolean | null,
        keepsTimes: boolean | null,
        keepsNumber: boolean | null,
      ) => copy(tx, self, keepsId === true, isDeep === true, keepsTimes === true, keepsNumber === true),
    ),
  ],
};

export const aggregateResult: PlatformType = {
  name: 'AggregateResult',
  page: referencePage('apex_methods_system_sobject'),
  ancestors: ['SObject'],
  members: [
    member('Object get(String alias)', (tx, self: RecordValue, alias: string | null) =>
      getByName(tx, self, alias ?? ''),
    ),
  ],
};

function given<Token>(tx: Transaction, token: Token | null): Token {
  return token ?? tx.throw('NullPointerException', 'Argument 1 cannot be null');
}
