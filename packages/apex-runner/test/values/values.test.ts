import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApexType } from '../../src/types/type.ts';
import { cast, castNumber, widen } from '../../src/semantics/conversion.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { alike, equalIds, equals, same } from '../../src/semantics/equality.ts';
import { idOf } from '../../src/values/id.ts';
import { isInstance } from '../../src/values/instance-of.ts';
import { keyOf } from '../../src/semantics/key.ts';
import { compare, relation } from '../../src/semantics/order.ts';
import { Blob, Double, EnumValue } from '../../src/values/scalar.ts';
import { plainText, textOf } from '../../src/semantics/text.ts';
import {
  ApexDatetime,
  ApexTime,
  dateOf,
  dateText,
  fromZone,
  utcMilliseconds,
  zoneClock,
} from '../../src/values/time.ts';
import { OBJECT, primitive, typeOf } from '../../src/values/type-of.ts';
import { typeText } from '../../src/values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type Value } from '../../src/values/value.ts';
import { BareTransaction, thrownBy, type BareClass } from './bare-transaction.ts';

const tx = new BareTransaction();
const decimal = (text: string): Decimal => Decimal.fromText(text)!;
const color: ApexType = { kind: 'class', name: 'Color' };
const point: BareClass = {
  name: 'Shapes.Point',
  type: { kind: 'class', name: 'Shapes.Point' },
  superclass: undefined,
  ancestors: new Set(['Comparable']),
  fields: [{ name: 'x', type: primitive('Integer'), isTransient: false }],
  allocate: () => new ApexObject(point),
  create: () => new ApexObject(point),
  methods: {
    equals: (self, other) => other instanceof ApexObject && self.$x === other.$x,
    hashCode: (self) => self.$x!,
    compareTo: (self, other) => Number(self.$x) - Number((other as ApexObject).$x),
  },
};
function at(x: number): ApexObject {
  const made = point.create();
  made.$x = x;
  return made;
}
function mapOf(...entries: [string, Value][]): ApexMap {
  const map = new ApexMap(primitive('String'), OBJECT);
  for (const [key, value] of entries) map.entries.set(keyOf(tx, key), { key, value });
  return map;
}

describe('equality', () => {
  it('compares texts without case by ==, with case by === and equals', () => {
    assert.ok(equals(tx, 'Abc', 'aBC'));
    assert.ok(!same('Abc', 'aBC'));
    assert.ok(!alike(tx, 'Abc', 'aBC'));
  });

  it('compares numbers of any type by value', () => {
    for (const value of [1n, new Double(1), decimal('1.00')]) {
      assert.ok(equals(tx, 1, value));
      assert.ok(equals(tx, value, 1));
      assert.ok(same(value, 1));
    }
    assert.ok(!equals(tx, 1, '1'));
    assert.ok(!equals(tx, new Double(Number.NaN), new Double(Number.NaN)));
  });

  it('compares collections, records and objects with equals by content', () => {
    assert.ok(equals(tx, new ApexList(OBJECT, ['a', 1]), new ApexList(OBJECT, ['a', 1])));
    assert.ok(!equals(tx, new ApexList(OBJECT, ['a', 1]), new ApexList(OBJECT, ['A', 1])));
    assert.ok(equals(tx, mapOf(['a', 1], ['b', 2]), mapOf(['b', 2], ['a', 1])));
    assert.ok(equals(tx, decimal('1.0'), decimal('1.00')));
    assert.ok(!equals(tx, new ApexList(OBJECT, [decimal('1.0')]), new ApexList(OBJECT, [decimal('1.00')])));
    assert.ok(!equals(tx, mapOf(['a', 1]), mapOf(['a', null])));
    const record = (name: string): RecordValue => new RecordValue('Account', new Map([['Name', name]]));
    assert.ok(equals(tx, record('A'), record('A')));
    assert.ok(!equals(tx, record('A'), record('B')));
    assert.ok(!same(record('A'), record('A')));
    assert.ok(equals(tx, at(1), at(1)));
    assert.ok(!equals(tx, at(1), at(2)));
    assert.ok(!same(at(1), at(1)));
    assert.ok(!equals(tx, null, at(1)));
    assert.ok(equals(tx, null, null));
  });

  it('compares a Date with a Datetime by its midnight in GMT', () => {
    assert.ok(equals(tx, dateOf(2026, 1, 2), new ApexDatetime(Date.UTC(2026, 0, 2))));
    assert.ok(!equals(tx, dateOf(2026, 1, 2), new ApexDatetime(Date.UTC(2026, 0, 2, 1))));
    assert.ok(equals(tx, new EnumValue(color, 'RED', 0), new EnumValue(color, 'RED', 0)));
    assert.ok(!equals(tx, new EnumValue(color, 'RED', 0), new EnumValue({ kind: 'class', name: 'Other' }, 'RED', 0)));
    assert.ok(equals(tx, new Blob(Uint8Array.of(1)), new Blob(Uint8Array.of(1))));
  });

  it('takes an Id of 15 characters for the one of 18', () => {
    assert.equal(idOf('001A0000006Vm9r'), '001A0000006Vm9rIAC');
    assert.ok(equalIds('001A0000006Vm9r', '001A0000006Vm9rIAC'));
    assert.ok(!equalIds('001a0000006Vm9r', '001A0000006Vm9rIAC'));
    assert.equal(idOf('001A0000006Vm9'), undefined);
  });
});

