import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { enumValue } from '../../src/library/enum.ts';
import { id } from '../../src/library/id.ts';
import { displayType } from '../../src/library/display-type.ts';
import { fieldToken, objectToken } from '../../src/library/schema-token.ts';
import { recordTypes } from '../../src/records/record-types.ts';
import { keyOf } from '../../src/semantics/key.ts';
import { plainText } from '../../src/semantics/text.ts';
import { ApexList, RecordValue, type Value } from '../../src/values/value.ts';
import { thrownBy } from '../values/bare-transaction.ts';
import { Harbor } from './harbor.ts';

const harbor = new Harbor();
const { tx } = harbor;

/** Calls a member of one of the types by the text of its signature. */
function call(type: string, signature: string, ...values: Value[]): Value {
  const found = [...recordTypes, id]
    .find(({ name }) => name === type)
    ?.members.find((member) => member.signature === signature);
  assert.ok(found, `${type} has ${signature}`);
  return (found.run as (...all: unknown[]) => Value | undefined)(tx, ...values) ?? null;
}

describe('the types about records', () => {
  it('are each there once, with a page and members that are each there once', () => {
    assert.equal(new Set(recordTypes.map(({ name }) => name)).size, recordTypes.length);
    for (const { name, page, members } of recordTypes) {
      assert.match(page, /^https:\/\/developer\.salesforce\.com\//);
      assert.equal(new Set(members.map(({ signature }) => signature)).size, members.length, name);
    }
  });
});

describe('tokens', () => {
  it('of the same object or field are equal, and are written by name', () => {
    assert.equal(keyOf(tx, objectToken(tx, 'port__c')), keyOf(tx, objectToken(tx, 'Port__c')));
    assert.notEqual(keyOf(tx, objectToken(tx, 'Pier__c')), keyOf(tx, objectToken(tx, 'Port__c')));
    assert.equal(keyOf(tx, fieldToken(tx, 'Port__c', 'NAME')), keyOf(tx, fieldToken(tx, 'Port__c', 'Name')));
    assert.equal(plainText(tx, objectToken(tx, 'port__c')), 'Port__c');
    assert.match(thrownBy(() => fieldToken(tx, 'Port__c', 'Width__c')) ?? '', /Invalid field Width__c/);
  });

  it('of an Id is that of its object', () => {
    const token = call('Id', 'SObjectType getSObjectType()', 'a01000000000001AAA');
    assert.equal(plainText(tx, token), 'Pier__c');
    assert.match(
      thrownBy(() => call('Id', 'SObjectType getSObjectType()', 'zzz000000000001AAA')) ?? '',
      /Invalid id value/,
    );
  });
});

describe('describe', () => {
  const port = call('SObjectType', 'DescribeSObjectResult getDescribe()', objectToken(tx, 'Port__c'));
  const depth = call('SObjectField', 'DescribeFieldResult getDescribe()', fieldToken(tx, 'Port__c', 'Depth__c'));

  it('tells what the running user may do with an object and a field', () => {
    const may = ['isAccessible', 'isCreateable', 'isUpdateable', 'isDeletable'].map((what) =>
      call('DescribeSObjectResult', `Boolean ${what}()`, port),
    );
    assert.deepEqual(may, [true, false, false, false]);
    assert.equal(call('DescribeFieldResult', 'Boolean isAccessible()', depth), true);
    assert.equal(call('DescribeFieldResult', 'Boolean isUpdateable()', depth), false);
  });

  it('tells the type of a field as a value of DisplayType', () => {
    assert.equal(call('DescribeFieldResult', 'DisplayType getType()', depth), enumValue(displayType, 'DOUBLE'));
  });

  it('lists the fields of an object by name in lower case', () => {
    const fields = call('DescribeSObjectResult', 'SObjectTypeFields fields { get; }', port);
    const map = call('SObjectTypeFields', 'Map<String, SObjectField> getMap()', fields);
    assert.match(plainText(tx, map), /^\{id=Id, name=Name, key__c=Key__c, /);
  });
});

describe('a record', () => {
  const made = (): RecordValue =>
    new RecordValue(
      'Pier__c',
      new Map<string, Value>([
        ['Id', 'a01000000000001AAA'],
        ['Name', 'P-1'],
        ['Port__r', new RecordValue('Port__c', new Map([['Name', 'Oslo']]))],
      ]),
    );

  it('is copied without its Id and number, shallow unless it is said otherwise', () => {
    const original = made();
    const copy = call('SObject', 'T clone()', original) as RecordValue;
    assert.deepEqual([...copy.fields.keys()], ['Port__r']);
    assert.equal(copy.fields.get('Port__r'), original.fields.get('Port__r'));
    const deep = call(
      'SObject',
      'T clone(Boolean preserveId, Boolean isDeepClone)',
      original,
      true,
      true,
    ) as RecordValue;
    assert.equal(deep.fields.get('Id'), 'a01000000000001AAA');
    assert.notEqual(deep.fields.get('Port__r'), original.fields.get('Port__r'));
  });

  it('tells its fields that hold something', () => {
    const queried = new RecordValue(
      'Port__c',
      new Map<string, Value>([
        ['Name', 'Oslo'],
        ['Key__c', null],
      ]),
      new Set(['Name', 'Key__c']),
    );
    assert.equal(
      plainText(tx, call('SObject', 'Map<String, Object> getPopulatedFieldsAsMap()', queried)),
      '{Name=Oslo}',
    );
  });
});

describe('Database', () => {
  it('writes in parts where it is told to, and gives a result a record', () => {
    harbor.refused.set(1, [{ statusCode: 'DUPLICATE_VALUE', message: 'twice', fields: [] }]);
    const records = new ApexList({ kind: 'sobject' }, [new RecordValue('Port__c'), new RecordValue('Port__c')]);
    const signature = 'static List<Database.SaveResult> insert(List<SObject> records, Boolean allOrNone)';
    const results = (call('Database', signature, records, false) as ApexList).items;
    assert.deepEqual(
      results.map((result) => call('Database.SaveResult', 'Boolean isSuccess()', result)),
      [true, false],
    );
    const [error] = (call('Database.SaveResult', 'List<Database.Error> getErrors()', results[1]!) as ApexList).items;
    assert.equal(call('Database.Error', 'String getMessage()', error!), 'twice');
    assert.equal(plainText(tx, call('Database.Error', 'StatusCode getStatusCode()', error!)), 'DUPLICATE_VALUE');
    assert.match(thrownBy(() => call('Database', signature, records, null)) ?? '', /^DmlException/);
    harbor.refused.clear();
  });

  it('goes back to a savepoint', () => {
    const before = harbor.restored;
    call('Database', 'static void rollback(Savepoint savepoint)', call('Database', 'static Savepoint setSavepoint()'));
    assert.equal(harbor.restored, before + 1);
  });
});
