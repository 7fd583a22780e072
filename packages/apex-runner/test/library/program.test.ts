import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { debugLog, makeDebugLog } from '../../src/library/debug-log.ts';
import { builtInClass, componentMessage, exceptions } from '../../src/library/exception.ts';
import { FinalizerContext, parentJobResult } from '../../src/library/job-contexts.ts';
import { enumValue, enumValues } from '../../src/library/enum.ts';
import { statusCode } from '../../src/library/status-code.ts';
import { TypeValue } from '../../src/library/type.ts';
import { plainText, textOf } from '../../src/semantics/text.ts';
import { ApexDatetime, ApexTime, dateOf } from '../../src/values/time.ts';
import { OBJECT, primitive } from '../../src/values/type-of.ts';
import type { ExceptionObject } from '../../src/values/value.ts';
import { ApexList, ApexMap, ApexObject, ApexSet, RecordValue, type Value } from '../../src/values/value.ts';
import { BareTransaction, thrownBy, type BareClass } from '../values/bare-transaction.ts';
import { call } from './members.ts';

const tx = new BareTransaction();

describe('exceptions', () => {
  it('have a message, a cause, a type and the line of their first frame', () => {
    const cause = builtInClass('MathException').create();
    const thrown = builtInClass('CalloutException').create() as ExceptionObject;
    call(tx, 'CalloutException', 'new(String message, Exception cause)', thrown, 'no answer', cause);
    thrown.stack = ['Class.A.b: line 12, column 1', 'Class.C.d: line 3, column 1'];
    const ask = (signature: string): Value => call(tx, 'Exception', signature, thrown);
    assert.equal(ask('String getMessage()'), 'no answer');
    assert.equal(ask('Exception getCause()'), cause);
    assert.equal(ask('String getTypeName()'), 'System.CalloutException');
    assert.equal(ask('Integer getLineNumber()'), 12);
    assert.equal(ask('String getStackTraceString()'), 'Class.A.b: line 12, column 1\nClass.C.d: line 3, column 1');
    assert.equal(textOf(tx, thrown), 'System.CalloutException: no answer');
    assert.equal(call(tx, 'Exception', 'String getMessage()', cause), 'Script-thrown exception');
    call(tx, 'Exception', 'void setMessage(String message)', cause, 'x');
    assert.equal(call(tx, 'Exception', 'String getMessage()', cause), 'x');
  });

  it('of the library extend Exception', () => {
    for (const { name, ancestors } of exceptions.slice(1)) {
      assert.deepEqual(ancestors, ['Exception'], name);
      assert.ok(builtInClass(name).ancestors.has('Exception'));
    }
  });

  it('tell a component its own message', () => {
    const thrown = builtInClass('AuraHandledException').create() as ExceptionObject;
    call(tx, 'AuraHandledException', 'new(String message)', thrown, 'You may not.');
    assert.equal(call(tx, 'Exception', 'String getMessage()', thrown), 'Script-thrown exception');
    assert.equal(componentMessage(thrown), 'You may not.');
  });

  it('of writes tell row by row what was refused', () => {
    const thrown = builtInClass('DmlException').create() as ExceptionObject;
    thrown.rows = [
      { index: 2, id: null, statusCode: 'REQUIRED_FIELD_MISSING', message: 'Name', fields: ['Name'] },
      { index: 4, id: '001000000000001AAA', statusCode: 'ENTITY_IS_LOCKED', message: 'locked', fields: [] },
    ];
    const ask = (signature: string, row: number): Value => call(tx, 'DmlException', signature, thrown, row);
    assert.equal(call(tx, 'DmlException', 'Integer getNumDml()', thrown), 2);
    assert.equal(ask('Integer getDmlIndex(Integer row)', 0), 2);
    assert.equal(ask('String getDmlId(Integer row)', 1), '001000000000001AAA');
    assert.equal(ask('String getDmlMessage(Integer row)', 1), 'locked');
    assert.equal(ask('StatusCode getDmlType(Integer row)', 0), enumValue(statusCode, 'REQUIRED_FIELD_MISSING'));
    assert.equal(plainText(tx, ask('List<String> getDmlFieldNames(Integer row)', 0)), '(Name)');
    assert.match(thrownBy(() => ask('String getDmlMessage(Integer row)', 2)) ?? '', /out of bounds: 2/);
    assert.ok(enumValues(statusCode).length > 300);
  });
});

