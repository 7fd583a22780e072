import type { Transaction } from '../transaction/transaction.ts';
import { plainText } from '../semantics/text.ts';
import { primitive } from '../values/type-of.ts';
import { ApexMap, type RecordValue, type Value } from '../values/value.ts';
import { RecordReader } from './from-org-record.ts';

/**
 * `X__mdt.getAll()`: the records of a custom metadata type by DeveloperName, with all fields. It is no query to the limits, and
 * needs no rights.
 *
 * Source: Apex Reference Guide, "Custom Metadata Type Methods".
 */
export function storedRecords(tx: Transaction, object: string): ApexMap {
  const map = new ApexMap(primitive('String'), { kind: 'sobject', name: object });
  for (const record of allOf(tx, object)) {
    const key = plainText(tx, record.fields.get('DeveloperName') ?? null);
    map.entries.set(key, { key, value: record });
  }
  return map;
}

/** `X__mdt.getInstance(name)`: by DeveloperName, QualifiedApiName or Id; null for none. */
export function storedRecord(tx: Transaction, object: string, name: Value): RecordValue | null {
  const names = ['DeveloperName', 'QualifiedApiName', 'Id'];
  return allOf(tx, object).find(({ fields }) => names.some((field) => fields.get(field) === name)) ?? null;
}

function allOf(tx: Transaction, object: string): RecordValue[] {
  const fields = [...(tx.org.schema.object(object)?.fields.values() ?? [])].filter(
    ({ displayType }) => displayType !== 'ANYTYPE',
  );
  const soql = `SELECT ${fields.map(({ name }) => name).join(', ')} FROM ${object} ORDER BY DeveloperName`;
  const { records } = tx.org.prepare(soql).run([], { by: tx.user.id });
  const reader = new RecordReader(tx);
  return records.map((record) => reader.record(record));
}
