import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FieldDescription, ObjectDescription } from '../../src/org/org.ts';
import { TypeValue } from '../../src/library/type.ts';
import type { ApexType } from '../../src/types/type.ts';
import { NotSupported } from '../../src/values/not-supported.ts';
import { Decimal } from '../../src/values/decimal.ts';
import { Blob, Double } from '../../src/values/scalar.ts';
import { plainText } from '../../src/semantics/text.ts';
import { ApexTime } from '../../src/values/time.ts';
import { OBJECT, primitive, typeOf } from '../../src/values/type-of.ts';
import { typeText } from '../../src/values/type-text.ts';
import type { ApexMap } from '../../src/values/value.ts';
import { ApexList, ApexObject, RecordValue, type ClassInfo, type Value } from '../../src/values/value.ts';
import { builtInClass } from '../../src/library/exception.ts';
import { BareTransaction, thrownBy } from '../values/bare-transaction.ts';
import { call } from './members.ts';

const lineType: ApexType = { kind: 'class', name: 'Outer.Line' };
const line: ClassInfo = {
  name: 'Outer.Line',
  type: lineType,
  superclass: undefined,
  ancestors: new Set(),
  fields: [
    { name: 'text', type: primitive('String'), isTransient: false },
    { name: 'amount', type: primitive('Decimal'), isTransient: false },
    { name: 'lines', type: { kind: 'list', of: lineType }, isTransient: false },
    { name: 'secret', type: primitive('String'), isTransient: true },
  ],
  allocate: () => Object.assign(new ApexObject(line), { $text: 'first', $amount: null, $lines: null, $secret: null }),
  create: () => assert.fail('JSON makes objects without their constructor'),
};

function field(
  name: string,
  apexType: FieldDescription['apexType'],
  more: Partial<FieldDescription> = {},
): [string, FieldDescription] {
  return [name, { name, apexType, referenceTo: [], relationshipName: null, ...more } as FieldDescription];
}

const objects: Record<string, Partial<ObjectDescription>> = {
  contact: {
    name: 'Contact',
    fields: new Map([
      field('Id', 'Id'),
      field('Name', 'String'),
      field('AccountId', 'Id', { relationshipName: 'Account', referenceTo: ['Account'] }),
    ]),
    children: new Map(),
  },
  account: {
    name: 'Account',
    fields: new Map([field('Id', 'Id'), field('Name', 'String'), field('Revenue__c', 'Decimal')]),
    children: new Map([['Contacts', { object: 'Contact', field: 'AccountId' }]]),
  },
};

const tx = new BareTransaction({
  classes: [line],
  org: { schema: { objects: [], object: (name) => objects[name.toLowerCase()] as ObjectDescription } },
});

const serialize = (value: Value): Value => call(tx, 'JSON', 'static String serialize(Object value)', value);
const pretty = (value: Value): Value => call(tx, 'JSON', 'static String serializePretty(Object value)', value);
const untyped = (text: string): Value => call(tx, 'JSON', 'static Object deserializeUntyped(String text)', text);
const into = (text: string, type: ApexType): Value =>
  call(tx, 'JSON', 'static Object deserialize(String text, Type type)', text, new TypeValue(type));
const strictly = (text: string, type: ApexType): Value =>
  call(tx, 'JSON', 'static Object deserializeStrict(String text, Type type)', text, new TypeValue(type));
const refused = (run: () => unknown): string => thrownBy(run) ?? 'nothing';

