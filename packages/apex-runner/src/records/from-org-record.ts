import type { OrgRecord, OrgValue, PreparedQuery } from '../org/org.ts';
import type { Transaction } from '../transaction/transaction.ts';
import { ApexList, RecordValue, type Value } from '../values/value.ts';
import { fieldType, fromOrg } from './field-value.ts';
import type { FieldType } from './field-value.ts';

/** Makes records of what queries give. Records of one query share the list of fields that were asked for. */
export class RecordReader {
  readonly #tx: Transaction;
  readonly #queried = new Map<string, ReadonlySet<string>>();

  constructor(tx: Transaction) {
    this.#tx = tx;
  }

  record({ object, fields }: OrgRecord): RecordValue {
    const description = this.#tx.org.schema.object(object);
    const values = new Map<string, Value>();
    for (const [name, value] of Object.entries(fields)) {
      if (isRecord(value)) values.set(name, this.record(value));
      else if (isList(value)) values.set(name, this.#children(object, name, value));
      else {
        const field = description?.fields.get(name);
        values.set(name, field === undefined ? null : anyOrTyped(value, fieldType(field), field.scale));
      }
    }
    return new RecordValue(object, values, this.#asked(object, values));
  }

  /** A row of an aggregate query, by alias. */
  aggregate({ fields }: OrgRecord, columns: NonNullable<PreparedQuery['columns']>): RecordValue {
    const values = Object.entries(fields).map(([alias, value]): [string, Value] => [
      alias,
      anyOrTyped(value as OrgValue, columns.get(alias) ?? 'Object'),
    ]);
    return new RecordValue('AggregateResult', new Map(values));
  }

  #children(object: string, relationship: string, records: readonly OrgRecord[]): ApexList {
    const child = this.#tx.org.schema.object(object)?.children.get(relationship)?.object;
    const of = { kind: 'sobject', ...(child === undefined ? {} : { name: child }) } as const;
    return new ApexList(
      of,
      records.map((one) => this.record(one)),
    );
  }

  #asked(object: string, values: ReadonlyMap<string, Value>): ReadonlySet<string> {
    const names = [...values.keys()];
    const key = `${object} ${names.join()}`;
    let asked = this.#queried.get(key);
    if (asked === undefined) {
      asked = new Set(['Id', ...names]);
      this.#queried.set(key, asked);
    }
    return asked;
  }
}

/** A field of whatever kind holds texts, whole numbers and booleans as they are. */
function anyOrTyped(value: OrgValue, type: FieldType, scale = 0): Value {
  if (type !== 'Object' || typeof value !== 'number') return fromOrg(value, type, scale);
  return Number.isInteger(value) ? value : fromOrg(value, 'Decimal');
}

function isRecord(value: OrgRecord['fields'][string]): value is OrgRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: OrgRecord['fields'][string]): value is readonly OrgRecord[] {
  return Array.isArray(value);
}
