import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromComponent, toComponent } from '../../src/run/component-values.ts';
import type { Json } from '../../src/run/component-values.ts';
import { plainText } from '../../src/semantics/text.ts';
import type { ApexType } from '../../src/types/type.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { Blob, Double, EnumValue } from '../../src/values/scalar.ts';
import { ApexDate, ApexDatetime, ApexTime } from '../../src/values/time.ts';
import { OBJECT, primitive, typeOf } from '../../src/values/type-of.ts';
import { typeText } from '../../src/values/type-text.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue } from '../../src/values/value.ts';
import type { ClassInfo, Value } from '../../src/values/value.ts';
import { BareTransaction, thrownBy } from '../values/bare-transaction.ts';

const tx = new BareTransaction();
const list = (of: ApexType): ApexType => ({ kind: 'list', of });

describe('What a component gives', () => {
  const table: readonly (readonly [Json | undefined, ApexType, string])[] = [
    [undefined, primitive('String'), 'null'],
    [null, primitive('Integer'), 'null'],
    ['Bergen', primitive('String'), 'Bergen'],
    [true, primitive('Boolean'), 'true'],
    [7, primitive('Integer'), '7'],
    [7, primitive('Decimal'), '7'],
    [7.25, primitive('Decimal'), '7.25'],
    [7, primitive('Double'), '7.0'],
    ['001000000000001', primitive('Id'), '001000000000001AAA'],
    ['2026-11-30', primitive('Date'), '2026-11-30 00:00:00'],
    [['a', null], list(primitive('String')), '(a, null)'],
    [[[1], []], list(list(primitive('Integer'))), '((1), ())'],
  ];
  for (const [given, type, expected] of table)
    it(`${JSON.stringify(given)} is ${expected} as ${typeText(type)}`, () => {
      const value = fromComponent(tx, given, type);
      assert.equal(plainText(tx, value), expected);
      // A text does not show that it is an Id.
      if (value !== null && typeText(type) !== 'Id') assert.equal(typeText(typeOf(value)), typeText(type));
    });

  for (const [given, type] of [
    ['7', primitive('Integer')],
    [7.5, primitive('Integer')],
    ['true', primitive('Boolean')],
    [7, primitive('String')],
    ['30.11.2026', primitive('Date')],
    [{ a: 1 }, primitive('String')],
    ['a', list(primitive('String'))],
    [{}, { kind: 'map', key: primitive('String'), value: primitive('String') }],
  ] as readonly (readonly [Json, ApexType])[])
    it(`${JSON.stringify(given)} is not taken for a ${typeText(type)}`, () => {
      assert.throws(() => fromComponent(tx, given, type), /A component cannot give/);
    });

  it('as an Id has to be one', () => {
    assert.equal(
      thrownBy(() => fromComponent(tx, 'nowhere', primitive('Id'))),
      'StringException: Invalid id: nowhere',
    );
  });
});

describe('What a component gets', () => {
  const none = (): [] => [];
  const map = new ApexMap(primitive('Integer'), primitive('String'));
  map.entries.set(1, { key: 1, value: 'one' });
  const set = new ApexSet(primitive('String'));
  set.members.set('a', 'a');
  const table: readonly (readonly [string, Value, Json])[] = [
    ['null', null, null],
    ['a Boolean', true, true],
    ['an Integer', 7, 7],
    ['a Long', 7n, 7],
    ['a Double', new Double(7.5), 7.5],
    ['a Decimal', Decimal.fromText('7.50')!, 7.5],
    ['a String', 'Bergen', 'Bergen'],
    ['a Date', new ApexDate(1), '1970-01-02'],
    ['a Datetime', new ApexDatetime(1500), '1970-01-01T00:00:01.500Z'],
    ['a Time', new ApexTime(1500), 1500],
    ['a Blob', new Blob(new TextEncoder().encode('Hello')), 'SGVsbG8='],
    ['an enum', new EnumValue({ kind: 'class', name: 'Color' }, 'RED', 0), 'RED'],
    ['a List', new ApexList(OBJECT, [1, 'a', null]), [1, 'a', null]],
    ['a Set', set, ['a']],
    ['a Map, whose keys are names', map, { '1': 'one' }],
    [
      'a record, without fields that are null',
      new RecordValue(
        'Port__c',
        new Map<string, Value>([
          ['Name', 'Bergen'],
          ['Depth__c', null],
          ['Id', null],
        ]),
      ),
      { Name: 'Bergen', Id: null },
    ],
  ];
  for (const [what, value, expected] of table)
    it(`${what} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(toComponent(value, none), expected);
    });

  it('an object is what it shows of itself', () => {
    const info = { name: 'Row', type: { kind: 'class', name: 'Row' } } as ClassInfo;
    const row = new ApexObject(info);
    row.$shown = new ApexList(OBJECT, [new ApexDate(0)]);
    row.$hidden = 'secret';
    const members = (asked: ClassInfo): [{ name: string; read(object: ApexObject): Value }] => {
      assert.equal(asked, info);
      return [{ name: 'shown', read: (object) => object.$shown! }];
    };
    assert.deepEqual(toComponent(new ApexList(OBJECT, [row]), members), [{ shown: ['1970-01-01'] }]);
  });
});