describe('assertions', () => {
  const equal = 'static void areEqual(Object expected, Object actual, String message)';

  it('compare texts with case, numbers by value', () => {
    call(tx, 'Assert', equal, 1, 1n, null);
    assert.equal(
      thrownBy(() => call(tx, 'Assert', equal, 'a', 'A', 'names')),
      'AssertException: Assertion Failed: names: Expected: a, Actual: A',
    );
    assert.equal(
      thrownBy(() => call(tx, 'System', 'static void assertEquals(Object expected, Object actual)', 1, null)),
      'AssertException: Assertion Failed: Expected: 1, Actual: null',
    );
    assert.equal(
      thrownBy(() => call(tx, 'Assert', 'static void fail(String message)', 'here')),
      'AssertException: Assertion Failed: here',
    );
  });

  it('hold for each kind of check', () => {
    const passes: [string, Value[]][] = [
      ['static void isTrue(Boolean condition)', [true]],
      ['static void isFalse(Boolean condition)', [false]],
      ['static void isNull(Object value)', [null]],
      ['static void isNotNull(Object value)', ['']],
      ['static void areNotEqual(Object notExpected, Object actual)', [1, 2]],
      ['static void isInstanceOfType(Object instance, Type expectedType)', ['a', new TypeValue(primitive('String'))]],
      [
        'static void isNotInstanceOfType(Object instance, Type notExpectedType)',
        ['a', new TypeValue(primitive('Integer'))],
      ],
    ];
    const fails: [string, Value[]][] = [
      ['static void isTrue(Boolean condition)', [null]],
      ['static void isFalse(Boolean condition)', [true]],
      ['static void isNull(Object value)', ['']],
      ['static void isNotNull(Object value)', [null]],
      ['static void areNotEqual(Object notExpected, Object actual)', [1, 1]],
      ['static void isInstanceOfType(Object instance, Type expectedType)', [1, new TypeValue(primitive('String'))]],
      [
        'static void isNotInstanceOfType(Object instance, Type notExpectedType)',
        [1, new TypeValue(primitive('Integer'))],
      ],
      ['static void fail()', []],
    ];
    for (const [signature, values] of passes)
      assert.equal(
        thrownBy(() => call(tx, 'Assert', signature, ...values)),
        undefined,
      );
    for (const [signature, values] of fails)
      assert.match(
        thrownBy(() => call(tx, 'Assert', signature, ...values)) ?? '',
        /^AssertException: Assertion Failed/,
        signature,
      );
  });
});

describe('lists, sets and maps', () => {
  it('are sorted in place, by a Comparator too', () => {
    const list = new ApexList(primitive('String'), ['b', null, 'a', 'B']);
    call(tx, 'List', 'void sort()', list);
    assert.deepEqual(list.items, [null, 'B', 'a', 'b']);
    const longest: BareClass = {
      name: 'Longest',
      type: { kind: 'class', name: 'Longest' },
      superclass: undefined,
      ancestors: new Set(['Comparator']),
      fields: [],
      allocate: () => new ApexObject(longest),
      create: () => new ApexObject(longest),
      methods: { compare: (_self, left, right) => (right as string).length - (left as string).length },
    };
    const words = new ApexList(primitive('String'), ['a', 'ccc', 'bb']);
    call(tx, 'List', 'void sort(Comparator<T> comparator)', words, longest.create());
    assert.deepEqual(words.items, ['ccc', 'bb', 'a']);
  });

  it('are filled by their constructors', () => {
    const list = new ApexList(OBJECT);
    call(tx, 'List', 'new(Integer size)', list, 2);
    assert.deepEqual(list.items, [null, null]);
    assert.match(thrownBy(() => call(tx, 'List', 'new(Integer size)', list, null)) ?? '', /^NullPointerException/);
    const map = new ApexMap(primitive('Id'), { kind: 'sobject' });
    const record = (id: string | null): RecordValue => new RecordValue('Account', new Map([['Id', id]]));
    const fill = (...records: RecordValue[]): Value =>
      call(tx, 'Map', 'new(List<SObject> records)', map, new ApexList({ kind: 'sobject' }, records));
    fill(record('001000000000001AAA'));
    assert.equal(map.entries.size, 1);
    assert.equal(
      thrownBy(() => fill(record(null))),
      'ListException: Row with null Id at index: 0',
    );
    assert.match(thrownBy(() => fill(record('001000000000001AAA'), record('001000000000001AAA'))) ?? '', /index: 1$/);
  });

  it('hand out copies', () => {
    const set = new ApexSet(primitive('Integer'));
    for (const item of [3, 1, 2]) call(tx, 'Set', 'Boolean add(T item)', set, item);
    const copy = call(tx, 'Set', 'Set<T> clone()', set) as ApexSet;
    call(tx, 'Set', 'Boolean remove(T item)', copy, 1);
    assert.equal(plainText(tx, set), '{3, 1, 2}');
    assert.equal(plainText(tx, copy), '{3, 2}');
    const map = new ApexMap(primitive('String'), primitive('Integer'));
    call(tx, 'Map', 'V put(K key, V value)', map, 'a', 1);
    const keys = call(tx, 'Map', 'Set<K> keySet()', map) as ApexSet;
    call(tx, 'Set', 'void clear()', keys);
    assert.equal(map.entries.size, 1);
  });
});

