import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanElements } from '../../src/project/element-scan.ts';
import { parseMetadataXml, textAt } from '../../src/project/metadata-xml.ts';
import { plainXml, rootElementOf } from '../../src/project/plain-xml.ts';

test('XML without adornments stays as it is', () => {
  const xml = '<?xml version="1.0"?>\n<A xmlns:x="urn:y"><b x:nil="true">https://x.example</b></A>';
  assert.equal(plainXml(xml), xml);
});

test('comments become blank, and lines stay where they are', () => {
  const xml = plainXml('<A>\n<!-- <b>old</b>\n-->\n<b>new</b>\n</A>');
  assert.deepEqual(scanElements(xml, 'b'), [{ inner: 'new', line: 4 }]);
});

test('a comment within a value leaves the value in one piece', () => {
  const xml = plainXml('<A><b>Acme_<!-- new -->Client</b></A>');
  assert.deepEqual(parseMetadataXml(xml, 'A'), { b: 'Acme_Client' });
});

test('processing instructions become blank, and what they say is no element', () => {
  const xml = plainXml('<?xml version="1.0"?>\n<?style <b>old</b>\n?><A><b>new</b></A>');
  assert.deepEqual(scanElements(xml, 'b'), [{ inner: 'new', line: 3 }]);
});

test('CDATA is text: what looks like an element or a comment in it is none', () => {
  const xml = plainXml('<A><c><![CDATA[<b>1</b><!-- & -->]]></c><b>a <![CDATA[&]]> b</b></A>');
  assert.equal(scanElements(xml, 'b').length, 1);
  const root = parseMetadataXml(xml, 'A');
  assert.equal(textAt(root, 'c'), '<b>1</b><!-- & -->');
  assert.equal(textAt(root, 'b'), 'a & b');
});

test('a comment in which CDATA begins, and CDATA in which a comment begins, do not run into each other', () => {
  assert.equal(plainXml('<A><!-- <![CDATA[ --><b/><!-- ]]> --></A>').includes('<b/>'), true);
  assert.equal(plainXml('<A><![CDATA[<!--]]><b/><![CDATA[-->]]></A>').includes('<b/>'), true);
});

test('names lose their prefixes, values keep their colons', () => {
  const xml = plainXml('<sf:A xmlns:sf="urn:x"><sf:b>sf:c <d:e>urn:y</d:e></sf:b></sf:A>');
  assert.equal(xml, '<A xmlns:sf="urn:x"><b>sf:c <e>urn:y</e></b></A>');
});

test('what never ends is left for the parser to refuse', () => {
  for (const text of ['<A><!-- ', '<A><![CDATA[ ', '<A><? ']) {
    assert.equal(plainXml(text), text);
    assert.throws(() => parseMetadataXml(plainXml(text), 'A'), /not well-formed/);
  }
});

for (const [xml, root] of [
  ['<A/>', 'A'],
  ['\ufeff \n<A>', 'A'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<Custom.Site xmlns="x">', 'Custom.Site'],
  ['<!DOCTYPE html><html>', 'html'],
  ['<!DOCTYPE a [<!ENTITY b "c">]>\n<a>', 'a'],
  ['<CustomSi', undefined],
  ['<?xml version="1.0"?>', undefined],
  ['# Notes <a>', undefined],
  ['', undefined],
] as const) {
  test(`the root element of ${JSON.stringify(xml)} is ${root ?? 'not told'}`, () => {
    assert.equal(rootElementOf(xml), root);
  });
}

test('a crafted file does not take for ever', () => {
  for (const piece of ['<!--', '<![CDATA[', '<?', '<a:', '</', '<!DOCTYPE [']) {
    const text = `<A>${piece.repeat(200_000)}`;
    plainXml(text);
    rootElementOf(piece.repeat(200_000));
  }
});
