import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { coversCertificate, isApiName, isSuccessorOf, stemOf, successorLabel, successorName } from '@cert-health/core';

const at = new Date('2027-01-05T10:00:00Z');

describe('a successor is called', () => {
  test('after its predecessor with the month, then with a number', () => {
    assert.equal(successorName('Partner_Orders', at, []), 'Partner_Orders_202701');
    assert.equal(successorName('Partner_Orders', at, ['partner_orders_202701']), 'Partner_Orders_202701_2');
    const taken = ['Partner_Orders_202701', 'Partner_Orders_202701_2'];
    assert.equal(successorName('Partner_Orders', at, taken), 'Partner_Orders_202701_3');
  });

  test('with one month only, that of its own', () => {
    assert.equal(successorName('Partner_Orders_202606', at, []), 'Partner_Orders_202701');
    assert.equal(successorName('Partner_Orders_202606_2', at, []), 'Partner_Orders_202701');
  });

  test('without the namespace of a package', () => {
    assert.equal(successorName('acme__Client', at, []), 'Client_202701');
  });

  test('what any certificate may be called, whatever its predecessor is', () => {
    const part = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,30}$/);
    const name = fc
      .array(part, { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join('_').slice(0, 80).replace(/_+$/, ''));
    fc.assert(
      fc.property(name, fc.integer({ min: 0, max: 12 }), (one, many) => {
        const taken: string[] = [one];
        for (let n = 0; n <= many; n++) {
          const next = successorName(one, at, taken);
          assert.ok(next.length <= 80 && isApiName(next) && !next.includes('__'), next);
          assert.ok(!taken.some((other) => other.toLowerCase() === next.toLowerCase()));
          assert.ok(isSuccessorOf(next, one), `${next} of ${one}`);
          assert.ok(coversCertificate(one, next), `${one} covers ${next}`);
          taken.push(next);
        }
        assert.ok(successorLabel(taken.at(-1) ?? '').length <= 64);
      }),
    );
  });
});

describe('an entry covers', () => {
  test('what it names, by pattern too, and the successors of it', () => {
    assert.ok(coversCertificate('Partner_*', 'Partner_Orders'));
    assert.ok(coversCertificate('Partner_Orders', 'partner_orders_202701_2'));
    assert.ok(coversCertificate('*_Orders', 'Partner_Orders_202701'));
  });

  test('nothing else', () => {
    assert.ok(!coversCertificate('Partner_Orders', 'Partner_Orders_Test'));
    assert.ok(!coversCertificate('Partner_Orders', 'Partner_Orders_2027'));
    assert.ok(!coversCertificate('Partner_Orders', 'Partner_Orders_202713'));
    assert.ok(!coversCertificate('Partner_Orders_202701', 'Partner_Orders_202702'));
  });
});

test('a stem is left as it is where no month stands behind it', () => {
  assert.equal(stemOf('Fleet_2027'), 'Fleet_2027');
  assert.equal(stemOf('_202701'), '_202701');
  assert.ok(!isSuccessorOf('Fleet_2027', 'Fleet'));
  assert.ok(isSuccessorOf('Fleet_202702', 'Fleet_202701'));
  assert.ok(!isSuccessorOf('Fleet', 'Fleet_202701'));
});
