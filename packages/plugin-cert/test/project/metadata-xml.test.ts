import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elementsAt, MetadataXmlError, parseMetadataXml, textAt, textsAt } from '../../src/project/metadata-xml.ts';
import { certificateMeta } from '../fixtures/folder.ts';

test('fields are read as text, whatever they look like', () => {
  const element = parseMetadataXml(
    certificateMeta({ keySize: '2048', caSigned: 'true', masterLabel: '007' }),
    'Certificate',
  );
  assert.equal(textAt(element, 'keySize'), '2048');
  assert.equal(textAt(element, 'caSigned'), 'true');
  assert.equal(textAt(element, 'masterLabel'), '007');
});

test('predefined entities are decoded', () => {
  const element = parseMetadataXml(
    certificateMeta({ masterLabel: 'Research &amp; Development &lt;EU&gt;' }),
    'Certificate',
  );
  assert.equal(textAt(element, 'masterLabel'), 'Research & Development <EU>');
});

test('a field is reached through its parents', () => {
  const element = parseMetadataXml(
    '<ConnectedApp><oauthConfig><certificate>MII</certificate></oauthConfig></ConnectedApp>',
    'ConnectedApp',
  );
  assert.equal(textAt(element, 'oauthConfig', 'certificate'), 'MII');
});

test('a field that is absent, empty, repeated or no text is undefined', () => {
  const element = parseMetadataXml('<A><empty/><b><c>x</c></b><d>1</d><d>2</d></A>', 'A');
  for (const path of [['missing'], ['empty'], ['b'], ['d'], ['b', 'c', 'e'], ['toString'], ['__proto__']]) {
    assert.equal(textAt(element, ...path), undefined, path.join('.'));
  }
});

for (const [what, text, said] of [
  ['is cut off', '<Certificate><keySize>2048</keySize>', /is not well-formed XML \(line 1/],
  ['has crossing tags', '<Certificate><a><b></a></b></Certificate>', /is not well-formed XML/],
  ['is another type', '<ConnectedApp/>', /has no Certificate element/],
  ['is empty', '', /(no Certificate element|not well-formed)/],
] as const) {
  test(`a file that ${what} is told from good metadata in one sentence`, () => {
    assert.throws(
      () => parseMetadataXml(text, 'Certificate'),
      (error: Error) => {
        assert.ok(error instanceof MetadataXmlError);
        assert.match(error.message, said);
        assert.doesNotMatch(error.message, /\n/);
        return true;
      },
    );
  });
}

test('an entity that reads another file is refused, not resolved', () => {
  const text =
    '<?xml version="1.0"?><!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]><Certificate><masterLabel>&x;</masterLabel></Certificate>';
  assert.throws(() => parseMetadataXml(text, 'Certificate'), /declares a document type/);
});

test('entities that multiply are refused before they are expanded', () => {
  const lol = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('');
  const text = `<!doctype c [<!ENTITY l0 "lol">${lol}]><Certificate><masterLabel>&l12;</masterLabel></Certificate>`;
  assert.throws(() => parseMetadataXml(text, 'Certificate'), /declares a document type/);
});

for (const [what, text] of [
  ['flat metadata', certificateMeta({ keySize: '2048', masterLabel: ' Partner API ', caSigned: 'true' })],
  ['flat metadata without a declaration', '<Certificate><keySize>2048</keySize></Certificate>'],
  ['an element without fields', '<Certificate>\n</Certificate>'],
  ['metadata with a comment', '<Certificate><!-- <keySize>1024</keySize> --><keySize>2048</keySize></Certificate>'],
  [
    'metadata with CDATA',
    '<Certificate><masterLabel><![CDATA[<keySize>1</keySize>]]></masterLabel><keySize>2048</keySize></Certificate>',
  ],
  ['metadata with an entity', '<Certificate><masterLabel>A &amp; B</masterLabel></Certificate>'],
  ['a field that stands twice', '<Certificate><keySize>1</keySize><keySize>2</keySize></Certificate>'],
] as const) {
  test(`${what} reads the same by the short way and by the parser`, () => {
    // An attribute on the root is what the short way does not know.
    const long = text.replace('<Certificate', '<Certificate other="x"');
    assert.deepEqual(parseMetadataXml(text, 'Certificate'), parseMetadataXml(long, 'Certificate'));
  });
}

test('a crafted file is refused by the short way too', () => {
  const text = `<Certificate>${'<a>b</a> '.repeat(200_000)}<a>`;
  assert.throws(() => parseMetadataXml(text, 'Certificate'), /not well-formed/);
});

test('references by number are decoded: Salesforce writes carriage returns so', () => {
  const element = parseMetadataXml('<A><b>x&#xd;\n&#65;&#x20AC;</b><c>&amp;#65;</c></A>', 'A');
  assert.equal(textAt(element, 'b'), 'x\r\nA€');
  assert.equal(textAt(element, 'c'), '&#65;', 'nothing is decoded twice');
});

test('all texts of one name are reached through all parents, in the order of the file', () => {
  const element = parseMetadataXml('<A><b><c>1</c><c>2</c></b><b/><b><c>3</c><c/></b><b><d>4</d></b></A>', 'A');
  assert.deepEqual(textsAt(element, 'b', 'c'), ['1', '2', '3']);
  assert.deepEqual(textsAt(element, 'b', 'd'), ['4']);
  assert.deepEqual(textsAt(element, 'b'), []);
  assert.deepEqual(textsAt(element, 'toString'), []);
});

test('elements of one name are given whether there is none, one, or several', () => {
  const element = parseMetadataXml(
    '<A><one><x>1</x></one><two><x>1</x></two><two><x>2</x></two><text>t</text></A>',
    'A',
  );
  assert.deepEqual(
    ['none', 'one', 'two', 'text'].map((name) => elementsAt(element, name).map((child) => textAt(child, 'x'))),
    [[], ['1'], ['1', '2'], []],
  );
});
