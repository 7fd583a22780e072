import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OrgRecord, PreparedQuery, WriteRequest } from '../../src/org/org.ts';
import { run, type Surroundings } from './running.ts';
import { schemaOf } from './schema-in-tests.ts';

const SCHEMA = schemaOf({
  Account: {
    fields: [
      { name: 'Id', apexType: 'Id' },
      { name: 'Name', apexType: 'String' },
      { name: 'Size__c', apexType: 'Decimal' },
      { name: 'Key__c', apexType: 'String' },
      { name: 'ParentId', apexType: 'Id', relationshipName: 'Parent', referenceTo: ['Account'] },
    ],
    children: { Children: { object: 'Account', field: 'ParentId' } },
  },
  User: { fields: [{ name: 'Id', apexType: 'Id' }] },
});

const account = (name: string, more: OrgRecord['fields'] = {}): OrgRecord => ({
  object: 'Account',
  fields: { Name: name, Size__c: 2, ...more },
});

/** An org that answers each query with the same records, and notes what it is asked. */
function orgWith(records: readonly OrgRecord[]) {
  const asked: { soql: string; binds: unknown; user: string | undefined }[] = [];
  const written: WriteRequest[] = [];
  const surroundings: Surroundings = {
    schema: SCHEMA,
    prepare: (soql): PreparedQuery => ({
      object: 'Account',
      kind: /COUNT\(\)/i.test(soql) ? 'count' : 'records',
      binds: 0,
      run: (binds, { user }) => {
        asked.push({ soql, binds, user });
        return { count: records.length, records };
      },
    }),
    org: {
      write: (request) => {
        written.push(request);
        return request.records.map(() => ({ id: '001000000000001AAA', success: true, created: true, errors: [] }));
      },
    },
  };
  return { asked, written, surroundings };
}

const main = (body: string): string => `public class Main { public static Object run() { ${body} } }`;

describe('A record', () => {
  const { surroundings } = orgWith([]);
  const table: readonly (readonly [string, string])[] = [
    ["Account a = new Account(name = 'x', size__c = 3); a.SIZE__C += 1; return a.Name + a.Size__c;", 'x4'],
    ['Account a = new Account(); return a.Size__c;', 'null'],
    ['Account a = new Account(); return a.Parent?.Name;', 'null'],
    ['Account a = new Account(Size__c = 1); a.Size__c++; return a.Size__c;', '2'],
    ["Account a = new Account(Parent = new Account(Name = 'up')); return a.Parent.Name;", 'up'],
    ["SObject s = new Account(Name = 'x'); return ((Account) s).Name;", 'x'],
    ['return Account.SObjectType;', 'Account'],
    ['return Account.Size__c;', 'Size__c'],
    ['return new Account(Size__c = 1).Size__c == 1;', 'true'],
    ["Id given = '001000000000001'; return given;", '001000000000001AAA'],
    ["Id given = 'short'; return given;", 'StringException: Invalid id: short'],
  ];
  for (const [body, expected] of table) {
    it(`${body} gives ${expected}`, () => {
      assert.equal(run(main(body), surroundings), expected);
    });
  }
});

describe('A query', () => {
  it('gives a list, its only record, or a number', () => {
    const { surroundings } = orgWith([account('one')]);
    const query = '[SELECT Name, Size__c FROM Account]';
    assert.equal(run(main(`List<Account> all = ${query}; return all.size();`), surroundings), '1');
    assert.equal(run(main(`Account a = ${query}; return a.Name;`), surroundings), 'one');
    assert.equal(run(main(`return ${query}.Name;`), surroundings), 'one');
    assert.equal(run(main('Integer n = [SELECT COUNT() FROM Account]; return n + 1;'), surroundings), '2');
    assert.equal(run(main(`return ${query}.isEmpty();`), surroundings), 'false');
  });

  it('must find one record where one is wanted, but with ?. or ?? it may find none', () => {
    const none = orgWith([]).surroundings;
    const two = orgWith([account('one'), account('two')]).surroundings;
    const query = '[SELECT Name FROM Account]';
    const one = main(`Account a = ${query}; return a.Name;`);
    assert.equal(run(one, none), 'QueryException: List has no rows for assignment to SObject');
    assert.equal(run(one, two), 'QueryException: List has more than 1 row for assignment to SObject');
    assert.equal(run(main(`return ${query}?.Name;`), none), 'null');
    assert.equal(run(main(`Account a = ${query} ?? new Account(Name = 'new'); return a.Name;`), none), 'new');
  });

  it('is gone through record by record, or in lists', () => {
    const { surroundings } = orgWith(Array.from({ length: 450 }, (_, index) => account(String(index))));
    const query = '[SELECT Name, Size__c FROM Account]';
    assert.equal(
      run(main(`Decimal n = 0; for (Account a : ${query}) n += a.Size__c; return n == 900;`), surroundings),
      'true',
    );
    assert.equal(
      run(main(`String s = ''; for (List<Account> some : ${query}) s += some.size() + ' '; return s;`), surroundings),
      '200 200 50 ',
    );
  });

  it('binds expressions, and runs in the mode that it names', () => {
    const { surroundings, asked } = orgWith([]);
    const body = `String name = 'a'; List<Account> all = [SELECT Id FROM Account WHERE Name = :name.toUpperCase() AND Size__c IN :new Set<Decimal>{ 1.5 } WITH USER_MODE]; return all.size();`;
    assert.equal(run(main(body), surroundings), '0');
    assert.deepEqual(asked, [
      {
        soql: 'SELECT Id FROM Account WHERE Name = :b0 AND Size__c IN :b1 WITH USER_MODE',
        binds: ['A', [1.5]],
        user: '005000000000001AAA',
      },
    ]);
  });
});

describe('A DML statement', () => {
  it('writes a record or a list, in the mode and by the key that it names', () => {
    const { surroundings, written } = orgWith([]);
    const body = `Account a = new Account(Name = 'x'); insert as user a; upsert as system new List<Account>{ new Account(Key__c = 'k') } Account.Key__c; update a; return a.Id;`;
    assert.equal(run(main(body), surroundings), '001000000000001AAA');
    assert.deepEqual(
      written.map((one) => [one.operation, one.enforceRights, one.key, one.records.length]),
      [
        ['insert', true, undefined, 1],
        ['upsert', false, 'Key__c', 1],
        ['update', false, undefined, 1],
      ],
    );
  });
});

describe('System.runAs', () => {
  it('ends where its block ends, whatever leaves it', () => {
    const { surroundings } = orgWith([]);
    assert.equal(
      run(
        main("System.runAs(new User()) { return 'inside'; } return 'after';").replace("return 'after';", ''),
        surroundings,
      ),
      'inside',
    );
  });
});
