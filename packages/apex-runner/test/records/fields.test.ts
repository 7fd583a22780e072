import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { getByName, getField, getParent, putByName, relatedByName, setField } from '../../src/records/fields.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { plainText } from '../../src/semantics/text.ts';
import { ApexDate, ApexDatetime } from '../../src/values/time.ts';
import { ApexList, RecordValue } from '../../src/values/value.ts';
import { thrownBy } from '../values/bare-transaction.ts';
import { Harbor } from './harbor.ts';

const { tx } = new Harbor();
const port = (): RecordValue => new RecordValue('Port__c');
const queried = (...names: string[]): RecordValue => new RecordValue('Port__c', new Map(), new Set(names));

describe('a field of a record', () => {
  it('is null until it is set; a checkbox is false', () => {
    assert.deepEqual([getField(tx, port(), 'Name'), getField(tx, port(), 'Is_Free__c')], [null, false]);
  });

  it('of a queried record may be read only when it was asked for or set', () => {
    const record = queried('Name');
    assert.equal(getField(tx, record, 'Name'), null);
    const message = 'SObject row was retrieved via SOQL without querying the requested field: Port__c.Depth__c';
    assert.equal(
      thrownBy(() => getField(tx, record, 'Depth__c')),
      `SObjectException: ${message}`,
    );
    setField(tx, record, 'Depth__c', 1);
    assert.equal(plainText(tx, getField(tx, record, 'Depth__c')), '1');
  });

  it('takes values of narrower types as its own', () => {
    const record = port();
    setField(tx, record, 'Depth__c', 4);
    setField(tx, record, 'Opened__c', new ApexDate(1));
    assert.ok(getField(tx, record, 'Depth__c') instanceof Decimal);
    assert.ok(getField(tx, record, 'Opened__c') instanceof ApexDatetime);
  });

  it('that holds an Id makes 18 characters of 15 and refuses what is none', () => {
    const pier = new RecordValue('Pier__c');
    setField(tx, pier, 'Port__c', 'a00000000000001');
    assert.equal(getField(tx, pier, 'Port__c'), 'a00000000000001AAA');
    assert.equal(
      thrownBy(() => setField(tx, pier, 'Port__c', 'here')),
      'StringException: Invalid id: here',
    );
  });

  it('of nothing is an error', () => {
    assert.match(thrownBy(() => getField(tx, null, 'Name')) ?? '', /^NullPointerException/);
  });
});

describe('get and put', () => {
  it('find fields without regard to case, and give what was there before', () => {
    const record = port();
    assert.equal(putByName(tx, record, 'NAME', 'Oslo'), null);
    assert.equal(putByName(tx, record, 'name', 'Bergen'), 'Oslo');
    assert.equal(getByName(tx, record, 'nAmE'), 'Bergen');
  });

  it('refuse a field that is not there, one of another type, and one that nobody writes', () => {
    const put = (name: string, value: string) => thrownBy(() => putByName(tx, port(), name, value));
    assert.equal(put('Width__c', 'x'), 'SObjectException: Invalid field Width__c for Port__c');
    assert.equal(put('Depth__c', 'x'), 'SObjectException: Illegal assignment from String to Decimal');
    assert.equal(put('CreatedDate', 'x'), 'SObjectException: Field CreatedDate is not editable');
    assert.equal(put('Is_Free__c', 'true'), 'SObjectException: Illegal assignment from String to Boolean');
  });

  it('reach columns of an aggregate query by alias', () => {
    const row = new RecordValue('AggregateResult', new Map([['total', 3]]));
    assert.equal(getByName(tx, row, 'Total'), 3);
    assert.match(thrownBy(() => getByName(tx, row, 'sum')) ?? '', /Invalid field sum for AggregateResult/);
  });
});

describe('a relationship', () => {
  it('leads to a record, to nothing, or to a list that may be empty', () => {
    const pier = new RecordValue('Pier__c');
    assert.equal(getParent(tx, pier, 'Port__r'), null);
    setField(tx, pier, 'Port__r', port());
    assert.ok(relatedByName(tx, pier, 'port__R') instanceof RecordValue);
    const piers = getParent(tx, port(), 'Piers__r');
    assert.ok(piers instanceof ApexList && piers.items.length === 0);
  });

  it('of a queried record must have been asked for', () => {
    assert.match(thrownBy(() => getParent(tx, queried('Id'), 'Piers__r')) ?? '', /requested field: Port__c.Piers__r/);
    assert.match(thrownBy(() => relatedByName(tx, port(), 'Owner')) ?? '', /Invalid relationship Owner for Port__c/);
  });
});
