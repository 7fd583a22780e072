import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { platform } from '../../src/platform.ts';
import { languageRows } from '../fidelity/language.ts';
import { libraryRows } from '../fidelity/library.ts';

const TYPE = String.raw`[A-Za-z]+(?:\.[A-Za-z]+)?(?:<[^()]+>)?`;
const PARAMETER = String.raw`(${TYPE}) [a-z]\w*`;
const NAME = String.raw`[A-Za-z]\w*`;
const FORMS = [
  new RegExp(String.raw`^new\((?:${PARAMETER}(?:, ${PARAMETER})*)?\)$`),
  new RegExp(String.raw`^(?:static )?${TYPE} ${NAME}\((?:${PARAMETER}(?:, ${PARAMETER})*)?\)$`),
  new RegExp(String.raw`^(?:static )?${TYPE} ${NAME} \{ get;(?: set;)? \}$`),
];

/** Names of types in a signature: what stands before a name, and in angle brackets. */
function typesOf(signature: string): string[] {
  const body = signature
    .replace(/^static /, '')
    .replace(/^new\(/, 'void new(')
    .replace(/ \{.*$/, '');
  const written = body
    .replace(/[()]/g, ',')
    .split(/,(?![^<]*>)/)
    .map((part) => part.trim().replace(/ \w+$/, ''));
  return written.flatMap((part) => part.match(/[A-Za-z]+(?:\.[A-Za-z]+)?/g) ?? []);
}

describe('the library', () => {
  it('has each type once, with its page', () => {
    const names = platform.map((type) => type.name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    for (const type of platform)
      assert.match(type.page, /^https:\/\/developer\.salesforce\.com\/docs\/atlas\.en-us\.apex(?:ref|code)\.meta\//);
  });

  it('declares members in one of three forms, each once', () => {
    for (const { name, members } of platform) {
      const seen = new Set<string>();
      for (const { signature } of members) {
        assert.ok(
          FORMS.some((form) => form.test(signature)),
          `${name}: ${signature}`,
        );
        const called = signature
          .replace(/ \w+(?=[,)])/g, '')
          .replace(/^static /, '')
          .toLowerCase();
        assert.ok(!seen.has(called), `${name}: ${signature} is declared twice`);
        seen.add(called);
      }
    }
  });

  it('names no type that it does not have', () => {
    const known = new Set(['void', 'T', 'K', 'V', ...platform.map((type) => type.name)]);
    for (const { name, members, interface: methods = [], ancestors = [] } of platform) {
      for (const signature of [...members.map((member) => member.signature), ...methods])
        for (const type of typesOf(signature)) assert.ok(known.has(type), `${name}: ${type} in ${signature}`);
      for (const ancestor of ancestors) assert.ok(known.has(ancestor), `${name}: ${ancestor}`);
    }
  });

  it('lets properties that are set be assigned', () => {
    for (const { name, members } of platform)
      for (const member of members)
        assert.equal('assign' in member, member.signature.includes('set;'), `${name}: ${member.signature}`);
  });
});

describe('the table of what the documentation says', () => {
  it('asks each thing once', () => {
    const asked = [...libraryRows, ...languageRows].map(
      ({ apex, zone = '', locale = '' }) => `${apex} ${zone} ${locale}`,
    );
    assert.equal(new Set(asked).size, asked.length);
    assert.ok(asked.length >= 500);
  });
});
