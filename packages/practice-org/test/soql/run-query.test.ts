import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QueryError } from '../../src/soql/query-error.ts';
import { toRecords } from '../../src/soql/records.ts';
import { runQuery } from '../../src/soql/run-query.ts';
import { database } from './small-database.ts';

const root = '/services/data/v67.0/sobjects';

function records(soql: string): Record<string, unknown>[] {
  return toRecords(runQuery(soql, database), database, root);
}

function names(soql: string): unknown[] {
  return records(soql).map((record) => record['Name']);
}

function refused(soql: string, errorCode: string): void {
  assert.throws(
    () => runQuery(soql, database),
    (error) => error instanceof QueryError && error.errorCode === errorCode,
  );
}

describe('a query', () => {
  it('writes records with their type and address, spelt as in the schema', () => {
    assert.deepEqual(records("select ID, NAME from ship where name = 'Fram'"), [
      {
        attributes: { type: 'Ship', url: `${root}/Ship/s00000000000001AAA` },
        Id: 's00000000000001AAA',
        Name: 'Fram',
      },
    ]);
  });

  it('nests parents, with one record for all fields of a parent', () => {
    const [first] = records("SELECT Home.Name, Home.Id, Home.Country.Name FROM Ship WHERE Name = 'Fram'");
    assert.deepEqual(first?.['Home'], {
      attributes: { type: 'Port', url: `${root}/Port/p00000000000001AAA` },
      Name: 'Bergen',
      Id: 'p00000000000001AAA',
      Country: { attributes: { type: 'Country', url: `${root}/Country/c00000000000001AAA` }, Name: 'Norway' },
    });
  });

  it('writes null for a parent that is not there, whatever is asked of it', () => {
    const [nansen] = records("SELECT Home.Name, Home.Country.Name FROM Ship WHERE Name LIKE 'Nansen%'");
    assert.equal(nansen?.['Home'], null);
    const [aurora] = records("SELECT Home.Name, Home.Country.Name FROM Ship WHERE Name LIKE 'aurora%'");
    assert.deepEqual((aurora?.['Home'] as Record<string, unknown>)['Country'], null);
  });

  it('answers a blob by the address to fetch it from, and a missing one by null', () => {
    const [fram, aurora] = records('SELECT Photo FROM Ship');
    assert.equal(fram?.['Photo'], `${root}/Ship/s00000000000001AAA/Photo`);
    assert.equal(aurora?.['Photo'], null);
  });

  it('writes null for missing values and false for missing booleans', () => {
    const [nansen] = records("SELECT Length, IsAfloat, Built FROM Ship WHERE Name LIKE 'Nansen%'");
    assert.deepEqual([nansen?.['Length'], nansen?.['IsAfloat'], nansen?.['Built']], [null, true, null]);
  });

  it('understands an alias and the name of the object as prefixes', () => {
    assert.deepEqual(names("SELECT s.Name FROM Ship s WHERE s.Name = 'Fram'"), ['Fram']);
    assert.deepEqual(names("SELECT Ship.Name FROM Ship WHERE Ship.Name = 'Fram'"), ['Fram']);
  });

  it('orders by fields, descending and by parents, nulls first unless said otherwise', () => {
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Name'), ['aurora 100%', 'Fram', "Nansen's boat"]);
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Length DESC'), ["Nansen's boat", 'aurora 100%', 'Fram']);
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Length NULLS LAST, Name'), [
      'Fram',
      'aurora 100%',
      "Nansen's boat",
    ]);
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Home.Name DESC NULLS LAST LIMIT 1'), ['aurora 100%']);
    refused('SELECT Name FROM Ship ORDER BY Photo', 'INVALID_FIELD');
    refused('SELECT Name FROM Ship ORDER BY Depth', 'INVALID_FIELD');
  });

  it('cuts by LIMIT and OFFSET', () => {
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Name LIMIT 1'), ['aurora 100%']);
    assert.deepEqual(names('SELECT Name FROM Ship ORDER BY Name LIMIT 5 OFFSET 2'), ["Nansen's boat"]);
  });

  it('counts', () => {
    const { total, rows } = runQuery('SELECT COUNT() FROM Ship WHERE IsAfloat = true', database);
    assert.deepEqual([total, rows], [2, []]);
  });

  it('gives Metadata for one record at a time', () => {
    assert.equal(records("SELECT Metadata FROM Ship WHERE Name = 'Fram'").length, 1);
    refused('SELECT Metadata FROM Ship', 'MALFORMED_QUERY');
  });

  it('refuses what is not SOQL', () => {
    for (const soql of [
      '',
      'DELETE FROM Ship',
      'SELECT FROM Ship',
      'SELECT Name FROM Ship WHERE',
      'SELECT * FROM Ship',
    ]) {
      refused(soql, 'MALFORMED_QUERY');
    }
  });

  it('refuses objects and fields that the schema does not know', () => {
    refused('SELECT Id FROM Boat', 'INVALID_TYPE');
    refused('SELECT Depth FROM Ship', 'INVALID_FIELD');
    refused('SELECT Owner.Name FROM Ship', 'INVALID_FIELD');
  });

  it('refuses clauses that it does not evaluate instead of ignoring them', () => {
    for (const rest of ['GROUP BY Name', 'FOR VIEW', 'WITH SECURITY_ENFORCED', 'USING SCOPE Mine']) {
      const soql = rest.startsWith('USING') ? `SELECT Name FROM Ship ${rest}` : `SELECT Name FROM Ship ${rest}`;
      refused(soql, 'MALFORMED_QUERY');
    }
    refused('SELECT MAX(Length) FROM Ship', 'MALFORMED_QUERY');
    refused('SELECT Name, (SELECT Id FROM Ships) FROM Ship', 'MALFORMED_QUERY');
    refused('SELECT FIELDS(ALL) FROM Ship LIMIT 200', 'MALFORMED_QUERY');
  });
});
