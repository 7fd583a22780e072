import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { harmless, NOT_REPEATED, withHarmlessLiterals, withHarmlessQuotes } from '@cert-health/core';
import { leaksIn, planted, plantedSecrets } from '../fixtures/planted-secrets.ts';

describe('a text that may be repeated', () => {
  for (const text of ['Partner_', 'Config.CertName', 'https://acme.example/v2', 'application/json', 'RSA-SHA256', '']) {
    it(`is "${text}"`, () => assert.equal(harmless(text), text));
  }

  for (const [what, text] of [
    ['a piece of base64', planted('base64 of DER').text.slice(200, 240)],
    ['a short piece of base64', 'nP3xK9vTq2LmB7wZa'],
    ['a piece of hex', planted('hex').text.slice(60, 100)],
    ['several lines', 'one\ntwo'],
    ['a long text', 'word '.repeat(20)],
  ] as const) {
    it(`is not ${what}`, () => assert.equal(harmless(text), NOT_REPEATED));
  }
});

describe('code', () => {
  it('is shown with what its literals say where that is harmless', () => {
    assert.equal(withHarmlessLiterals("'Partner_' + region.toUpperCase()"), "'Partner_' + region.toUpperCase()");
    assert.equal(withHarmlessLiterals("find('it\\'s', x)"), "find('…', x)");
  });

  for (const secret of plantedSecrets) {
    it(`is shown without ${secret.face}, whole or in pieces, with or without an end`, () => {
      const pieces = secret.text.match(/.{1,18}/g) ?? [];
      for (const code of [
        `find('${secret.text}', x)`,
        `join(new List<String>{ ${pieces.map((piece) => `'${piece}'`).join(', ')} })`,
        `find('${secret.text}`,
        `find('''\n${secret.text}''')`,
      ]) {
        assert.deepEqual(leaksIn(withHarmlessLiterals(code), secret), []);
      }
    });
  }
});

describe('a message of a parser', () => {
  it('is shown with what it quotes where that is harmless', () => {
    for (const message of ["Closing tag 'label' can't have attributes.", "missing ';' at '}'", 'Unexpected end'])
      assert.equal(withHarmlessQuotes(message), message);
  });

  it('is shown without a piece of a key', () => {
    const secret = planted('base64 of DER');
    const piece = secret.text.slice(100, 180);
    for (const message of [
      `no viable alternative at input '${piece}'`,
      `token recognition error at: ''${piece}'`,
      `"${piece}" is no number`,
    ])
      assert.deepEqual(leaksIn(withHarmlessQuotes(message), secret), [], message);
  });
});
