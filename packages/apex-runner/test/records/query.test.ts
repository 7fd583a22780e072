import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { OrgRefusal } from '../../src/org/org.ts';
import { getField, getParent } from '../../src/records/fields.ts';
import { runDynamicQuery, runQuery } from '../../src/records/query.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { plainText } from '../../src/semantics/text.ts';
import { primitive } from '../../src/values/type-of.ts';
import { ApexDate, ApexDatetime } from '../../src/values/time.ts';
import { ApexList, ApexSet, RecordValue } from '../../src/values/value.ts';
import { thrownBy } from '../values/bare-transaction.ts';
import { Harbor } from './harbor.ts';

let harbor: Harbor;
beforeEach(() => {
  harbor = new Harbor();
});
const run = (access: 'user' | 'system' | 'default' = 'default', ...binds: Parameters<typeof runQuery>[2]) =>
  runQuery(harbor.tx, harbor.query(), binds, access);

describe('a query', () => {
  it('gives records whose fields have the types of the schema', () => {
    const fields = {
      Id: 'a00000000000001AAA',
      Depth__c: 4,
      Closes__c: '2026-11-22',
      Opened__c: '2026-11-22T02:15:00.000+0000',
      Name: null,
      Is_Free__c: null,
    };
    harbor.found = { count: 1, records: [{ object: 'Port__c', fields }] };
    const [record] = (run() as ApexList).items as RecordValue[];
    assert.deepEqual(
      Object.keys(fields).map((name) => plainText(harbor.tx, getField(harbor.tx, record!, name))),
      ['a00000000000001AAA', '4.0', '2026-11-22 00:00:00', '2026-11-22 02:15:00', 'null', 'false'],
    );
    assert.ok(getField(harbor.tx, record!, 'Depth__c') instanceof Decimal);
    assert.match(thrownBy(() => getField(harbor.tx, record!, 'Key__c')) ?? '', /without querying/);
  });

  it('gives parents as records, nothing for none, and children as lists', () => {
    const child = {
      object: 'Pier__c',
      fields: { Name: 'P-1', Port__r: { object: 'Port__c', fields: { Name: 'Oslo' } } },
    };
    harbor.found = {
      count: 1,
      records: [{ object: 'Port__c', fields: { Piers__r: [child, { object: 'Pier__c', fields: { Port__r: null } }] } }],
    };
    const [record] = (run() as ApexList).items;
    const piers = getParent(harbor.tx, record!, 'Piers__r') as ApexList;
    const parents = piers.items.map((pier) => getParent(harbor.tx, pier, 'Port__r'));
    assert.equal(getField(harbor.tx, parents[0]!, 'Name'), 'Oslo');
    assert.equal(parents[1], null);
  });

  it('hands over bind variables: lists, sets, days, moments, and records by their Id', () => {
    const list = new ApexList(primitive('Decimal'), [new Decimal(15n, 1), null]);
    const set = new ApexSet(primitive('Date'));
    set.members.set('day', new ApexDate(0));
    const record = new RecordValue('Port__c', new Map([['Id', 'a00000000000001AAA']]));
    run('default', list, set, new ApexDatetime(0), record, 3, null);
    const [{ binds }] = harbor.asked as [{ binds: unknown }];
    assert.deepEqual(binds, [[1.5, null], ['1970-01-01'], '1970-01-01T00:00:00.000Z', 'a00000000000001AAA', 3, null]);
  });

  it('runs with the rights of the user only where it is said; what the query says goes first', () => {
    const { id } = harbor.tx.user;
    const users = (['user', 'system', 'default'] as const).map((access) => {
      run(access);
      return (harbor.asked.at(-1) as { as: { user?: string } }).as.user;
    });
    assert.deepEqual(users, [id, undefined, undefined]);
    harbor.prepared = { access: 'user' };
    run('system');
    assert.deepEqual(harbor.asked.at(-1), { binds: [], as: { by: id, user: id } });
  });

  it('counts against the limits', () => {
    harbor.found = {
      count: 2,
      records: [
        { object: 'Port__c', fields: { Name: 'Oslo' } },
        { object: 'Port__c', fields: {} },
      ],
    };
    run();
    assert.deepEqual(
      [...harbor.tx.used],
      [
        ['queries', 1],
        ['queryRows', 2],
        // Four characters, and eight for the field.
        ['heapSize', 12],
      ],
    );
  });

  it('gives a number, or rows by alias with the types of their columns', () => {
    harbor.prepared = { kind: 'count' };
    harbor.found = { count: 7, records: [] };
    assert.equal(run(), 7);
    harbor.prepared = {
      kind: 'aggregates',
      columns: new Map([
        ['n', 'Integer'],
        ['m', 'Double'],
      ]),
    };
    harbor.found = { count: 1, records: [{ object: 'AggregateResult', fields: { n: 3, m: 3 } }] };
    assert.equal(plainText(harbor.tx, run()), '(AggregateResult:{n=3, m=3.0})');
  });

  it('that the org refuses is the exception that it names', () => {
    harbor.refusal = new OrgRefusal('QueryException', 'INVALID_FIELD', "No such column 'X'");
    assert.equal(
      thrownBy(() => run()),
      "QueryException: No such column 'X'",
    );
  });

  it('put together while Apex runs has no bind variables', () => {
    harbor.prepared = { binds: 1 };
    assert.match(thrownBy(() => runDynamicQuery(harbor.tx, 'SELECT', 'user')) ?? '', /^QueryException: Variables/);
  });
});