describe('JSON.serialize', () => {
  it('writes each kind of value', () => {
    const values: [Value, string][] = [
      [Decimal.fromText('1.50')!, '1.50'],
      [new Double(1), '1.0'],
      [3_000_000_000n, '3000000000'],
      ['a"\\\n\u001f', '"a\\"\\\\\\n\\u001F"'],
      [new ApexTime(0), '"00:00:00.000Z"'],
      [new Blob(Uint8Array.of(1, 2)), '"AQI="'],
      [null, 'null'],
    ];
    for (const [value, text] of values) assert.equal(serialize(value), text);
  });

  it('writes objects by their fields, without transient ones, and nulls unless they are suppressed', () => {
    const made = line.allocate();
    made.$secret = 's';
    assert.equal(serialize(made), '{"text":"first","amount":null,"lines":null}');
    const shorter = 'static String serialize(Object value, Boolean suppressApexObjectNulls)';
    assert.equal(call(tx, 'JSON', shorter, made, true), '{"text":"first"}');
  });

  it('writes records with their type, and children as a query gives them', () => {
    const contact = new RecordValue('Contact', new Map([['Name', 'Kim']]));
    const account = new RecordValue(
      'Account',
      new Map<string, Value>([
        ['Id', '001000000000001AAA'],
        ['Contacts', new ApexList({ kind: 'sobject', name: 'Contact' }, [contact])],
      ]),
    );
    assert.equal(
      serialize(account),
      '{"attributes":{"type":"Account","url":"/services/data/v66.0/sobjects/Account/001000000000001AAA"},' +
        '"Id":"001000000000001AAA","Contacts":{"totalSize":1,"done":true,"records":[{"attributes":{"type":"Contact"},"Name":"Kim"}]}}',
    );
  });

  it('lays out lists in one line and objects in several', () => {
    const value = untyped('{"a":[{"b":1},2,[]],"c":{}}');
    assert.equal(pretty(value), '{\n  "a" : [ {\n    "b" : 1\n  }, 2, [ ] ],\n  "c" : { }\n}');
  });

  it('refuses what JSON does not hold', () => {
    assert.match(
      refused(() => serialize(builtInClass('MathException').create())),
      /^JSONException: Apex Type unsupported in JSON/,
    );
    const list = new ApexList(OBJECT);
    list.items.push(list);
    assert.match(
      refused(() => serialize(list)),
      /^JSONException: /,
    );
  });
});

describe('JSON.deserializeUntyped', () => {
  it('makes maps, lists and numbers of the smallest type', () => {
    const map = untyped(
      '{"i":1,"l":3000000000,"d":1.50,"e":1e2,"n":null,"s":"\\u00e9\\n","o":{"b":[true]}}',
    ) as ApexMap;
    const types = [...map.entries.values()].map(({ value }) => typeText(typeOf(value)));
    assert.deepEqual(types, ['Integer', 'Long', 'Decimal', 'Decimal', 'null', 'String', 'Map<String, Object>']);
    assert.equal(plainText(tx, map), '{i=1, l=3000000000, d=1.50, e=100, n=null, s=é\n, o={b=(true)}}');
  });

  it('tells where a text is no JSON', () => {
    assert.equal(
      refused(() => untyped('')),
      'JSONException: No content to map to Object due to end of input',
    );
    assert.equal(
      refused(() => untyped('{a:1}')),
      "JSONException: Unexpected character ('a' (code 97)): was expecting double-quote to start field name at input location [1,2]",
    );
    for (const text of ['{"a"}', '[1', '[1,]', '"a', '"\n"', '01', 'tru', '{"a":1}}', '"\\q"', '-'])
      assert.match(
        refused(() => untyped(text)),
        /^JSONException: Unexpected /,
        text,
      );
  });
});