describe('keys of sets and maps', () => {
  it('are the same for equal values and differ for others', () => {
    const keys = (...values: Value[]): number => new Set(values.map((value) => keyOf(tx, value))).size;
    assert.equal(keys('a', 'A', null, 1, 1n, new Double(1), decimal('1'), decimal('1.0'), true), 9);
    assert.equal(keys(dateOf(2026, 1, 1), dateOf(2026, 1, 1)), 1);
    assert.equal(keys(at(1), at(1), at(2)), 2);
    assert.equal(keys(new ApexList(OBJECT, ['a', 'b']), new ApexList(OBJECT, ['ab'])), 2);
    assert.equal(keys(new ApexList(OBJECT, [at(1)]), new ApexList(OBJECT, [at(1)])), 1);
    assert.equal(keys(mapOf(['a', 1], ['b', 2]), mapOf(['b', 2], ['a', 1])), 1);
    assert.equal(
      keys(
        new RecordValue('A', new Map([['N', '1']])),
        new RecordValue('A', new Map([['N', '1']])),
        new RecordValue('B'),
      ),
      2,
    );
  });
});

describe('order', () => {
  it('puts null first, capitals before small letters, enums by their order', () => {
    assert.deepEqual(
      ['b', null, 'B', 'a'].sort((left, right) => compare(tx, left, right)),
      [null, 'B', 'a', 'b'],
    );
    assert.equal(compare(tx, new EnumValue(color, 'RED', 1), new EnumValue(color, 'BLUE', 2)), -1);
    assert.equal(compare(tx, decimal('1.5'), 2), -1);
    assert.ok(compare(tx, at(3), at(1)) > 0);
    assert.match(thrownBy(() => compare(tx, mapOf(), mapOf())) ?? '', /^ListException: /);
  });

  it('has no smaller or larger with null but for texts', () => {
    assert.equal(relation(1, null), undefined);
    assert.equal(relation('a', null), 1);
    assert.deepEqual([relation('a', 'B'), relation('A', 'a'), relation('z', 'ä')], [-1, 0, 1]);
    assert.deepEqual([relation('z', 'ä', 'de_DE'), relation('z', 'ä', 'sv_SE')], [1, -1]);
    assert.equal(relation(null, 'a'), -1);
    assert.equal(relation(dateOf(2026, 1, 1), new ApexDatetime(Date.UTC(2026, 0, 1, 1))), -1);
  });
});

describe('text of values', () => {
  it('writes numbers, dates and times as String.valueOf does', () => {
    const tokyo = new BareTransaction({ timeZone: 'Asia/Tokyo' });
    const noon = new ApexDatetime(Date.UTC(2026, 0, 2, 20, 4, 5));
    assert.equal(textOf(tokyo, noon), '2026-01-03 05:04:05');
    assert.equal(plainText(tokyo, noon), '2026-01-02 20:04:05');
    assert.equal(textOf(tx, dateOf(2026, 1, 2)), '2026-01-02');
    assert.equal(plainText(tx, dateOf(2026, 1, 2)), '2026-01-02 00:00:00');
    assert.equal(textOf(tx, new ApexTime(3_723_004)), '01:02:03.004Z');
    assert.equal(textOf(tx, new Double(2)), '2.0');
    assert.equal(textOf(tx, null), 'null');
  });

  it('writes what collections, records and objects hold', () => {
    const list = new ApexList(OBJECT, ['a', null, new ApexList(OBJECT, [1])]);
    assert.equal(textOf(tx, list), '(a, null, (1))');
    list.items.push(list);
    assert.equal(textOf(tx, list), '(a, null, (1), (already output))');
    assert.equal(textOf(tx, mapOf(['a', 1], ['b', null])), '{a=1, b=null}');
    assert.equal(textOf(tx, new RecordValue('Account', new Map([['Name', 'A']]))), 'Account:{Name=A}');
    assert.equal(textOf(tx, at(1)), 'Point:[x=1]');
    assert.equal(
      textOf(
        tx,
        new ApexList(
          OBJECT,
          Array.from({ length: 11 }, (_, index) => index),
        ),
      ),
      '(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ...)',
    );
  });
});

