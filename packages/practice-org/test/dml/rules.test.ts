import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { SmallOrg } from '../apex/small-org.ts';
import { admin, sailor, smallOrg } from '../apex/small-org.ts';

const api =
  'https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_calls_concepts_core_data_objects.htm';
const fieldPage = 'https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm';

const org: SmallOrg = await smallOrg();
const back = org.apex.savepoint();

/** What is said of the first record that is refused. */
function refusal(object: string, fields: Readonly<Record<string, string | number | boolean | null>>): string[] {
  const [result] = org.write('insert', object, [fields]);
  return (result?.errors ?? []).map(({ statusCode, message }) => `${statusCode}, ${message}`);
}

describe('a record that is written', () => {
  beforeEach(back);

  const refusals: readonly (readonly [string, Readonly<Record<string, string | number>>, string, string])[] = [
    ['needs its required fields', {}, 'REQUIRED_FIELD_MISSING, Required fields are missing: [Key__c]', api],
    [
      'takes no text longer than its field',
      { Key__c: 'a', Code__c: '123456' },
      'STRING_TOO_LONG, Code__c: data value too large: 123456 (max length=5)',
      api,
    ],
    [
      'takes of a restricted picklist its values only',
      { Key__c: 'a', State__c: 'Open' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, State__c: bad value for restricted picklist field: Open',
      api,
    ],
    [
      'takes no number with more digits than its field',
      { Key__c: 'a', Depth__c: 1000 },
      'NUMBER_OUTSIDE_VALID_RANGE, Depth__c: value outside of valid range on numeric field: 1000',
      fieldPage,
    ],
    [
      'takes no value for what the org sets itself',
      { Key__c: 'a', CreatedDate: '2020-01-01T00:00:00Z' },
      'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: CreatedDate.',
      api,
    ],
    [
      'takes no value for a formula',
      { Key__c: 'a', Double_Depth__c: 2 },
      'INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Double_Depth__c.',
      fieldPage,
    ],
  ];
  for (const [rule, fields, sentence, page] of refusals) {
    it(`${rule} (${page})`, () => assert.deepEqual(refusal('Port__c', fields), [sentence]));
  }

  it('takes defaults for what is not said, not for what is said to be empty', () => {
    const [said] = org.query('SELECT Is_Free__c, Since__c, State__c FROM Port__c WHERE Id = :b0', [
      org.insert('Port__c', { Key__c: 'a' }),
    ]);
    assert.deepEqual([said?.['Is_Free__c'], said?.['Since__c'], said?.['State__c']], [true, '2026-11-23', 'open']);
    const [empty] = org.query('SELECT Is_Free__c, Since__c FROM Port__c WHERE Id = :b0', [
      org.insert('Port__c', { Key__c: 'b', Since__c: null, Is_Free__c: false }),
    ]);
    assert.deepEqual([empty?.['Is_Free__c'], empty?.['Since__c']], [false, null]);
  });

  it('numbers itself, and computes its formulas', () => {
    const first = org.insert('Pier__c', {});
    assert.equal(org.query('SELECT Name FROM Pier__c WHERE Id = :b0', [first])[0]?.['Name'], 'P-001');
    const id = org.insert('Port__c', { Key__c: 'a', Depth__c: 2.5 });
    assert.equal(org.query('SELECT Double_Depth__c FROM Port__c WHERE Id = :b0', [id])[0]?.['Double_Depth__c'], 5);
    org.write('update', 'Port__c', [{ Id: id, Depth__c: 4 }]);
    assert.equal(org.query('SELECT Double_Depth__c FROM Port__c WHERE Id = :b0', [id])[0]?.['Double_Depth__c'], 8);
  });

  it('says who made and who changed it', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    org.write('update', 'Port__c', [{ Id: id, Depth__c: 1 }], { by: sailor });
    const [row] = org.query('SELECT CreatedById, LastModifiedBy.Name, OwnerId FROM Port__c');
    assert.deepEqual(
      [row?.['CreatedById'], (row?.['LastModifiedBy'] as { fields: object }).fields, row?.['OwnerId']],
      [admin, { Id: sailor, Name: 'Sam Sailor' }, admin],
    );
  });

  it('keeps the history of tracked fields, of changes only', () => {
    const id = org.insert('Port__c', { Key__c: 'a', Depth__c: 1 });
    org.write('update', 'Port__c', [{ Id: id, Depth__c: 1, Code__c: 'X' }]);
    assert.deepEqual(org.query('SELECT Field FROM Port__History'), []);
    org.write('update', 'Port__c', [{ Id: id, Depth__c: 2 }]);
    const [change] = org.query('SELECT ParentId, Field, OldValue, NewValue FROM Port__History');
    assert.deepEqual(
      [change?.['ParentId'], change?.['Field'], change?.['OldValue'], change?.['NewValue']],
      [id, 'Depth__c', 1, 2],
    );
  });

  it('keeps no value twice where a field is unique, with case or without as the field says', () => {
    const id = org.insert('Port__c', { Key__c: 'a', Code__c: 'HAM' });
    assert.deepEqual(refusal('Port__c', { Key__c: 'b', Code__c: 'ham' }), [
      `DUPLICATE_VALUE, duplicate value found: Code__c duplicates value on record with id: ${id}`,
    ]);
    assert.deepEqual(refusal('Port__c', { Key__c: 'A' }), []);
    const [own] = org.write('update', 'Port__c', [{ Id: id, Code__c: 'Ham' }]);
    assert.equal(own?.success, true, 'its own value');
  });
});

