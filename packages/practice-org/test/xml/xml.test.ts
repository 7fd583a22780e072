import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, elements, escapeXml, parseXml, recordAt, recordsAt, textsAt, valuesAt } from '../../src/xml/xml.ts';

describe('writing XML', () => {
  it('leaves missing values out, repeats arrays and nests records', () => {
    const written = elements({ a: 'x', b: undefined, c: null, d: [1, 2], e: { f: true }, g: [] });
    assert.equal(written, '<a>x</a><d>1</d><d>2</d><e><f>true</f></e>');
  });

  it('writes moments as dateTimes', () => {
    assert.equal(element('at', new Date('2026-11-22T02:15:00Z')), '<at>2026-11-22T02:15:00.000Z</at>');
  });

  it('writes attributes, and text beside them', () => {
    const value = { '@xsi:type': 'xsd:string', '@note': '"<&', '#text': 'a & b' };
    assert.equal(element('value', value), '<value xsi:type="xsd:string" note="&quot;&lt;&amp;">a &amp; b</value>');
    assert.equal(element('value', { '@nil': 'true' }), '<value nil="true"></value>');
  });

  it('escapes text', () => {
    assert.equal(escapeXml(`<a href="x">'&'</a>`), '&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;');
  });
});

describe('reading XML', () => {
  it('gives back what was written, text as text', () => {
    const record = { name: `Tom & "Jerry" <'1'>`, size: '2048', yes: 'true', items: ['a', 'b'] };
    assert.deepEqual(parseXml(`<r>${elements(record)}</r>`), { r: record });
  });

  it('takes no notice of prefixes and attributes', () => {
    assert.deepEqual(parseXml('<?xml version="1.0"?><s:Envelope xmlns:s="u"><s:Body a="b"/></s:Envelope>'), {
      Envelope: { Body: '' },
    });
  });

  it('understands numeric references', () => {
    assert.deepEqual(parseXml('<a>it&#39;s &#x41;</a>'), { a: "it's A" });
  });

  it('refuses what is not well-formed', () => {
    assert.throws(() => parseXml('<a><b></a>'));
  });

  it('gives one, several or no values alike', () => {
    const record = recordAt(parseXml('<r><one>1</one><two>a</two><two>b</two><empty/><deep><x/></deep></r>'), 'r');
    assert.deepEqual(
      ['one', 'two', 'empty', 'none'].map((name) => textsAt(record, name)),
      [['1'], ['a', 'b'], [], []],
    );
    assert.deepEqual(recordsAt(record, 'deep'), [{ x: '' }]);
    assert.deepEqual(recordsAt(record, 'one'), [], 'text is no record');
    assert.deepEqual(valuesAt(record, 'none'), []);
  });
});