describe('conversion', () => {
  it('widens numbers, texts to Ids and dates', () => {
    assert.equal(widen(tx, 1, primitive('Long')), 1n);
    assert.equal(textOf(tx, widen(tx, 1, primitive('Double'))), '1.0');
    assert.equal(textOf(tx, widen(tx, 1, primitive('Decimal'))), '1');
    assert.equal(widen(tx, '001A0000006Vm9r', primitive('Id')), '001A0000006Vm9rIAC');
    assert.equal(
      thrownBy(() => widen(tx, 'x', primitive('Id'))),
      'StringException: Invalid id: x',
    );
    assert.equal(plainText(tx, widen(tx, dateOf(2026, 1, 2), primitive('Datetime'))), '2026-01-02 00:00:00');
  });

  it('casts what is of the type and refuses the rest by name', () => {
    assert.equal(cast(tx, 'a', primitive('String')), 'a');
    assert.equal(
      thrownBy(() => cast(tx, 1, primitive('String'))),
      'TypeException: Invalid conversion from runtime type Integer to String',
    );
    assert.equal(
      thrownBy(() => cast(tx, decimal('1.5'), primitive('Integer'))),
      'TypeException: Invalid conversion from runtime type Decimal to Integer',
    );
    assert.equal(
      thrownBy(() => cast(tx, mapOf(), { kind: 'list', of: OBJECT })),
      'TypeException: Invalid conversion from runtime type Map<String,ANY> to List<ANY>',
    );
    assert.equal(cast(tx, decimal('-1.9'), primitive('Integer'), primitive('Decimal')), -1);
    assert.equal(castNumber(tx, 2n ** 31n, 'Integer'), -(2 ** 31));
    assert.equal(castNumber(tx, new Double(1e12), 'Integer'), 2 ** 31 - 1);
    assert.equal(castNumber(tx, new Double(Number.NaN), 'Long'), 0n);
  });

  it('knows the type of a value and whether it is an instance', () => {
    assert.equal(typeText(typeOf(mapOf())), 'Map<String, Object>');
    for (const name of ['Integer', 'Long', 'Double', 'Decimal'] as const) assert.ok(isInstance(1, primitive(name)));
    assert.ok(!isInstance(1n, primitive('Integer')));
    assert.ok(!isInstance(null, OBJECT));
    assert.ok(isInstance('001A0000006Vm9r', primitive('Id')));
    assert.ok(!isInstance('x', primitive('Id')));
    assert.ok(isInstance(at(1), { kind: 'platform', name: 'Comparable' }));
    assert.ok(!isInstance(at(1), color));
    assert.ok(isInstance(new ApexList(primitive('String')), { kind: 'list', of: OBJECT }));
    assert.ok(!isInstance(new ApexSet(primitive('String')), { kind: 'set', of: OBJECT }));
    assert.ok(
      isInstance(new ApexList({ kind: 'sobject' }), { kind: 'list', of: { kind: 'sobject', name: 'Account' } }),
    );
  });
});

describe('dates and zones', () => {
  it('runs over the ends of months', () => {
    assert.equal(dateText(dateOf(2026, 14, 1)), '2027-02-01');
    assert.equal(dateText(dateOf(2026, 2, 30)), '2026-03-02');
    assert.equal(dateText(dateOf(45, 1, 1)), '0045-01-01');
  });

  it('finds the moment of a clock in a zone, at changes of the clock too', () => {
    const berlin = (month: number, day: number, hour: number, minute: number): string =>
      new Date(fromZone('Europe/Berlin', utcMilliseconds(2026, month, day, hour, minute))).toISOString().slice(0, 16);
    assert.equal(berlin(1, 15, 12, 0), '2026-01-15T11:00');
    assert.equal(berlin(7, 15, 12, 0), '2026-07-15T10:00');
    assert.equal(berlin(3, 29, 1, 59), '2026-03-29T00:59');
    assert.equal(berlin(3, 29, 2, 30), '2026-03-29T01:30');
    assert.equal(berlin(3, 29, 3, 0), '2026-03-29T01:00');
    assert.equal(berlin(10, 25, 1, 30), '2026-10-24T23:30');
    assert.equal(berlin(10, 25, 2, 30), '2026-10-25T01:30');
    assert.equal(zoneClock('America/New_York', Date.UTC(2026, 0, 1, 2)).day, 31);
    assert.equal(zoneClock('Asia/Kolkata', Date.UTC(2026, 0, 1)).minute, 30);
  });
});
