import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { uncommittedWork } from '../../src/library/uncommitted-work.ts';
import type { WriteResult } from '../../src/org/org.ts';
import { dml } from '../../src/records/dml.ts';
import type { Operation } from '../../src/records/write.ts';
import { write } from '../../src/records/write.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { ApexThrow } from '../../src/values/thrown.ts';
import { ApexList, RecordValue, type Value } from '../../src/values/value.ts';
import { thrownBy } from '../values/bare-transaction.ts';
import { Harbor } from './harbor.ts';

let harbor: Harbor;
beforeEach(() => {
  harbor = new Harbor();
});

const record = (object: string, fields: Readonly<Record<string, Value>> = {}): RecordValue =>
  new RecordValue(object, new Map(Object.entries(fields)));
const list = (...items: Value[]): ApexList => new ApexList({ kind: 'sobject' }, items);
const run = (operation: Operation, value: Value, options: { key?: string; access?: 'user' } = {}): void =>
  dml(harbor.tx, operation, value, { access: 'default', ...options });
const missing: WriteResult['errors'] = [
  { statusCode: 'REQUIRED_FIELD_MISSING', message: 'Required fields are missing: [Key__c]', fields: ['Key__c'] },
];

describe('a DML statement', () => {
  it('sends the fields that people write, and sets the Id of what is new', () => {
    const port = record('Port__c', {
      Name: 'Oslo',
      Depth__c: new Decimal(45n, 1),
      CreatedDate: null,
      Piers__r: list(),
    });
    run('insert', port);
    assert.deepEqual(harbor.written[0]?.records, [{ object: 'Port__c', fields: { Name: 'Oslo', Depth__c: 4.5 } }]);
    assert.equal(port.fields.get('Id'), 'a00000000000000AAA');
    assert.equal(harbor.written[0]?.by, harbor.tx.user.id);
  });

  it('writes the objects of a mixed list one after the other, with the results in place', () => {
    const records = [record('Port__c'), record('Pier__c'), record('Port__c')];
    run('insert', list(...records));
    assert.deepEqual(
      harbor.written.map((request) => request.records.map(({ object }) => object)),
      [['Port__c', 'Port__c'], ['Pier__c']],
    );
    assert.deepEqual(
      records.map(({ fields }) => (fields.get('Id') as string).charAt(14)),
      ['0', '0', '1'],
    );
  });

  it('counts a statement and its rows, nothing for an empty list, and leaves work to commit', () => {
    run('insert', list());
    run('insert', null);
    assert.equal(harbor.tx.used.size, 0);
    run(
      'update',
      list(record('Port__c', { Id: 'a00000000000001AAA' }), record('Port__c', { Id: 'a00000000000002AAA' })),
    );
    assert.deepEqual(
      [...harbor.tx.used],
      [
        ['dmlStatements', 1],
        ['dmlRows', 2],
      ],
    );
    assert.equal(uncommittedWork(harbor.tx).isPending, true);
  });

  it('takes all back when one record is refused, says why, and leaves the records without Ids', () => {
    harbor.refused.set(1, missing);
    const records = [record('Port__c'), record('Port__c')];
    assert.throws(
      () => run('insert', list(...records)),
      (thrown) => {
        assert.ok(thrown instanceof ApexThrow);
        const { message, rows } = thrown.exception;
        assert.equal(
          message,
          'Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Key__c]: [Key__c]',
        );
        assert.deepEqual(rows, [{ index: 1, id: null, ...missing[0] }]);
        return true;
      },
    );
    assert.equal(harbor.restored, 1);
    assert.deepEqual(
      records.map(({ fields }) => fields.get('Id')),
      [undefined, undefined],
    );
  });

  it('names the record that it was about, when it has an Id', () => {
    harbor.refused.set(0, missing);
    assert.match(
      thrownBy(() => run('update', record('Port__c', { Id: 'a00000000000001AAA' }))) ?? '',
      /^DmlException: Update failed. First exception on row 0 with id a00000000000001AAA; first error: /,
    );
  });

  it('gives the sentence about fields that may not be written as it is', () => {
    const message =
      'Operation failed due to fields being inaccessible on Sobject Port__c, check errors on Exception or Result!';
    harbor.refused.set(0, [{ statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: ['Depth__c'] }]);
    assert.equal(
      thrownBy(() => run('insert', record('Port__c'), { access: 'user' })),
      `DmlException: ${message}`,
    );
    assert.equal(harbor.written[0]?.enforceRights, true);
  });

  it('takes new records without an Id, known ones with it, and an upsert with its key', () => {
    const thrown = (operation: Operation, fields: Readonly<Record<string, Value>>, options = {}): string | undefined =>
      thrownBy(() => run(operation, record('Port__c', fields), options));
    assert.match(thrown('insert', { Id: 'a00000000000001AAA' }) ?? '', /cannot specify Id in an insert call: \[Id\]/);
    assert.match(thrown('update', {}) ?? '', /MISSING_ARGUMENT, Id not specified in an update call: \[\]/);
    assert.match(thrown('upsert', {}, { key: 'Key__c' }) ?? '', /MISSING_ARGUMENT, Key__c not specified/);
    assert.equal(thrown('upsert', { Key__c: 'a' }, { key: 'Key__c' }), undefined);
    assert.equal(harbor.written.at(-1)?.key, 'Key__c');
  });

  it('leaves alone what Apex does not write', () => {
    const thrown = (operation: Operation, object: string) => thrownBy(() => run(operation, record(object)));
    for (const object of ['Profile', 'Setting__mdt', 'Port__History', 'CronTrigger'])
      assert.equal(thrown('insert', object), `TypeException: DML operation INSERT not allowed on ${object}`);
    assert.match(thrown('delete', 'User') ?? '', /DELETE not allowed on User/);
  });

  it('takes no list with a gap in it', () => {
    assert.match(thrownBy(() => run('insert', list(null))) ?? '', /^NullPointerException/);
  });
});

describe('a write that may go through in parts', () => {
  it('keeps what is good, and says what is not', () => {
    harbor.refused.set(0, missing);
    const records = [record('Port__c'), record('Port__c')];
    const results = write(harbor.tx, 'insert', records, { access: 'default', allOrNone: false });
    assert.deepEqual(
      results.map(({ success }) => success),
      [false, true],
    );
    assert.equal(harbor.restored, 0);
    assert.equal(records[0]!.fields.get('Id'), undefined);
  });
});
