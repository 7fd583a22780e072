import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Table } from '../../src/org/table.ts';

const first = { Id: 'a00000000000001AAA', Name: 'Oslo', Port__c: 'b00000000000001AAA' };
const second = { Id: 'a00000000000002AAA', Name: 'Bergen', Port__c: 'b00000000000001AAA' };

describe('the records of an object', () => {
  it('are found by Ids of 15 and 18 characters, and listed in the order in which they came', () => {
    const table = new Table([first, second]);
    assert.equal(table.find('a00000000000002'), second);
    assert.equal(table.find('a00000000000002AAA'), second);
    assert.deepEqual(table.rows, [first, second]);
  });

  it('are found by value, texts without case, also after writes', () => {
    const table = new Table([first]);
    assert.deepEqual(table.where('Name', 'OSLO'), [first]);
    table.put(second);
    assert.deepEqual(table.where('Name', 'bergen'), [second]);
    assert.deepEqual(table.where('Port__c', 'b00000000000001', true), [first, second]);
    table.put({ ...first, Name: 'Moss' });
    assert.deepEqual(table.where('Name', 'oslo'), []);
    assert.equal(table.where('Name', 'moss').length, 1);
    table.remove(second);
    assert.deepEqual(table.where('Name', 'bergen'), []);
  });

  it('lie in the recycle bin when they are deleted, and come back', () => {
    const table = new Table([first]);
    table.remove(first);
    assert.deepEqual([table.rows, table.find(first.Id)], [[], undefined]);
    const deleted = table.findDeleted(first.Id);
    assert.equal(deleted?.['IsDeleted'], true);
    table.restore(deleted ?? {});
    assert.deepEqual([table.rows.length, table.deleted.length], [1, 0]);
  });

  it('stay as they are where a copy is changed', () => {
    const table = new Table([first]);
    const copy = table.copy();
    copy.put(second);
    copy.remove(first);
    assert.deepEqual([table.rows, copy.rows], [[first], [second]]);
  });

  it('are kept where they have no Id', () => {
    assert.equal(new Table([{ Name: 'a' }, { Name: 'b' }]).rows.length, 2);
  });
});
