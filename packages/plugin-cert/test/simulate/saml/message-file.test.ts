import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { folderWith } from '../../fixtures/folder.ts';
import { readMessageFile } from '../../../src/simulate/saml/message-file.ts';
import { readSamlMessage } from '../../../src/simulate/saml/read-response.ts';
import { assertionOf, madeResponse, PROTOCOL, responseOf } from './made-response.ts';

const xml = await madeResponse();
const field = Buffer.from(xml).toString('base64');

const read = (t: TestContext, content: string | Uint8Array) => {
  const path = join(folderWith(t, { 'response.txt': content }), 'response.txt');
  return readSamlMessage(readMessageFile(path), path).text;
};

describe('a response that was saved', () => {
  for (const [says, content] of [
    ['as XML', xml],
    ['as XML with a mark and a declaration', `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${xml}\n`],
    ['in base64', field],
    ['in base64 with line ends', field.replaceAll(/.{76}/g, '$&\r\n')],
    ['as the form that is posted', `SAMLResponse=${encodeURIComponent(field)}&RelayState=%2Fhome`],
    ['with the field behind another one', `RelayState=%2Fhome&SAMLResponse=${encodeURIComponent(field)}`],
    ['in per cent', encodeURIComponent(field)],
  ] as const) {
    test(`is read ${says}`, (t) => assert.ok(read(t, content).includes(xml)));
  }

  const deep = `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}`;
  const laughs = `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(100)}">]>${xml.replace('Success', '&b;')}`;
  for (const [says, content, reason] of [
    ['compressed, as in an address', deflateRawSync(xml).toString('base64'), /compressed.*POST/],
    ['with a document type', laughs, /declares a document type/],
    ['with a document type in base64', Buffer.from(laughs).toString('base64'), /declares a document type/],
    ['with an entity of its own', xml.replace('Success', '&own;'), /not well-formed/],
    ['cut off', xml.slice(0, -20), /not well-formed/],
    ['with a tag that never ends', `${xml.slice(0, 100)}"`, /not well-formed/],
    ['with a comment that never ends', `<!-- ${xml}`, /not well-formed/],
    ['with two roots', xml + xml, /not well-formed/],
    ['with an attribute twice', xml.replace('Version="2.0"', 'Version="2.0" Version="2.0"'), /not well-formed/],
    [
      'with a prefix of nothing',
      xml.replace(`xmlns:samlp="${PROTOCOL}" `, ''),
      /not well-formed|no SAML 2\.0 response/,
    ],
    ['with a control character', xml.replace('ines@', '\u001b[2J'), /control characters/],
    ['with a control character by number', xml.replace('ines@', '&#x1B;[2J'), /control characters/],
    ['nested without end', responseOf(deep), /larger than|nested deeper/],
    ['nested too deep', responseOf(`${'<a>'.repeat(70)}${'</a>'.repeat(70)}`), /nested deeper than 64/],
    ['of too many elements', responseOf('<a></a>'.repeat(10_001)), /more than 10000 elements/],
    [
      'with a tag of attributes',
      responseOf(`<a ${Array.from({ length: 9000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
      /tag that is longer/,
    ],
    ['larger than any', responseOf('x'.repeat(1_100_000)), /larger than 1 MB/],
    ['in a file that is larger than any', 'A'.repeat(2_100_000), /larger than 2 MB/],
    ['that is an assertion alone', assertionOf({}), /assertion without its response/],
    ['of SAML 1.1', '<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol"/>', /SAML 1\.1/],
    ['that is metadata', '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata"/>', /--metadata/],
    ['that is a web page', '<html></html>', /no SAML 2\.0 response/],
    ['that is some text', 'Not a message: at all.', /neither XML nor the base64/],
    ['that is base64 of something else', Buffer.from('some text, no more').toString('base64'), /holds no XML/],
    ['that is empty', '', /neither XML nor/],
    ['of zeros', Buffer.alloc(64), /zero bytes|neither XML/],
  ] as const) {
    test(`is refused in one sentence ${says}`, (t) => {
      assert.throws(
        () => read(t, content),
        (error: Error) => {
          assert.equal(error.name, 'VerifyInputError');
          assert.match(error.message, reason);
          assert.doesNotMatch(error.message, /ines|\n/);
          return true;
        },
      );
    });
  }
});
