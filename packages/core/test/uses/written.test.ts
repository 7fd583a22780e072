import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isApiName,
  isNameForBody,
  isNameOrId,
  isNameWithPlaceholder,
  placeholderIn,
  readOutsideText,
} from '@cert-health/core';
import { issue } from '../fixtures/certificates.ts';

const base64 = (bytes: readonly number[] | Uint8Array): string => btoa(String.fromCharCode(...bytes));
const bodyOf = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, '');
/** A private key of 48 octets whose base64 has letters and digits only (RFC 8410 section 7). */
const ed25519 = base64([
  0x30,
  0x2e,
  2,
  1,
  0,
  0x30,
  5,
  6,
  3,
  0x2b,
  0x65,
  0x70,
  4,
  0x22,
  4,
  0x20,
  ...Array<number>(32).fill(0x41),
]);

/** What a text is told to be; a name, an Id and a name to be filled in are a target. */
const writtenAs = (text: string): string => {
  const { kind } = readOutsideText(text);
  return kind === 'name' || kind === 'id' || kind === 'placeholder' ? 'target' : kind;
};

describe('a text where the name of a certificate belongs', () => {
  it('can be an API name of letters, digits and single underscores, with a namespace or without', () => {
    for (const name of ['A', 'Partner_Client', 'selfsigned_01Jan2026_101500', 'acme__Client', 'ac_me__Client_2']) {
      assert.ok(isApiName(name), name);
      assert.equal(writtenAs(name), 'target', name);
    }
    for (const text of ['', '_A', 'A_', '1A', 'A-B', 'A B', 'a__b__c', 'A___B', 'Ä', 'A'.repeat(98)]) {
      assert.ok(!isApiName(text), text);
    }
  });

  it('can be a record Id of 15 or 18 characters', () => {
    for (const id of ['0P1xx0000004C92', '0P1xx0000004C92CAE']) assert.equal(writtenAs(id), 'target');
    for (const text of ['0P1xx0000004C9', '0P1xx0000004C92CA', '0P1']) assert.ok(!isNameOrId(text), text);
  });

  it('is no name when it is a key or a certificate in base64, whole or cut off, even with letters only', async () => {
    assert.match(ed25519, /^[A-Za-z\d]+$/);
    const { pem } = await issue({ subject: 'CN=x' });
    const keys = [ed25519, ed25519.slice(0, 24), 'MIIKtAIBAzCC', 'MHcCAQEEIAbcdefghijklmnopqrst'];
    for (const [kind, bodies] of [
      ['other', keys],
      ['body', [bodyOf(pem)]],
    ] as const) {
      for (const body of bodies) {
        assert.ok(!isNameOrId(body) && !isNameForBody(body), body);
        assert.equal(writtenAs(body), kind, body);
      }
    }
  });

  it('is a body when it is armored, and anything else when it is far too long for a name', () => {
    assert.equal(writtenAs('-----BEGIN CERTIFICATE-----'), 'body');
    assert.equal(writtenAs('x'.repeat(200)), 'other');
  });

  it('is neither when it is a sentence, an address or an odd word', () => {
    for (const text of ['My certificate', 'https://x.example', 'a@b.example', 'Ä_1']) {
      assert.equal(writtenAs(text), 'other', text);
      assert.ok(!isNameOrId(text), text);
    }
  });

  it('stands for itself where a body belongs only when it does not look like short base64', () => {
    for (const name of ['Partner_Client', 'Okta', 'Okta2025', '0P1xx0000004C92']) assert.ok(isNameForBody(name), name);
    const chance = base64([...'not really a keystore'].map((letter) => letter.charCodeAt(0)));
    assert.ok(!isNameOrId(chance) && !isNameForBody(chance));
    assert.ok(isNameOrId('AbcdEfgh12345678') && !isNameForBody('AbcdEfgh12345678'), 'its shape alone does not tell');
  });
});

describe('a mark that is replaced at deployment', () => {
  const marks = [
    ...[
      '${CERT}',
      '$CERT',
      '$env:CERT',
      '$(CERT)',
      '{{CERT}}',
      '{{ cert.name }}',
      '{CERT}',
      '{!CERT}',
      '#{CERT}#',
      '##CERT##',
    ],
    ...['%CERT%', '%%CERT%%', '@CERT@', '@@CERT@@', '[[CERT]]', '__CERT__', '__MY_CERT__', '<CERT>', '<%= cert %>'],
  ];

  it('is seen in every usual way of writing it, alone and in a name', () => {
    for (const mark of marks) {
      assert.notEqual(placeholderIn(mark), undefined, mark);
      assert.equal(writtenAs(mark), 'target', mark);
      assert.ok(!isApiName(mark), mark);
    }
    for (const name of ['Pay_${ENV}', '${ENV}_Client', 'Pay_{{env}}_2026', 'Pay%ENV%']) {
      assert.ok(isNameWithPlaceholder(name), name);
    }
  });

  it('is in no name, no Id and no certificate', async () => {
    const { pem } = await issue({ subject: 'CN=x' });
    for (const text of ['Partner_Client', 'acme__Client', 'A__b', '0P1xx0000004C92', pem, bodyOf(pem)]) {
      assert.equal(placeholderIn(text), undefined, text);
    }
  });

  it('is not repeated with what no name has around it', () => {
    for (const text of ['https://user:secret@${HOST}/', `<Modulus>${'x'.repeat(90)}</Modulus>`, '${A} and ${B}']) {
      assert.ok(!isNameWithPlaceholder(text), text);
    }
  });
});
