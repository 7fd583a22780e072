import { fieldsToRead, keyFields, recordFields, recordObjects } from '@cert-health/core';
import type { ExistingRow, RecordObject, RecordValue } from '@cert-health/core';
import { OrgApiError } from '../../src/org/api.ts';
import type { DescribedObject } from '../../src/org/required-objects.ts';
import type { RecordApi, RowToSave, SaveResult } from '../../src/publish/record-api.ts';
import { ORG } from './made-report.ts';

/** Records in memory, and what goes wrong with them. Everything asked is recorded. */
export interface MemoryRecords extends RecordApi {
  readonly asked: string[];
  readonly slept: number[];
  /** Object, key and field values of everything, Ids left out. */
  contents(): unknown;
  row(object: RecordObject, key: string): Record<string, RecordValue>;
}

export interface Trouble {
  /** The connection is lost after so many requests that write. */
  readonly lostAfter?: number;
  /** Why a row is not taken, the n-th time it is sent (from 1). */
  readonly refuse?: (row: RowToSave, time: number) => string | undefined;
  readonly describe?: (object: RecordObject, usual: DescribedObject) => DescribedObject | undefined;
  readonly orgId?: string;
}

/** @param like Begins with the records of another one. */
export function memoryRecords(trouble: Trouble = {}, like?: MemoryRecords): MemoryRecords {
  const rows = (like as Memory | undefined)?.rows ?? new Map<string, Map<string, Record<string, RecordValue>>>();
  return new Memory(trouble, new Map([...rows].map(([object, all]) => [object, new Map(all)])));
}

class Memory implements MemoryRecords {
  readonly username = 'ann@acme.example';
  readonly instanceUrl = 'https://acme.my.salesforce.com';
  readonly asked: string[] = [];
  readonly slept: number[] = [];
  readonly rows: Map<string, Map<string, Record<string, RecordValue>>>;
  readonly #trouble: Trouble;
  readonly #sent = new Map<string, number>();
  #writes = 0;

  constructor(trouble: Trouble, rows: Map<string, Map<string, Record<string, RecordValue>>>) {
    this.#trouble = trouble;
    this.rows = rows;
  }

  query(soql: string): Promise<ExistingRow[]> {
    this.asked.push(soql);
    if (soql === 'SELECT Id FROM Organization') return Promise.resolve([{ Id: this.#trouble.orgId ?? ORG }]);
    const [, columns = '', object = '', rest = ''] = /^SELECT (.+?) FROM (\w+)(.*)$/.exec(soql) ?? [];
    let rows = [...(this.rows.get(object)?.values() ?? [])];
    const [, field = '', value] = /WHERE (\w+) = '([^']*)'/.exec(rest) ?? [];
    if (value !== undefined) rows = rows.filter((row) => row[field] === value);
    if (rest.includes('LIMIT 1'))
      rows = rows.sort((a, b) => (String(a['Scanned_At__c']) < String(b['Scanned_At__c']) ? 1 : -1)).slice(0, 1);
    const names = columns.split(', ');
    return Promise.resolve(rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))));
  }

  describe(object: RecordObject): Promise<DescribedObject> {
    const usual = { createable: true, fields: new Map(fieldsToRead(object).map((name) => [name, name !== 'Id'])) };
    const described = this.#trouble.describe ? this.#trouble.describe(object, usual) : usual;
    return described
      ? Promise.resolve(described)
      : Promise.reject(new OrgApiError('NOT_FOUND', 'The requested resource does not exist'));
  }

  upsert(object: RecordObject, keyField: string, rows: readonly RowToSave[]): Promise<SaveResult[]> {
    if (this.#writes >= (this.#trouble.lostAfter ?? Infinity))
      return Promise.reject(new OrgApiError('ECONNREFUSED', 'connect ECONNREFUSED'));
    this.#writes += 1;
    this.asked.push(`${object} ${rows.length}`);
    if (keyField !== keyFields[object]) throw new Error(`${keyField} is not the key of ${object}`);
    return Promise.resolve(rows.map((row) => this.#save(object, String(row[keyField]), row)));
  }

  sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    return Promise.resolve();
  }

  #save(object: RecordObject, key: string, row: RowToSave): SaveResult {
    const time = (this.#sent.get(`${object} ${key}`) ?? 0) + 1;
    this.#sent.set(`${object} ${key}`, time);
    const statusCode = this.#trouble.refuse?.(row, time);
    if (statusCode !== undefined) return { success: false, errors: [{ statusCode, message: 'It cannot be.' }] };
    const all = this.rows.get(object) ?? new Map<string, Record<string, RecordValue>>();
    this.rows.set(object, all);
    const known = all.get(key);
    const id = String(known?.['Id'] ?? `a0${recordObjects.indexOf(object)}${String(all.size).padStart(15, '0')}`);
    all.set(key, { ...known, ...row, Id: id });
    return { id, success: true, created: known === undefined };
  }

  row(object: RecordObject, key: string): Record<string, RecordValue> {
    const row = this.rows.get(object)?.get(key);
    if (!row) throw new Error(`There is no ${object} with the key ${key}.`);
    return row;
  }

  contents(): unknown {
    const keyOf = (id: RecordValue | undefined): string | undefined =>
      [...(this.rows.get('CertHealth_Certificate__c') ?? [])].find(([, row]) => row['Id'] === id)?.[0];
    return recordObjects.map((object) =>
      [...(this.rows.get(object) ?? [])]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, row]) => ({
          key,
          certificate: keyOf(row['Certificate__c']),
          ...Object.fromEntries(Object.keys(recordFields[object]).map((name) => [name, row[name] ?? null])),
        })),
    );
  }
}
