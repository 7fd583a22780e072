import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { OrgRefusal } from '@cert-health/apex-runner';
import type { SmallOrg } from '../apex/small-org.ts';
import { admin, sailor, smallOrg, stranger } from '../apex/small-org.ts';

const guide = 'https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl';

const org: SmallOrg = await smallOrg();
const ids: string[] = [];

/** Keys of the ports that a condition keeps, in order of the keys. */
function ports(where: string, binds: Parameters<SmallOrg['query']>[1] = []): string {
  const rows = org.query(`SELECT Key__c FROM Port__c WHERE ${where} ORDER BY Key__c`, binds);
  return rows.map((row) => row['Key__c']).join(' ');
}

function refused(soql: string, code: string, message: RegExp, user?: string): void {
  assert.throws(
    () => org.query(soql, [], user),
    (error) => {
      assert.ok(error instanceof OrgRefusal, String(error));
      assert.deepEqual([error.type, error.code], ['QueryException', code]);
      assert.match(error.message, message);
      return true;
    },
  );
}

before(() => {
  ids.push(
    org.insert('Port__c', { Key__c: 'a', Depth__c: 3, Opened__c: '2026-11-21T23:00:00Z', Closes__c: '2026-12-01' }),
    org.insert('Port__c', { Key__c: 'b', Depth__c: 5, State__c: null, Opened__c: '2026-11-22T01:00:00Z' }),
    org.insert('Port__c', { Key__c: 'c' }),
  );
  const [a = '', b = ''] = ids;
  for (const [Port__c, Length__c] of [
    [a, 10],
    [a, 20],
    [b, 30],
  ] as const)
    org.insert('Pier__c', { Port__c, Length__c });
});

describe(`bind variables (${guide}/sforce_api_calls_soql_select_conditionexpression.htm)`, () => {
  it('stand for values of any kind', () => {
    assert.equal(ports('Key__c = :b0', ['a']), 'a');
    assert.equal(ports('Depth__c >= :b0', [4]), 'b');
    assert.equal(ports('Is_Free__c = :b0', [true]), 'a b c');
    assert.equal(ports('Closes__c = :b0', ['2026-12-01']), 'a');
    assert.equal(ports('Opened__c > :b0', ['2026-11-22T00:00:00.000Z']), 'b');
    assert.equal(ports('Key__c LIKE :b0', ['%']), 'a b c');
  });

  it('stand for lists', () => {
    assert.equal(ports('Id IN :b0', [ids.slice(0, 2).map((id) => id.slice(0, 15))]), 'a b');
    assert.equal(ports('Id NOT IN :b0', [ids.slice(0, 2)]), 'c');
    assert.equal(ports('Key__c IN :b0', [[]]), '');
    assert.equal(ports('Key__c NOT IN :b0', [[]]), 'a b c');
    assert.equal(ports('Depth__c IN :b0', [[3, null]]), 'a c');
  });

  it('may be null, which is found by = and != only', () => {
    assert.equal(ports('Depth__c = :b0', [null]), 'c');
    assert.equal(ports('Depth__c != :b0', [null]), 'a b');
    assert.equal(ports('Depth__c > :b0', [null]), '');
  });

  it('never are SOQL, whatever they hold', () => {
    assert.equal(ports('Key__c = :b0', ["a' OR Key__c != '"]), '');
  });

  it('say how many rows there are at most, and how many days', () => {
    const rows = org.query('SELECT Key__c FROM Port__c ORDER BY Key__c LIMIT :b0 OFFSET :b1', [1, 1]);
    assert.deepEqual(
      rows.map((row) => row['Key__c']),
      ['b'],
    );
    assert.equal(ports('Opened__c = LAST_N_DAYS::b0', [1]), 'a b');
  });

  it('are counted when the query is read', () => {
    assert.equal(org.apex.prepare("SELECT Id FROM Port__c WHERE Key__c = ':b7' AND Code__c = :b1").binds, 2);
  });
});

