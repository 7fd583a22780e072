import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryError } from '../../src/soql/query-error.ts';
import { ships, shipsShort } from './small-database.ts';

/** Asserts that a condition is refused with a code. */
function refused(where: string, errorCode: string, message?: RegExp): void {
  assert.throws(
    () => ships(where),
    (error) => {
      assert.ok(error instanceof QueryError);
      assert.equal(error.errorCode, errorCode);
      if (message !== undefined) assert.match(error.message, message);
      return true;
    },
  );
}

describe('a WHERE clause', () => {
  it('compares text without regard to case', () => {
    assert.equal(shipsShort("Name = 'FRAM'"), 'Fram');
    assert.equal(shipsShort("Name < 'b'"), 'aurora');
  });

  it('takes 15 and 18 characters of an Id as the same record', () => {
    assert.equal(shipsShort("Id = 's00000000000002'"), 'aurora');
    assert.equal(shipsShort("Id = 'S00000000000002'"), '', 'the letters of an Id are not the same in another case');
  });

  it('compares numbers as numbers', () => {
    assert.equal(shipsShort('Length > 39'), 'aurora');
    assert.equal(shipsShort('Length >= 39.0'), 'Fram aurora');
    assert.equal(shipsShort('Length < 100'), 'Fram aurora', 'a missing number is neither smaller nor greater');
  });

  it('takes a missing value as different from every value, and finds it by null', () => {
    assert.equal(shipsShort('Length != 39'), 'aurora Nansen');
    assert.equal(shipsShort('Length = null'), 'Nansen');
    assert.equal(shipsShort('Length != null'), 'Fram aurora');
    refused('Length > null', 'MALFORMED_QUERY');
    assert.equal(shipsShort("Home.Name = ''"), 'Nansen', 'an empty text is kept as no value');
    assert.equal(shipsShort("Home.Name != ''"), 'Fram aurora');
  });

  it('compares booleans', () => {
    assert.equal(shipsShort('IsAfloat = true'), 'aurora Nansen');
    assert.equal(shipsShort('IsAfloat != TRUE'), 'Fram');
    assert.equal(shipsShort('IsAfloat = false'), 'Fram');
  });

  it('compares dates with days and moments', () => {
    assert.equal(shipsShort('Built = 2026-11-21'), 'aurora');
    assert.equal(shipsShort('Built < 1900-01-01'), 'Fram');
    assert.equal(shipsShort('LastSeen > 2026-11-22T00:00:00Z'), 'Fram');
    assert.equal(shipsShort('LastSeen = 2026-11-21'), 'aurora', 'a day covers all of its moments');
    assert.equal(shipsShort('LastSeen <= 2026-11-21T23:59:59+00:00'), 'aurora');
  });

  it('compares dates with date literals', () => {
    assert.equal(shipsShort('LastSeen = TODAY'), 'Fram');
    assert.equal(shipsShort('LastSeen = YESTERDAY'), 'aurora');
    assert.equal(shipsShort('Built = LAST_N_DAYS:30'), 'aurora');
    assert.equal(shipsShort('Built < LAST_N_DAYS:30'), 'Fram');
  });

  it('finds text by pattern, where % and _ stand for anything and one character', () => {
    assert.equal(shipsShort("Name LIKE 'f%'"), 'Fram');
    assert.equal(shipsShort("Name LIKE 'Fra_'"), 'Fram');
    assert.equal(shipsShort("Name LIKE '%.%'"), '', 'a dot is a dot');
    assert.equal(shipsShort("Name LIKE '%0\\%'"), 'aurora', 'a backslash makes the percent sign itself');
    assert.equal(shipsShort("Name LIKE '%0\\_'"), '');
  });

  it('understands escaped quotes', () => {
    assert.equal(shipsShort("Name = 'Nansen\\'s boat'"), 'Nansen');
  });

  it('finds members of a list', () => {
    assert.equal(shipsShort("Name IN ('fram', 'nothing')"), 'Fram');
    assert.equal(shipsShort("Name NOT IN ('fram')"), 'aurora Nansen');
    assert.equal(shipsShort('Length IN (39, 58)'), 'Fram aurora');
  });

  it('joins through the Ids that another query selects', () => {
    assert.equal(shipsShort("HomeId IN (SELECT Id FROM Port WHERE Name = 'Bergen')"), 'Fram');
    assert.equal(shipsShort("HomeId NOT IN (SELECT Id FROM Port WHERE Name = 'Bergen')"), 'aurora Nansen');
    assert.equal(shipsShort('Id IN (SELECT Id FROM Ship WHERE IsAfloat = true)'), 'aurora Nansen');
    refused('HomeId IN (SELECT Name FROM Port)', 'MALFORMED_QUERY');
    refused('HomeId IN (SELECT Id FROM Harbor)', 'INVALID_TYPE');
  });

  it('follows relationships, also where a parent is missing', () => {
    assert.equal(shipsShort("Home.Name = 'Bergen'"), 'Fram');
    assert.equal(shipsShort("Home.Country.Name = 'Norway'"), 'Fram');
    assert.equal(shipsShort('Home.Country.Name = null'), 'aurora Nansen');
  });

  it('combines by AND, OR and NOT with parentheses', () => {
    assert.equal(shipsShort('IsAfloat = true AND Length > 1'), 'aurora');
    assert.equal(shipsShort("Name = 'Fram' OR Length = null"), 'Fram Nansen');
    assert.equal(shipsShort('NOT IsAfloat = true'), 'Fram');
    assert.equal(shipsShort("(NOT (Name = 'Fram' OR Length = null)) AND IsAfloat = true"), 'aurora');
    assert.equal(shipsShort('IsAfloat = true AND (Length = 58 OR Length = 39)'), 'aurora');
  });

  it('refuses AND beside OR without parentheses, as Salesforce does', () => {
    refused("IsAfloat = true AND Length > 1 OR Name = 'x'", 'MALFORMED_QUERY', /OR/);
  });

  it('refuses fields and relationships that the schema does not know', () => {
    refused("Nmae = 'Fram'", 'INVALID_FIELD', /No such column 'Nmae' on entity 'Ship'/);
    refused("Owner.Name = 'x'", 'INVALID_FIELD', /relationship 'Owner'/);
    refused("Home.Nmae = 'x'", 'INVALID_FIELD', /entity 'Port'/);
  });

  it('refuses literals of the wrong type', () => {
    refused("IsAfloat = 'true'", 'INVALID_FIELD', /boolean/);
    refused("Length = '39'", 'INVALID_FIELD', /number/);
    refused('Name = 39', 'INVALID_FIELD', /enclosed in quotes/);
    refused("Built = '2026-11-21'", 'INVALID_FIELD', /date/);
    refused('Built = 2026-11-21T00:00:00Z', 'INVALID_FIELD', /date/);
  });

  it('refuses to filter by blobs and by metadata', () => {
    refused('Photo != null', 'INVALID_FIELD', /can not be filtered/);
    refused('Metadata != null', 'INVALID_FIELD', /can not be filtered/);
  });

  it('refuses what it would not evaluate honestly', () => {
    refused('CALENDAR_YEAR(Built) = 2026', 'MALFORMED_QUERY');
    refused('Built = LAST_FISCAL_YEAR', 'MALFORMED_QUERY');
    refused("Name INCLUDES ('a')", 'MALFORMED_QUERY');
  });
});