describe('JSON.deserialize', () => {
  it('fills objects of the program and leaves unknown names out', () => {
    const made = into('{"Amount":1.10,"lines":[{"text":"x"}],"more":1,"secret":"s"}', lineType) as ApexObject;
    assert.equal(made.$text, 'first');
    assert.equal(plainText(tx, made.$amount!), '1.10');
    assert.equal((made.$lines as ApexList).items.length, 1);
    assert.equal(made.$secret, null);
    assert.equal((into('{"text":null}', lineType) as ApexObject).$text, null);
  });

  it('makes records by the schema, with parents and children', () => {
    const account = into(
      '{"attributes":{"type":"Account"},"name":"A","Revenue__c":1.5,"x":1,"Contacts":{"records":[{"Name":"Kim","Account":{"Name":"B"}}]}}',
      { kind: 'sobject', name: 'Account' },
    ) as RecordValue;
    assert.equal(account.fields.get('Name'), 'A');
    assert.equal(plainText(tx, account.fields.get('Revenue__c')!), '1.5');
    const [contact] = (account.fields.get('Contacts') as ApexList).items as RecordValue[];
    assert.equal((contact!.fields.get('Account') as RecordValue).fields.get('Name'), 'B');
    assert.equal((into('{"attributes":{"type":"Contact"}}', { kind: 'sobject' }) as RecordValue).object, 'Contact');
  });

  it('refuses what does not fit the type', () => {
    const integers: ApexType = { kind: 'list', of: primitive('Integer') };
    assert.equal(
      refused(() => into('1', integers)),
      "JSONException: Malformed JSON: Expected '[' at the beginning of List/Set",
    );
    assert.equal(
      refused(() => into('[]', lineType)),
      "JSONException: Malformed JSON: Expected '{' at the beginning of object",
    );
    for (const [text, name] of [
      ['"x"', 'Integer'],
      ['1.5', 'Integer'],
      ['3000000000', 'Integer'],
      ['{}', 'String'],
      ['1', 'Boolean'],
      ['"1,5"', 'Decimal'],
    ] as const)
      assert.equal(
        refused(() => into(text, primitive(name))),
        'JSONException: Illegal value for primitive',
        text,
      );
    for (const text of ['"2026-02-30"', '"2026-13-01"', '"2026-01-01T25:00:00Z"', '"tomorrow"'])
      assert.match(
        refused(() => into(text, primitive('Datetime'))),
        /^JSONException: Invalid format/,
        text,
      );
    assert.equal(
      refused(() => into('"x"', primitive('Id'))),
      'StringException: Invalid id: x',
    );
    assert.throws(() => into('"A"', { kind: 'class', name: 'Outer.Kind' }), NotSupported);
    assert.match(
      refused(() => into('{}', { kind: 'platform', name: 'Http' })),
      /^JSONException: Apex Type unsupported/,
    );
  });

  it('refuses unknown names where it is strict', () => {
    assert.equal(
      refused(() => strictly('{"more":1}', lineType)),
      'JSONException: Unknown field: Outer.Line.more',
    );
    assert.equal(
      refused(() => strictly('{"x":1}', { kind: 'sobject', name: 'Account' })),
      "JSONException: No such column 'x' on sobject of type Account",
    );
  });

  it('reads moments with any distance from UTC', () => {
    const moments = [
      '2026-01-02T03:04:05Z',
      '2026-01-02T05:04:05+02:00',
      '2026-01-02T03:04:05.000+0000',
      '2026-01-02T01:34:05-0130',
    ];
    for (const text of moments)
      assert.equal(plainText(tx, into(`"${text}"`, primitive('Datetime'))), '2026-01-02 03:04:05', text);
    assert.equal(plainText(tx, into('"2026-01-02T23:00:00.000Z"', primitive('Date'))), '2026-01-02 00:00:00');
    assert.equal(plainText(tx, into('"10:20:30.004Z"', primitive('Time'))), '10:20:30.004Z');
  });
});

describe('JSONGenerator', () => {
  it('writes what it is told in order', () => {
    const generator = call(tx, 'JSON', 'static JSONGenerator createGenerator(Boolean isPretty)', false);
    const write = (signature: string, ...values: Value[]): Value =>
      call(tx, 'JSONGenerator', signature, generator, ...values);
    write('void writeStartObject()');
    write('void writeStringField(String name, String value)', 'a', 'x');
    write('void writeNumberField(String name, Integer value)', 'b', 2);
    write('void writeFieldName(String name)', 'c');
    write('void writeStartArray()');
    write('void writeNull()');
    write('void writeEndArray()');
    assert.match(
      refused(() => write('void writeEndArray()')),
      /^JSONException: /,
    );
    assert.match(
      refused(() => write('void writeString(String value)', 'x')),
      /^JSONException: /,
    );
    write('void writeEndObject()');
    assert.equal(write('String getAsString()'), '{"a":"x","b":2,"c":[null]}');
    assert.match(
      refused(() => write('void writeNull()')),
      /^JSONException: JSONGenerator is closed/,
    );
  });
});