describe('texts and numbers', () => {
  it('refuse null where the platform does', () => {
    assert.equal(
      thrownBy(() => call(tx, 'String', 'Boolean contains(String text)', 'a', null)),
      'NullPointerException: Argument 1 cannot be null',
    );
    assert.equal(call(tx, 'String', 'static String valueOf(Object value)', null), null);
    assert.equal(call(tx, 'String', 'static Boolean isBlank(String text)', null), true);
    assert.equal(call(tx, 'String', 'Boolean equals(Object other)', 'a', null), false);
  });

  it('keep their rules at the edges', () => {
    const text = (signature: string, ...values: Value[]): Value => call(tx, 'String', signature, ...values);
    assert.match(
      thrownBy(() => text('String substring(Integer start, Integer end)', 'abc', 2, 5)) ?? '',
      /^StringException/,
    );
    assert.equal(text('String leftPad(Integer length, String pad)', 'abc', 2, 'x'), 'abc');
    assert.equal(text('String replace(String text, String by)', 'a.b', '.', '$&'), 'a$&b');
    assert.equal(text('String escapeHtml4()', '€ü\u00a0<'), '&euro;&uuml;&nbsp;&lt;');
    assert.equal(text('String unescapeHtml4()', '&euro;&#252;&#xfc;&nope;'), '€üü&nope;');
    assert.equal(text('String unescapeJava()', '\\u00e9\\n\\"\\101'), 'é\n"A');
    assert.equal(text('String unescapeCsv()', '"a,""b"'), 'a,"b');
    assert.equal(text('String capitalize()', ''), '');
    assert.equal(text('Integer countMatches(String text)', 'aaaa', 'aa'), 2);
    assert.equal(call(tx, 'Integer', 'static Integer valueOf(String text)', '-2147483648'), -(2 ** 31));
    assert.match(
      thrownBy(() => call(tx, 'Integer', 'static Integer valueOf(String text)', '1.0')) ?? '',
      /Invalid integer: 1\.0/,
    );
    assert.equal(call(tx, 'Math', 'static Integer abs(Integer value)', -(2 ** 31)), -(2 ** 31));
  });
});