describe('a query of Apex', () => {
  it(`counts (${guide}/sforce_api_calls_soql_select_count.htm)`, () => {
    const query = org.apex.prepare('SELECT COUNT() FROM Port__c WHERE Depth__c > 1');
    assert.deepEqual([query.kind, query.run([], {}).count], ['count', 2]);
  });

  it(`computes over all rows, and leaves out what is empty (${guide}/sforce_api_calls_soql_select_agg_functions.htm)`, () => {
    const [row] = org.query(
      'SELECT COUNT(Id) all, COUNT(Depth__c), SUM(Depth__c), MIN(Depth__c), MAX(Key__c), AVG(Depth__c) mean, COUNT_DISTINCT(Is_Free__c) FROM Port__c',
    );
    assert.deepEqual(row, { all: 3, expr0: 2, expr1: 8, expr2: 3, expr3: 'c', mean: 4, expr4: 1 });
    assert.deepEqual(org.query("SELECT SUM(Depth__c) s FROM Port__c WHERE Key__c = 'x'"), [{ s: null }]);
  });

  it(`groups, keeps groups by HAVING and orders them (${guide}/sforce_api_calls_soql_select_groupby.htm)`, () => {
    assert.deepEqual(
      org.query('SELECT Port__r.Key__c, COUNT(Id) n FROM Pier__c GROUP BY Port__r.Key__c ORDER BY COUNT(Id) DESC'),
      [
        { Key__c: 'a', n: 2 },
        { Key__c: 'b', n: 1 },
      ],
    );
    assert.deepEqual(org.query('SELECT Port__c p, COUNT(Id) n FROM Pier__c GROUP BY Port__c HAVING COUNT(Id) > 1'), [
      { p: ids[0], n: 2 },
    ]);
    refused('SELECT Key__c, COUNT(Id) FROM Port__c GROUP BY Code__c', 'MALFORMED_QUERY', /must be grouped/);
  });

  it('tells the types of its columns', () => {
    const { columns } = org.apex.prepare('SELECT Key__c, COUNT(Id) n, MAX(Depth__c) m FROM Port__c GROUP BY Key__c');
    assert.deepEqual(
      [...(columns ?? [])],
      [
        ['Key__c', 'String'],
        ['n', 'Integer'],
        ['m', 'Decimal'],
      ],
    );
  });

  it(`selects the children of a record (${guide}/sforce_api_calls_soql_relationships_query_using.htm)`, () => {
    const rows = org.query(
      'SELECT Key__c, (SELECT Name FROM Piers__r WHERE Length__c > :b0 ORDER BY Length__c DESC) FROM Port__c ORDER BY Key__c',
      [5],
    );
    const names = rows.map((row) =>
      (row['Piers__r'] as { fields: { Name: string } }[]).map(({ fields }) => fields.Name),
    );
    assert.deepEqual(names, [['P-002', 'P-001'], ['P-003'], []]);
    refused('SELECT (SELECT Id FROM Piers) FROM Port__c', 'INVALID_TYPE', /Didn't understand relationship 'Piers'/);
    refused('SELECT (SELECT Depth__c FROM Piers__r) FROM Port__c', 'INVALID_FIELD', /Depth__c/);
  });

  it('joins by the Ids of another query, in and out', () => {
    assert.equal(ports('Id IN (SELECT Port__c FROM Pier__c WHERE Length__c > :b0)', [15]), 'a b');
    assert.equal(ports('Id NOT IN (SELECT Port__c FROM Pier__c)'), 'c');
  });

  it('brings the Id of every record and parent, also where it was not asked for', () => {
    const [row] = org.query("SELECT Port__r.Key__c FROM Pier__c WHERE Name = 'P-001'");
    assert.equal((row?.['Port__r'] as { fields: { Id: string } }).fields.Id, ids[0]);
    assert.match(String(row?.['Id']), /^\w{18}$/);
  });

  it('takes the days of the time zone of who runs', () => {
    const berlin = org.org.table('User').find(stranger);
    org.org.writable('User').put({ ...berlin, TimeZoneSidKey: 'Europe/Berlin' });
    const today = org.apex.prepare('SELECT Key__c FROM Port__c WHERE Opened__c = TODAY ORDER BY Key__c');
    const keys = (by: string): unknown[] => today.run([], { by }).records.map(({ fields }) => fields['Key__c']);
    assert.deepEqual([keys(admin), keys(stranger)], [['b'], ['a', 'b']]);
  });

  it('takes FOR UPDATE and modes, and says which mode it asks for', () => {
    const access = (clauses: string): unknown => org.apex.prepare(`SELECT Id FROM Port__c ${clauses}`).access;
    assert.deepEqual(
      ['WITH USER_MODE LIMIT 1', 'WITH SYSTEM_MODE', 'WITH SECURITY_ENFORCED', 'LIMIT 1 FOR UPDATE'].map(access),
      ['user', 'system', 'user', undefined],
    );
  });

  it(`takes FIELDS(STANDARD) only (${guide}/sforce_api_calls_soql_select_fields.htm)`, () => {
    const [row] = org.query('SELECT FIELDS(STANDARD) FROM Port__c LIMIT 1');
    assert.ok('CreatedDate' in (row ?? {}) && !('Key__c' in (row ?? {})));
    refused('SELECT FIELDS(CUSTOM) FROM Port__c LIMIT 1', 'MALFORMED_QUERY', /unbounded set of fields/);
    refused('SELECT FIELDS(ALL) FROM Port__c LIMIT 1', 'MALFORMED_QUERY', /unbounded set of fields/);
  });

  it('is refused when it is read, not when it runs', () => {
    const read = (soql: string) => () => org.apex.prepare(soql);
    for (const soql of [
      'SELECT Id FROM Boat__c',
      'SELECT Depht__c FROM Port__c',
      'SELECT Id FROM Port__c WHERE Depht__c = :b0',
      'SELECT Id FROM Port__c ORDER BY Depht__c',
      "SELECT Id FROM Port__c WHERE Depth__c = '3'",
      "SELECT Id FROM Port__c WHERE Story__c LIKE 'x%'",
      'SELECT Id FROM Port__c USING SCOPE Mine',
    ])
      assert.throws(read(soql), OrgRefusal, soql);
  });
});

describe('WITH USER_MODE', () => {
  const sees = (soql: string, user: string): number => org.query(soql, [], user).length;

  it('reads what the permission sets of the user open', () => {
    assert.equal(sees('SELECT Key__c, Depth__c, Name, CreatedBy.Name FROM Port__c', sailor), 3);
  });

  it('takes a field that may not be read for one that is not there, wherever it stands', () => {
    for (const soql of [
      'SELECT Code__c FROM Port__c',
      'SELECT Id FROM Port__c WHERE Code__c = null',
      'SELECT Id FROM Port__c ORDER BY Code__c',
      'SELECT Port__r.Code__c FROM Pier__c',
      'SELECT Id FROM Pier__c WHERE Port__c IN (SELECT Id FROM Port__c WHERE Code__c = null)',
    ])
      refused(soql, 'INVALID_FIELD', /No such column 'Code__c' on entity 'Port__c'/, sailor);
  });

  it('opens to nobody what was deployed without a permission set, administrators included', () => {
    for (const user of [stranger, admin]) refused('SELECT Id FROM Port__c', 'INVALID_TYPE', /not supported/, user);
    assert.equal(sees('SELECT Id FROM Profile', stranger), 2, 'standard objects are open');
  });

  it('shows assignments of others to those who see set-up (Object Reference, PermissionSetAssignment)', () => {
    const assigned = 'SELECT AssigneeId FROM PermissionSetAssignment';
    assert.deepEqual(
      [admin, sailor, stranger].map((user) => sees(assigned, user)),
      [1, 1, 0],
    );
    assert.equal(org.query(assigned).length, 1, 'in system mode all are there');
  });

  it('answers UserPermissionAccess with what the user may do', () => {
    const held = (user: string): unknown =>
      org.query('SELECT PermissionsViewSetup FROM UserPermissionAccess', [], user)[0]?.['PermissionsViewSetup'];
    assert.deepEqual([held(admin), held(stranger)], [true, false]);
  });
});
