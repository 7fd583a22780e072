import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordId, sameId, withChecksum } from '../../src/org/record-id.ts';

describe('a record Id', () => {
  it('of 15 characters gets the suffix that makes it safe in any case', () => {
    // An Id that Salesforce documentation uses in both forms.
    assert.equal(withChecksum('001A0000006Vm9r'), '001A0000006Vm9rIAC');
  });

  it('begins with the key prefix of its object, is 18 characters long and different for each number', () => {
    assert.match(recordId('Certificate', 1), /^0P1\w{15}$/);
    const ids = Array.from({ length: 100 }, (_, number) => recordId('User', number));
    assert.equal(new Set(ids).size, 100);
    assert.ok(ids.every((id) => withChecksum(id.slice(0, 15)) === id));
  });

  it('names the same record in both lengths', () => {
    const id = recordId('Certificate', 7);
    assert.ok(sameId(id, id.slice(0, 15)));
    assert.ok(!sameId(id, recordId('Certificate', 8)));
  });
});