describe('dates', () => {
  it('of today and now are those of the user and the org', () => {
    const late = new BareTransaction({ timeZone: 'Asia/Tokyo', now: Date.UTC(2026, 0, 1, 20) });
    assert.equal(textOf(late, call(late, 'Date', 'static Date today()')), '2026-01-02');
    assert.equal(call(late, 'System', 'static Long currentTimeMillis()'), BigInt(Date.UTC(2026, 0, 1, 20)));
  });

  it('are written in locales that the machine knows only in part', () => {
    const euro = new BareTransaction({ locale: 'de_DE_EURO' });
    assert.equal(call(euro, 'Date', 'String format()', dateOf(2026, 7, 1)), '01.07.2026');
    assert.equal(textOf(euro, call(euro, 'Date', 'Date toStartOfWeek()', dateOf(2026, 7, 1))), '2026-06-29');
    assert.equal(call(euro, 'Integer', 'String format()', 1234567), '1.234.567');
  });

  it('are parsed as the locale of the user writes them', () => {
    const parse = (locale: string, text: string): string => {
      const own = new BareTransaction({ locale });
      return textOf(own, call(own, 'Date', 'static Date parse(String text)', text));
    };
    assert.equal(parse('de_DE', '1.7.2026'), '2026-07-01');
    assert.equal(parse('en_GB', '01/07/2026'), '2026-07-01');
    assert.equal(parse('ja_JP', '2026/07/01'), '2026-07-01');
    assert.match(thrownBy(() => parse('en_US', '13/45/2026')) ?? '', /^TypeException: Invalid date/);
  });

  it('and times make moments in the zone of the user or in GMT', () => {
    const berlin = new BareTransaction({ timeZone: 'Europe/Berlin' });
    const make = (name: string): Value =>
      call(berlin, 'Datetime', `static Datetime ${name}(Date date, Time time)`, dateOf(2026, 7, 1), new ApexTime(0));
    assert.equal((make('newInstance') as ApexDatetime).milliseconds, Date.UTC(2026, 5, 30, 22));
    assert.equal((make('newInstanceGmt') as ApexDatetime).milliseconds, Date.UTC(2026, 6, 1));
  });
});

describe('what the program is told of itself', () => {
  it('is asked of the transaction', () => {
    const org = { organization: { id: '00D000000000001AAA', name: 'Org', url: 'https://my.example.com' } };
    const own = new BareTransaction({ org: { ...org, hasCustomPermission: (_user, name) => name === 'Decide' } });
    assert.equal(textOf(own, call(own, 'Url', 'static Url getOrgDomainUrl()')), 'https://my.example.com');
    assert.equal(call(own, 'UserInfo', 'static String getOrganizationName()'), 'Org');
    assert.equal(call(own, 'UserInfo', 'static String getUserId()'), own.user.id);
    assert.equal(call(own, 'FeatureManagement', 'static Boolean checkPermission(String name)', 'Decide'), true);
    assert.equal(call(own, 'FeatureManagement', 'static Boolean checkPermission(String name)', 'Other'), false);
    assert.equal(call(own, 'Limits', 'static Integer getLimitQueries()'), 100);
    call(own, 'System', 'static void debug(Object value)', new ApexDatetime(0));
    assert.deepEqual(own.session.state(debugLog, makeDebugLog), [{ level: 'DEBUG', text: '1970-01-01 00:00:00' }]);
  });

  it('may come from a class of a test', () => {
    const success = enumValue(parentJobResult, 'SUCCESS')!;
    const own: BareClass = {
      name: 'Ended',
      type: { kind: 'class', name: 'Ended' },
      superclass: undefined,
      ancestors: new Set(['FinalizerContext']),
      fields: [],
      allocate: () => new ApexObject(own),
      create: () => new ApexObject(own),
      methods: { getResult: () => success },
    };
    const asked = 'ParentJobResult getResult()';
    assert.equal(call(tx, 'FinalizerContext', asked, own.create()), success);
    assert.equal(
      call(tx, 'FinalizerContext', asked, new FinalizerContext('707000000000001AAA', 'r', success, null)),
      success,
    );
  });

  it('finds types by name and makes instances', () => {
    const listType = { kind: 'list', of: primitive('String') } as const;
    const own = new BareTransaction({ types: { 'List<String>': listType } });
    const found = call(own, 'Type', 'static Type forName(String name)', 'List<String>');
    assert.ok(call(own, 'Type', 'Object newInstance()', found) instanceof ApexList);
    assert.equal(call(own, 'Type', 'static Type forName(String name)', 'Nothing'), null);
    assert.equal(call(own, 'Type', 'Boolean equals(Object other)', found, new TypeValue(listType)), true);
    assert.match(
      thrownBy(() => call(own, 'Type', 'Object newInstance()', new TypeValue(primitive('Integer')))) ?? '',
      /^TypeException: /,
    );
  });
});
