import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  ChangedSinceError,
  XmlEditError,
  bytesOfText,
  exchangeValues,
  restoreValues,
  textOfBytes,
  valuesIn,
} from '@cert-health/core';
import type { Wanted } from '@cert-health/core';

const place = {
  root: 'NamedCredential',
  path: ['namedCredentialParameters', 'certificate'],
  beside: { element: 'parameterType', is: 'ClientCertificate' },
  or: 'parameterValue',
};
const is =
  (name: string) =>
  (value: string): boolean =>
    value === name;
const want = (more: Partial<Wanted> = {}): Wanted => ({ place, isMeant: is('Old'), to: 'Old_202701', ...more });

const document = (inner: string, head = '<?xml version="1.0" encoding="UTF-8"?>\n'): string =>
  `${head}<NamedCredential xmlns="http://soap.sforce.com/2006/04/metadata">\n${inner}</NamedCredential>\n`;
const parameter = (certificate: string, type = 'ClientCertificate'): string =>
  `    <namedCredentialParameters>\n        ${certificate}\n        <parameterType>${type}</parameterType>\n    </namedCredentialParameters>\n`;

/** Exchanges, and takes it back again. */
function thereAndBack(text: string, wanted: readonly Wanted[]): string {
  const { text: changed, exchanged } = exchangeValues(text, wanted);
  assert.equal(restoreValues(changed, exchanged), text);
  assert.deepEqual(bytesOfText(restoreValues(textOfBytes(bytesOfText(changed)), exchanged)), bytesOfText(text));
  return changed;
}

describe('a value is exchanged and every other byte stays:', () => {
  // The value is written as @.
  for (const [what, written, value] of [
    ['white space around it', '<certificate>\r\n\t @ \n</certificate>', 'Old'],
    ['a comment beside it', '<certificate><!-- Old -->@<!-- Old --></certificate>', 'Old'],
    ['CDATA', '<certificate><![CDATA[@]]></certificate>', 'Old'],
    ['entities', '<certificate>@</certificate>', '&#79;l&#x64;'],
    ['attributes', '<certificate xsi:type="xsd:string" a=\'Old\' >@</certificate >', 'Old'],
  ] as const) {
    test(what, () => {
      const changed = thereAndBack(document(parameter(written.replace('@', value))), [want()]);
      assert.equal(changed, document(parameter(written.replace('@', 'Old_202701'))));
      assert.deepEqual(valuesIn(changed, { place }), ['Old_202701']);
    });
  }

  test('carriage returns, a byte order mark, prefixes, no declaration, no line end', () => {
    const crlf = document(parameter('<certificate>Old</certificate>')).replaceAll('\n', '\r\n');
    assert.equal(thereAndBack(`\ufeff${crlf}`, [want()]), `\ufeff${crlf.replace('Old', 'Old_202701')}`);
    const prefixed =
      '<m:NamedCredential xmlns:m="x"><m:namedCredentialParameters><m:certificate>Old</m:certificate><m:parameterType>ClientCertificate</m:parameterType></m:namedCredentialParameters></m:NamedCredential>';
    assert.equal(thereAndBack(prefixed, [want()]), prefixed.replace('Old', 'Old_202701'));
  });

  test('the same text elsewhere, in another field, another parameter, a comment, a name that it begins', () => {
    const elsewhere = `    <!-- Old -->\n    <label>Old</label>\n    <certificate>Old</certificate>\n${parameter('<certificate>Old</certificate>', 'HttpHeader')}${parameter('<certificate>Older</certificate>')}`;
    const text = document(elsewhere + parameter('<certificate>Old</certificate>'));
    const changed = thereAndBack(text, [want()]);
    assert.ok(changed.includes(elsewhere));
    assert.equal(changed.split('Old_202701').length, 2);
  });

  test('an element of another name that may hold it', () => {
    const text = document(parameter('<parameterValue>Old</parameterValue>'));
    assert.equal(thereAndBack(text, [want()]), text.replace('>Old<', '>Old_202701<'));
    const both = document(parameter('<certificate>New</certificate><parameterValue>Old</parameterValue>'));
    assert.deepEqual(exchangeValues(both, [want()]).found, [0]);
  });

  test('what is put in is escaped as the place demands', () => {
    const text = document(parameter('<certificate>Old</certificate>'));
    const changed = thereAndBack(text, [want({ to: 'a&b<c>\r\n]]>' })]);
    assert.deepEqual(valuesIn(changed, { place }), ['a&b<c>\r\n]]>']);
    const inCdata = document(parameter('<certificate><![CDATA[Old]]></certificate>'));
    assert.deepEqual(valuesIn(thereAndBack(inCdata, [want({ to: 'a&b' })]), { place }), ['a&b']);
    assert.throws(() => exchangeValues(inCdata, [want({ to: ']]>' })]), XmlEditError);
  });
});

