import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ElementLines } from '../../src/project/element-lines.ts';
import { plainText, scanElements, scannable, scannedText } from '../../src/project/element-scan.ts';
import { MetadataXmlError, parseMetadataXml, textsAt } from '../../src/project/metadata-xml.ts';

test('elements of one name are found with the lines of their start tags', () => {
  const xml = '<A>\n  <b>1</b>\n  <c/>\n  <b x="y">\n 2\n  </b><b>3</b>\n</A>';
  assert.deepEqual(
    scanElements(xml, 'b').map(({ inner, line }) => [inner.trim(), line]),
    [
      ['1', 2],
      ['2', 4],
      ['3', 6],
    ],
  );
});

test('an element whose name merely begins alike, an empty one and one that never ends are left out', () => {
  assert.deepEqual(scanElements('<A><values>1</values><value xsi:nil="true"/><value />', 'value'), []);
  assert.deepEqual(scanElements('<A><value>1</A>', 'value'), []);
  assert.deepEqual(scanElements('', 'value'), []);
});

for (const [inner, plain] of [
  ['  Partner ', 'Partner'],
  ['A &amp; B &lt;C&gt; &quot;D&quot; &apos;E&apos;', 'A & B <C> "D" \'E\''],
  ['&#65;&#x42;&#x1F600;', 'AB😀'],
  ['&amp;lt;', '&lt;'],
  ['&unknown; &#x110000; &', '&unknown; &#x110000; &'],
  ['<![CDATA[A & B]]>', 'A & B'],
] as const) {
  test(`${inner} stands for ${plain}`, () => {
    assert.equal(plainText(inner), plain);
  });
}

test('the scan and the parser read the same text', () => {
  const inner = 'R&amp;D &lt;EU&gt; &#xd;\n &#8364; 取引先';
  const xml = `<A><b>${inner}</b></A>`;
  assert.deepEqual(textsAt(parseMetadataXml(xml, 'A'), 'b'), [plainText(inner)]);
});

test('the text of a child is its own; an absent or empty one has none', () => {
  assert.equal(scannedText('<field>A__c</field><value>x</value>', 'value'), 'x');
  assert.equal(scannedText('<field>A__c</field><value> </value>', 'value'), undefined);
  assert.equal(scannedText('<field>A__c</field>', 'value'), undefined);
});

test('a file that was cut off, or is of another type, is refused as by the parser', () => {
  for (const xml of ['<A><b>1</b>', '', '<B/>', '<html></html>', '<!DOCTYPE a><A>']) {
    assert.throws(() => scannable(xml, 'A'), MetadataXmlError, xml);
  }
  assert.equal(scannable('<A/>', 'A'), '<A/>');
  assert.equal(scannable('<A></A>\n', 'A').trim(), '<A></A>');
});

test('equal values are told apart by their lines, in their order', () => {
  const lines = new ElementLines('<A>\n<b>x</b>\n<b>y</b>\n<b>x</b>\n</A>');
  assert.deepEqual([lines.take('b', 'x'), lines.take('b', 'x'), lines.take('b', 'x')], [2, 4, undefined]);
  assert.equal(lines.take('b', 'y'), 3);
  assert.equal(lines.take('c', 'y'), undefined);
});

test('the line of a body over several lines is that of its start tag', () => {
  const lines = new ElementLines('<A>\n  <b>-----BEGIN-----&#xd;\nMII\n-----END-----</b>\n</A>');
  assert.equal(lines.take('b', '-----BEGIN-----\r\nMII\n-----END-----'), 2);
});

test('a crafted file does not make the scan go on for ever', () => {
  assert.equal(scanElements('<b '.repeat(300_000), 'b').length, 0);
  assert.equal(scanElements('<b>'.repeat(300_000), 'b').length, 0);
});