describe('a validation rule', () => {
  beforeEach(back);
  const shut = (id: string, by: string, more = {}): string[] => {
    const [result] = org.write('update', 'Port__c', [{ Id: id, State__c: 'shut', ...more }], { by });
    return (result?.errors ?? []).map(({ statusCode, message, fields }) => `${statusCode} ${message} ${fields.join()}`);
  };

  it('refuses with its message at its field; all that hold are told', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    assert.deepEqual(shut(id, admin), [
      'FIELD_CUSTOM_VALIDATION_EXCEPTION You may not shut ports. State__c',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION Say until when. ',
    ]);
  });

  it('looks at the custom permissions of who writes', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    assert.deepEqual(shut(id, sailor, { Closes__c: '2026-12-22' }), []);
    assert.equal(shut(org.insert('Port__c', { Key__c: 'b' }), admin, { Closes__c: '2026-12-22' }).length, 1);
  });

  it('compares days with today', () => {
    assert.equal(shut(org.insert('Port__c', { Key__c: 'a' }), sailor, { Closes__c: '2026-12-23' }).length, 1);
  });
});

describe('a lookup', () => {
  beforeEach(back);

  it('leads to a record that is there, and is kept with 18 characters', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    org.insert('Pier__c', { Port__c: id.slice(0, 15) });
    assert.equal(org.query('SELECT Port__c FROM Pier__c')[0]?.['Port__c'], id);
    assert.deepEqual(refusal('Pier__c', { Port__c: 'a00000000000000AAA' }), [
      'INVALID_CROSS_REFERENCE_KEY, Port__c: invalid cross reference id: a00000000000000AAA',
    ]);
  });

  it(`is emptied, followed or in the way when its record is deleted (${fieldPage}, deleteConstraint)`, () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    org.insert('Pier__c', { Port__c: id });
    org.insert('Buoy__c', { Port__c: id });
    const lock = org.insert('Lock__c', { Port__c: id });
    const [kept] = org.write('delete', 'Port__c', [{ Id: id }]);
    assert.equal(kept?.errors[0]?.statusCode, 'DELETE_FAILED');
    org.write('delete', 'Lock__c', [{ Id: lock }]);
    const [gone] = org.write('delete', 'Port__c', [{ Id: id }]);
    assert.equal(gone?.success, true);
    assert.equal(org.query('SELECT Port__c FROM Pier__c')[0]?.['Port__c'], null);
    assert.deepEqual(org.query('SELECT Id FROM Buoy__c'), []);
  });
});

describe('a deleted record', () => {
  beforeEach(back);

  it('is found by ALL ROWS only, and can be brought back', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    org.write('delete', 'Port__c', [{ Id: id }]);
    assert.deepEqual(org.query('SELECT Id FROM Port__c'), []);
    assert.equal(org.query('SELECT Id, IsDeleted FROM Port__c ALL ROWS')[0]?.['IsDeleted'], true);
    assert.equal(org.write('update', 'Port__c', [{ Id: id }])[0]?.errors[0]?.statusCode, 'ENTITY_IS_DELETED');
    assert.equal(org.write('undelete', 'Port__c', [{ Id: id }])[0]?.success, true);
    assert.equal(org.query('SELECT Id FROM Port__c').length, 1);
  });
});

describe('an upsert', () => {
  beforeEach(back);

  it('goes by the key, says what it made, and takes each key once', () => {
    const id = org.insert('Port__c', { Key__c: 'a' });
    const results = org.write('upsert', 'Port__c', [{ Key__c: 'a', Depth__c: 3 }, { Key__c: 'b' }, { Key__c: 'b' }], {
      key: 'Key__c',
    });
    assert.deepEqual(
      results.map(({ created, errors }) => [created, errors[0]?.message]),
      [
        [false, undefined],
        [true, undefined],
        [false, 'Duplicate external id specified: b'],
      ],
    );
    assert.equal(results[0]?.id, id);
  });
});

describe('a user', () => {
  beforeEach(back);
  const person = {
    Username: 'new@harbor.example',
    LastName: 'New',
    Email: 'new@harbor.example',
    Alias: 'new',
    TimeZoneSidKey: 'Europe/Berlin',
    LocaleSidKey: 'de_DE',
    LanguageLocaleKey: 'de',
    EmailEncodingKey: 'UTF-8',
  };

  it('needs what the platform wants of one (Object Reference, User)', () => {
    const [sentence = ''] = refusal('User', { LastName: 'New' });
    assert.match(sentence, /^REQUIRED_FIELD_MISSING, Required fields are missing: \[Username, Email, Alias, /);
    assert.match(
      refusal('User', { ...person, ProfileId: '00e000000000000AAA' })[0] ?? '',
      /INVALID_CROSS_REFERENCE_KEY/,
    );
  });

  it('is then one for the runner too, with a name of no other', () => {
    const profile = org.query("SELECT Id FROM Profile WHERE Name = 'Standard User'")[0]?.['Id'] as string;
    const id = org.insert('User', { ...person, FirstName: 'Nina', ProfileId: profile });
    const { name, timeZone, isActive } = org.apex.user(id) ?? {};
    assert.deepEqual([name, timeZone, isActive], ['Nina New', 'Europe/Berlin', true]);
    assert.match(
      refusal('User', { ...person, Username: 'NEW@harbor.example', ProfileId: profile })[0] ?? '',
      /DUPLICATE_USERNAME/,
    );
  });
});

describe('rights', () => {
  it('come from permission sets as deployed; a record of one is refused, not taken for nothing', () => {
    for (const object of ['ObjectPermissions', 'FieldPermissions', 'SetupEntityAccess'])
      assert.match(refusal(object, {})[0] ?? '', /^METHOD_NOT_ALLOWED/, object);
  });
});
