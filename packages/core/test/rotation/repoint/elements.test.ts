import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XmlEditError, exchangeElements } from '@cert-health/core';

test('a name is exchanged wherever it is the whole value of an element, and not what something is called', () => {
  const text =
    '<CustomMetadata>\r\n<label>Partner</label><!-- Partner -->\r\n<values><field>Partner</field><value xsi:type="xsd:string">partner</value></values>\r\n<value>Partner Two</value><value><![CDATA[Partner]]></value></CustomMetadata>';
  const expected = text.replace('>partner<', '>Partner_202701<').replace('[CDATA[Partner]', '[CDATA[Partner_202701]');
  assert.equal(exchangeElements(text, 'Partner', 'Partner_202701'), expected);
});

test('what does not hold it stays, and what is no XML is not edited', () => {
  assert.equal(exchangeElements('<a><b>x</b></a>', 'y', 'z'), '<a><b>x</b></a>');
  assert.throws(() => exchangeElements('<a><b>x</a>', 'x', 'z'), XmlEditError);
});