describe('of several addresses', () => {
  const site = { root: 'CustomSite', path: ['customWebAddresses', 'certificate'], serverName: 'domainName' };
  const address = (name: string): string =>
    `<customWebAddresses><certificate>Old</certificate><domainName>${name}</domainName></customWebAddresses>`;
  const text = `<CustomSite>${address('a.example')}${address('b.example')}</CustomSite>`;

  test('the one that is meant is changed', () => {
    const changed = thereAndBack(text, [{ place: site, isMeant: is('Old'), to: 'New', serverName: 'B.example' }]);
    assert.equal(
      changed,
      `<CustomSite>${address('a.example')}${address('b.example').replace('Old', 'New')}</CustomSite>`,
    );
  });

  test('both are, when both are meant, each once', () => {
    const both = ['a.example', 'b.example', 'a.example'].map((serverName) => ({
      place: site,
      isMeant: is('Old'),
      to: 'New_longer',
      serverName,
    }));
    const { found, exchanged } = exchangeValues(text, both);
    assert.deepEqual(found, [1, 1, 1]);
    assert.equal(exchanged.length, 2);
    assert.equal(thereAndBack(text, both), text.replaceAll('Old', 'New_longer'));
  });
});

describe('nothing is changed in', () => {
  for (const [what, text, why] of [
    [
      'a file that is cut off',
      document(parameter('<certificate>Old</certificate>')).slice(0, -20),
      /cut off|well-formed/,
    ],
    ['a file with a document type', document('', '<!DOCTYPE x [<!ENTITY a "Old">]>\n'), /document type/],
    ['another type of metadata', '<ExternalCredential/>', /root element ExternalCredential/],
    ['elements that cross', '<NamedCredential><a><b></a></b></NamedCredential>', /line 1/],
    ['text behind the end', '<NamedCredential/>Old', /no XML/],
    ['two documents', '<NamedCredential/><NamedCredential/>', /no XML/],
    ['a value in pieces', document(parameter('<certificate>O<![CDATA[ld]]></certificate>')), /in pieces/],
    ['nothing', '', /no XML/],
  ] as const) {
    test(what, () => {
      assert.throws(
        () => exchangeValues(text, [want()]),
        (error: unknown) => error instanceof XmlEditError && why.test(error.message),
      );
    });
  }

  test('bytes that are no UTF-8', () => {
    assert.throws(() => textOfBytes(Uint8Array.of(0xff, 0xfe, 0x3c, 0)), XmlEditError);
  });

  test('deeply nested elements, in bounded time', () => {
    assert.throws(() => exchangeValues('<NamedCredential>'.repeat(100_000), [want()]), XmlEditError);
  });
});

test('what somebody else changed since is not overwritten', () => {
  const { text, exchanged } = exchangeValues(document(parameter('<certificate>Old</certificate>')), [want()]);
  assert.throws(() => restoreValues(text.replace('Old_202701', 'Theirs'), exchanged), ChangedSinceError);
  assert.throws(() => restoreValues(`\n\n${text}`, exchanged), ChangedSinceError);
});

test('whatever stands around it, taking it back gives the same bytes', () => {
  const filler = fc.constantFrom(
    ' ',
    '\r\n',
    '\t',
    '<!-- Old -->',
    '<?x Old?>',
    '<label>Old &amp; é 😀</label>',
    '<x/>',
    'Old',
  );
  const value = fc.constantFrom('Old', ' Old\r\n', '<![CDATA[Old]]>', '&#79;ld', '<!-- x -->Old');
  fc.assert(
    fc.property(
      fc.array(filler),
      fc.array(value, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      (around, values, mark) => {
        const inner = values.map((one) => around.join('') + parameter(`<certificate>${one}</certificate>`)).join('');
        const text = (mark ? '\ufeff' : '') + document(inner, '');
        const { text: changed, exchanged, found } = exchangeValues(text, [want()]);
        assert.deepEqual(found, [values.length]);
        assert.equal(restoreValues(changed, exchanged), text);
        assert.deepEqual(
          valuesIn(changed, { place }),
          values.map(() => 'Old_202701'),
        );
      },
    ),
  );
});
